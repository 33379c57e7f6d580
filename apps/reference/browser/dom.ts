type Child = Node | string | undefined | false;

/** An element with attributes and children; texts are text nodes, never markup. */
export function element<Name extends keyof HTMLElementTagNameMap>(
	name: Name,
	attributes: Readonly<Record<string, string | boolean | undefined>> = {},
	...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
	const made = document.createElement(name);
	for (const [key, value] of Object.entries(attributes)) {
		if (value === undefined || value === false) continue;
		made.setAttribute(key, value === true ? "" : value);
	}
	made.append(...children.filter((child) => child !== undefined && child !== false));
	return made;
}

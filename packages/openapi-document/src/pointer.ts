/** One token of a JSON pointer (RFC 6901): `escapeToken("a/b")` is `a~1b`. */
export function escapeToken(token: string): string {
	return token.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** The tokens of a JSON pointer, `#` before it or not, unescaped: `tokensOf("#/paths/~1a")` is `["paths", "/a"]`. */
export function tokensOf(pointer: string): string[] {
	const path = pointer.startsWith("#") ? decode(pointer.slice(1)) : pointer;
	if (path === "" || path === "/") return path === "" ? [] : [""];
	return path
		.slice(path.startsWith("/") ? 1 : 0)
		.split("/")
		.map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** A pointer in a URI fragment is percent-encoded; one that is not well-formed stands for itself. */
function decode(fragment: string): string {
	try {
		return decodeURIComponent(fragment);
	} catch {
		return fragment;
	}
}

/** Maps of which the names are the document's own; a header may be called `x-rate`. */
const NAMED =
	/^(headers|properties|patternProperties|schemas|parameters|responses|examples|requestBodies|securitySchemes|links|callbacks|pathItems|mediaTypes|encoding|\$defs|definitions|dependentSchemas|mapping)$/;

/** Whether a place lies in an extension: `isInExtension("#/paths/~1a/get/x-samples/0")` is `true`. */
export function isInExtension(pointer: string): boolean {
	const tokens = tokensOf(pointer);
	return tokens.some((token, index) => token.startsWith("x-") && !NAMED.test(tokens[index - 1] ?? ""));
}

/** The value at a JSON pointer, `undefined` where there is none: `valueAt([{ id: 4 }], "/0/id")` is `4`. */
export function valueAt(value: unknown, pointer: string): unknown {
	let place = value;
	for (const token of tokensOf(pointer)) {
		if (typeof place !== "object" || place === null || !Object.hasOwn(place, token)) return undefined;
		place = (place as Record<string, unknown>)[token];
	}
	return place;
}

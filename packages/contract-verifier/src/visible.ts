/**
 * A text with its control and direction characters shown instead of obeyed: a server could hide a red line with them.
 * Line breaks and tabs stay.
 *
 * @example visible("\u001b[2K") // "\\u001b[2K"
 */
export function visible(text: string): string {
	return text
		.replaceAll("\r\n", "\n")
		.replace(/[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, (character) =>
			character === "\n" || character === "\t"
				? character
				: `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
		);
}

/** A value of plain data with every text in it made {@link visible}, also the names of members. */
export function allVisible<T>(value: T): T {
	if (typeof value === "string") return visible(value) as T;
	if (Array.isArray(value)) return value.map(allVisible) as T;
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, member]) => [visible(name), allVisible(member)])) as T;
}

/**
 * The first `limit` characters of a text, counted as JSON Schema's `maxLength` counts them.
 *
 * @example
 * bounded("😀😀😀", 2); // "😀😀"
 */
export function bounded(text: string, limit: number): string {
	if (text.length <= limit) return text;
	return Array.from(text.slice(0, 2 * limit))
		.slice(0, limit)
		.join("");
}

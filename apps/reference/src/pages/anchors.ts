/** The id of a place in a page, from any name: `anchorOf("security", "API key")` is `security-API-key`. */
export function anchorOf(kind: string, name: string): string {
	return `${kind}-${name.replace(/[^\p{L}\p{M}\p{N}_.]+/gu, "-")}`;
}

/** The headers of a request, by name in lower case. */
export type HeaderRecord = Readonly<Record<string, string>>;

/** Joins headers of any case; of two of one name the later counts. */
export function joinHeaders(...sources: (HeaderRecord | undefined)[]): Record<string, string> {
	const joined: Record<string, string> = {};
	for (const source of sources) {
		for (const name in source) joined[name.toLowerCase()] = source[name] as string;
	}
	return joined;
}

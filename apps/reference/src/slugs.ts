/** Names that Windows gives to devices; a file can't be called so. */
const DEVICES = /^(con|aux|nul|prn|com\d|lpt\d)$/i;

/**
 * A file name for each of some names: readable, made of letters and digits of any script, and different from each other also
 * where letters of both cases are the same.
 *
 * @example slugsOf(["repos/list", "Repos/List"]) // Map { "repos/list" → "repos-list", "Repos/List" → "Repos-List-2" }
 */
export function slugsOf(names: readonly string[]): ReadonlyMap<string, string> {
	const taken = new Set<string>();
	const slugs = new Map<string, string>();
	for (const name of names) {
		if (slugs.has(name)) continue;
		const plain = name
			.normalize("NFC")
			.replace(/[^\p{L}\p{M}\p{N}_.]+/gu, "-")
			.replace(/^[-.]+|[-.]+$/g, "")
			.slice(0, 60);
		const base = plain === "" || DEVICES.test(plain) ? `${plain || "unnamed"}-` : plain;
		let slug = base;
		for (let n = 2; taken.has(slug.toLowerCase()); n++) slug = `${base}-${n}`;
		taken.add(slug.toLowerCase());
		slugs.set(name, slug);
	}
	return slugs;
}

/** The names nearest to a misspelt one, at most three: `nearest("lokcer", ["locker", "shelf"])` → `["locker", "shelf"]`. */
export function nearest(name: string, names: Iterable<string>): string[] {
	return [...new Set(names)]
		.map((candidate) => ({ candidate, distance: distance(name.toLowerCase(), candidate.toLowerCase()) }))
		.sort((one, other) => one.distance - other.distance)
		.slice(0, 3)
		.map(({ candidate }) => candidate);
}

/** The Levenshtein distance. */
function distance(one: string, other: string): number {
	let row = Array.from({ length: other.length + 1 }, (_, index) => index);
	for (let i = 1; i <= one.length; i++) {
		const next = [i];
		for (let j = 1; j <= other.length; j++) {
			const change = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
			next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
		}
		row = next;
	}
	return row[other.length] ?? 0;
}

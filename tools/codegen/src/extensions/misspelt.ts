/** In a short name one slip alone; else words of other teams would be taken for ours. */
const LONGEST_DISTANCE = 2;

/** The extension of ours that a name was probably meant to be; `undefined` for names of other teams. */
export function nearest(name: string, known: readonly string[]): string | undefined {
	const plain = (text: string) =>
		text
			.toLowerCase()
			.replace(/^x-/, "")
			.replace(/[^a-z0-9]/g, "");
	const [best] = known
		.map((one) => ({ one, far: distance(plain(name), plain(one)) }))
		.filter(({ one, far }) => far <= (plain(one).length < 7 ? 1 : LONGEST_DISTANCE))
		.sort((a, b) => a.far - b.far);
	return best?.one;
}

/** How many letters must be added, left out, changed, or swapped with their neighbour. */
function distance(left: string, right: string): number {
	const rows: number[][] = [Array.from({ length: right.length + 1 }, (_, index) => index)];
	for (let i = 1; i <= left.length; i++) {
		const row = [i];
		for (let j = 1; j <= right.length; j++) {
			const at = (r: number, c: number) => rows[r]?.[c] ?? 0;
			let best = Math.min(
				at(i - 1, j) + 1,
				(row[j - 1] ?? 0) + 1,
				at(i - 1, j - 1) + (left[i - 1] === right[j - 1] ? 0 : 1),
			);
			if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]) {
				best = Math.min(best, at(i - 2, j - 2) + 1);
			}
			row.push(best);
		}
		rows.push(row);
	}
	return rows[left.length]?.[right.length] ?? 0;
}

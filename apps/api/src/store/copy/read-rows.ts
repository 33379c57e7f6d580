import type { Snapshot } from "./copyable.js";
import type { Row, Table } from "./tables.js";

/** What is read at a time: some rows first, then as many as come near to this number of characters. */
const CHARACTERS = 1_000_000;
const FIRST_LIMIT = 50;
const MOST = 2000;

/**
 * All rows of a table in order of their key, some at a time; memory is bounded by the size of single rows alone.
 *
 * @example
 * for await (const rows of readRows(snapshot, table)) await filling.add(table, rows);
 */
export async function* readRows(snapshot: Snapshot, table: Table): AsyncGenerator<Row[]> {
	let after: Row | undefined;
	for (let limit = FIRST_LIMIT; ; ) {
		const rows = await snapshot.rows(table, after, limit);
		after = rows.at(-1);
		if (after === undefined) return;
		yield rows;
		const average = characters(rows) / rows.length;
		limit = Math.max(1, Math.min(MOST, limit * 2, Math.floor(CHARACTERS / average)));
	}
}

function characters(rows: readonly Row[]): number {
	let sum = 1;
	for (const row of rows) for (const cell of row) sum += typeof cell === "string" ? cell.length : 8;
	return sum;
}

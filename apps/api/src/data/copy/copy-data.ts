import { DatabaseError } from "../errors.js";
import { type Contents, type Copyable, type Row, TABLES, type Table } from "./copyable.js";

/** How many rows were copied and compared, by what they are called. */
export type Figures = Readonly<Record<string, number>>;

/** What a copy can be told. */
export interface CopyOptions {
	/** Ends the copy; nothing of it stays. */
	signal?: AbortSignal;
	/** Told after each step, with what is done and the rows of that table so far. */
	progress?(step: "copied" | "compared", rows: string, count: number): void;
}

/**
 * Copies all that is in `source` at one moment into `target`, which must be empty, and compares the two row by row
 * before it stays. Ids go on where they were.
 *
 * @returns the figures of both
 * @throws {DatabaseError} when the target is not empty, has not become the same, or cannot be written; nothing stays
 */
export function copyData(source: Copyable, target: Copyable, options: CopyOptions = {}): Promise<Figures> {
	return source.read((snapshot) =>
		target.fill(async (filling) => {
			await checkEmpty(filling, target);
			for (const table of TABLES) await copyTable(snapshot, filling, table, options);
			const figures: Record<string, number> = {};
			for (const table of TABLES) figures[table.rows] = await compareTable(snapshot, filling, table, options);
			await checkCounts(filling, figures.groups ?? 0);
			return figures;
		}),
	);
}

async function checkEmpty(filling: Contents, { name }: Copyable): Promise<void> {
	for (const table of TABLES) {
		const [row] = await filling.rows(table, undefined, 1);
		if (row) throw new DatabaseError(`The database ${name} is not empty, it has ${table.rows}: name an empty one.`);
	}
}

async function checkCounts(filling: Contents, groups: number): Promise<void> {
	const kept = await filling.keptCounts();
	const wrong = kept.length === 0 && groups > 0 ? 0 : kept.find((count) => count !== groups);
	if (wrong === undefined) return;
	throw new DatabaseError(`The copy has ${groups} groups and counts ${wrong}: nothing was kept of it.`);
}

async function copyTable(snapshot: Contents, filling: Contents, table: Table, options: CopyOptions): Promise<void> {
	let count = 0;
	for await (const rows of readRows(snapshot, table)) {
		await step(options);
		await filling.add(table, rows);
		count += rows.length;
		options.progress?.("copied", table.rows, count);
	}
	if (table.assignsIds) await filling.setLastId(table, await snapshot.lastId(table));
}

async function compareTable(
	snapshot: Contents,
	filling: Contents,
	table: Table,
	options: CopyOptions,
): Promise<number> {
	const different = (where: string) =>
		new DatabaseError(`The copy differs from its source in ${table.name} at ${where}: nothing was kept of it.`);
	const copies = eachRow(filling, table);
	let count = 0;
	for await (const rows of readRows(snapshot, table)) {
		await step(options);
		for (const row of rows) {
			const { value: copy } = await copies.next();
			if (copy === undefined || !sameRow(row, copy)) throw different(row.slice(0, table.key.length).join("/"));
		}
		count += rows.length;
		options.progress?.("compared", table.rows, count);
	}
	if (!(await copies.next()).done) throw different("its end");
	if (table.assignsIds && (await filling.lastId(table)) !== (await snapshot.lastId(table)))
		throw different("its last id");
	return count;
}

async function* eachRow(snapshot: Contents, table: Table): AsyncGenerator<Row, undefined> {
	for await (const rows of readRows(snapshot, table)) yield* rows;
	return undefined;
}

function sameRow(one: Row, other: Row): boolean {
	return one.every((cell, column) => {
		const copy = other[column];
		return Buffer.isBuffer(cell) ? Buffer.isBuffer(copy) && cell.equals(copy) : cell === copy;
	});
}

/** Lets signals arrive, also where both databases answer at once. */
async function step({ signal }: CopyOptions): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
	signal?.throwIfAborted();
}

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
export async function* readRows(snapshot: Contents, table: Table): AsyncGenerator<Row[]> {
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

import type { Row, Table } from "./tables.js";

/** All rows of a database as they are at one moment. */
export interface Snapshot {
	/** Up to `limit` rows in order of their key, those after a key or the first. */
	rows(table: Table, after: Row | undefined, limit: number): Promise<Row[]>;
	/** The last id that was assigned in a table, 0 for none; that row may be gone. */
	lastId(table: Table): Promise<number>;
	/** The number of groups of all stores as the database keeps it, for each width of ranges. */
	keptCounts(): Promise<number[]>;
}

/** A transaction that fills a database; it sees what it has written. */
export interface Filling extends Snapshot {
	/** Adds rows, in order of their key. */
	add(table: Table, rows: readonly Row[]): Promise<void>;
	/** Makes the database go on after an id. */
	setLastId(table: Table, id: number): Promise<void>;
}

/** A database that can be copied from and to. */
export interface Copyable {
	/** The file, or host and database; without a password. */
	readonly name: string;
	/** Runs `work` while the database may go on being written to. */
	read<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T>;
	/** Runs `work` in one transaction in which nobody else writes: all of it stays, or nothing when it throws. */
	fill<T>(work: (filling: Filling) => Promise<T>): Promise<T>;
	close(): Promise<void>;
}

/** How the values of a column are meant, whatever a database keeps them as. */
export type Kind = "integer" | "number" | "text" | "flag" | "bytes" | "time";

/** A value of a row: times in ISO 8601. */
export type Cell = number | string | boolean | Buffer | null;

/** The values of a row, in the order of its table's columns. */
export type Row = readonly Cell[];

/** A table that all databases have, with the same columns. */
export interface Table {
	readonly name: string;
	/** What its rows are called in figures. */
	readonly rows: string;
	/** The columns by which its rows are in order; the first of {@link columns}, all integers. */
	readonly key: readonly string[];
	readonly columns: Readonly<Record<string, Kind>>;
	/** Whether ids are assigned by the database, which remembers the last one. */
	readonly assignsIds: boolean;
}

/** All that the service keeps, each table before those that refer to it. Counts are kept by the databases themselves. */
export const TABLES: readonly Table[] = [
	{
		name: "stores",
		rows: "stores",
		key: ["id"],
		columns: {
			id: "integer",
			secure_url: "text",
			next_group_id: "integer",
			throttle: "text",
			throttle_capacity: "number",
			throttle_leak_per_second: "number",
			created_at: "time",
		},
		assignsIds: true,
	},
	{
		name: "applications",
		rows: "applications",
		key: ["id"],
		columns: { id: "integer", name: "text", key_hash: "bytes", created_at: "time" },
		assignsIds: true,
	},
	{
		name: "tokens",
		rows: "tokens",
		key: ["id"],
		columns: {
			id: "integer",
			store_id: "integer",
			application_id: "integer",
			token_hash: "bytes",
			can_read: "flag",
			can_write: "flag",
			created_at: "time",
			revoked_at: "time",
		},
		assignsIds: true,
	},
	{
		name: "customer_groups",
		rows: "groups",
		key: ["store_id", "id"],
		columns: { store_id: "integer", id: "integer", json: "text" },
		assignsIds: false,
	},
];

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

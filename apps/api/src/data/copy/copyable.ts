import type { Dialect, SqlStatement, SqlValue } from "../sql/work.js";

/** How the values of a column are meant, whatever a database keeps them as. */
export type Kind = "integer" | "number" | "text" | "flag" | "bytes" | "time";

/** The values of a row, in the order of its table's columns; times in ISO 8601. */
export type Row = readonly SqlValue[];

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

/** What a transaction sees of a database, and may add to it. */
export class Contents {
	readonly #execute: (statement: SqlStatement) => Promise<readonly object[]>;
	readonly #dialect: Dialect;

	constructor(execute: (statement: SqlStatement) => Promise<readonly object[]>, dialect: Dialect) {
		this.#execute = execute;
		this.#dialect = dialect;
	}

	/** Up to `limit` rows in order of their key, those after a key or the first. */
	async rows({ name, key, columns }: Table, after: Row | undefined, limit: number): Promise<Row[]> {
		const from = after?.slice(0, key.length) ?? [];
		const following = after && `WHERE (${key}) > (${key.map((_, index) => `$${index + 1}`)})`;
		const rows = await this.#execute({
			text: `SELECT ${Object.keys(columns)} FROM ${name} ${following ?? ""} ORDER BY ${key} LIMIT ${limit}`,
			values: from,
		});
		return rows.map((row) => Object.entries(columns).map(([column, kind]) => cell(kind, Reflect.get(row, column))));
	}

	/** The last id that was assigned in a table, 0 for none; that row may be gone. */
	async lastId({ name }: Table): Promise<number> {
		const [row] = await this.#execute({ text: this.#dialect.lastId(name), values: [] });
		return (row as { last: number } | undefined)?.last ?? 0;
	}

	/** The number of groups of all stores as the database keeps it, for each width of ranges. */
	async keptCounts(): Promise<number[]> {
		const counts = await this.#execute({
			text: "SELECT sum(groups) AS groups FROM group_counts GROUP BY width",
			values: [],
		});
		return counts.map((row) => Number((row as { groups: number | string }).groups));
	}

	/** Adds rows, in order of their key. */
	async add({ name, columns }: Table, rows: readonly Row[]): Promise<void> {
		let parameter = 0;
		const places = rows.map((row) => `(${row.map(() => `$${++parameter}`)})`);
		await this.#execute({
			text: `INSERT INTO ${name} (${Object.keys(columns)}) VALUES ${places}`,
			values: rows.flat(),
		});
	}

	/** Makes the database go on after an id. */
	async setLastId({ name }: Table, id: number): Promise<void> {
		await this.#execute({ text: this.#dialect.setLastId(name, id) });
	}
}

function cell(kind: Kind, value: unknown): SqlValue {
	if (value === null) return null;
	if (value instanceof Date) return value.toISOString();
	if (kind === "flag") return value === true || value === 1;
	// PostgreSQL's driver gives 64-bit integers as text.
	return kind === "integer" ? Number(value) : (value as SqlValue);
}

/** A database that can be copied from and to. */
export interface Copyable {
	/** The file, or host and database; without a password. */
	readonly name: string;
	/** Runs `work` on what is there at one moment, while the database may go on being written to. */
	read<T>(work: (contents: Contents) => Promise<T>): Promise<T>;
	/** Runs `work` in one transaction in which nobody else writes: all of it stays, or nothing when it throws. */
	fill<T>(work: (contents: Contents) => Promise<T>): Promise<T>;
	close(): Promise<void>;
}

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

import {
	type Cell,
	type Copyable,
	type Filling,
	type Kind,
	type Row,
	type Snapshot,
	TABLES,
	type Table,
} from "../copy/copyable.js";
import { Connections, type Session } from "./connections.js";
import { describeUrl } from "./database-url.js";
import { migrate, migrateTexts } from "./migrate.js";
import { migrations } from "./schema.js";

/** The types of arrays that rows are sent in. */
const ARRAYS: Readonly<Record<Kind, string>> = {
	integer: "bigint[]",
	number: "double precision[]",
	text: "text[]",
	flag: "boolean[]",
	bytes: "bytea[]",
	time: "timestamptz[]",
};

/**
 * Opens a PostgreSQL database to copy from or to, and brings its schema up to date.
 *
 * @throws {DatabaseError} when it cannot be opened
 * @throws {MigrationError} when its schema cannot be brought up to date
 */
export async function openPostgresCopyable(url: string): Promise<Copyable> {
	const connections = new Connections(url, { max: 1, applicationName: "customer-groups-api copy" });
	try {
		await migrate(connections, migrations);
		await migrateTexts(connections);
	} catch (error) {
		await connections.close();
		throw error;
	}
	return {
		name: describeUrl(url),
		read: (work) =>
			connections.transaction(async (session) => {
				await session.query({ text: "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY" });
				return work(snapshot(session));
			}, "long"),
		fill: (work) =>
			connections.transaction(async (session) => {
				const tables = TABLES.map(({ name }) => name).join(", ");
				await session.query({ text: `LOCK TABLE ${tables} IN EXCLUSIVE MODE` });
				return work(filling(session));
			}, "long"),
		close: () => connections.close(),
	};
}

function snapshot(session: Session): Snapshot {
	return {
		async rows({ name, key, columns }, after, limit) {
			const following = after && `WHERE (${key.join(", ")}) > (${key.map((_, index) => `$${index + 2}`).join(", ")})`;
			const rows = await session.query<Record<string, unknown>>(
				{
					name: `rows of ${name}${after ? " after" : ""}`,
					text: `SELECT ${Object.keys(columns).join(", ")} FROM ${name} ${following ?? ""} ORDER BY ${key.join(", ")} LIMIT $1`,
				},
				[limit, ...(after?.slice(0, key.length) ?? [])],
			);
			return rows.map((row) => Object.entries(columns).map(([column, kind]) => cell(kind, row[column])));
		},

		async lastId({ name }) {
			const [sequence] = await session.query<{ last: number }>({
				text: `SELECT (CASE WHEN is_called THEN last_value ELSE 0 END)::integer AS last FROM ${name}_id_seq`,
			});
			return sequence?.last ?? 0;
		},

		async keptCounts() {
			const counts = await session.query<{ groups: string }>({
				text: "SELECT sum(groups) AS groups FROM group_counts GROUP BY width",
			});
			return counts.map(({ groups }) => Number(groups));
		},
	};
}

function filling(session: Session): Filling {
	return {
		...snapshot(session),

		async add({ name, columns }: Table, rows: readonly Row[]) {
			const kinds = Object.values(columns);
			const arrays = kinds.map((kind, column) => `$${column + 1}::${ARRAYS[kind]}`).join(", ");
			await session.query(
				{
					name: `add to ${name}`,
					text: `INSERT INTO ${name} (${Object.keys(columns).join(", ")}) SELECT * FROM unnest(${arrays})`,
				},
				kinds.map((_, column) => rows.map((row) => row[column])),
			);
		},

		async setLastId({ name }: Table, id: number) {
			await session.query({ text: "SELECT setval($1, greatest($2::bigint, 1), $2::bigint > 0)" }, [
				`${name}_id_seq`,
				id,
			]);
		},
	};
}

function cell(kind: Kind, value: unknown): Cell {
	if (value instanceof Date) return value.toISOString();
	// 64-bit integers come as text.
	return kind === "integer" ? Number(value) : (value as Cell);
}

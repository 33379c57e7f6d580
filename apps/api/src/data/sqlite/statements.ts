import type { Database, Statement } from "libsql";
import type { Dialect, SqlStatement } from "../sql/work.js";

/** Executes a prepared statement and returns its first row, where it has one. */
export type Execute = (...parameters: (number | string | Buffer | null)[]) => unknown[] | undefined;

/**
 * Prepares a statement of the requests for the driver's `get`, which also serves one without rows: `run` makes an object of
 * what was done, which nobody reads.
 *
 * Where `get` has failed, the driver would execute the statement with the same parameters ever after, whatever it is
 * given; so it is prepared again.
 *
 * @example
 * const rename = prepare(database, "UPDATE stores SET name = ?2 WHERE id = ?1");
 * rename(7, "North");
 */
export function prepare(database: Database, sql: string): Execute {
	let statement = fresh();
	function fresh() {
		const prepared = database.prepare(sql);
		return prepared.reader ? prepared.raw() : prepared;
	}
	return (...parameters) => {
		try {
			return statement.get(parameters) as unknown[] | undefined;
		} catch (error) {
			statement = fresh();
			throw error;
		}
	};
}

/** What SQLite's SQL has of its own in the work that both databases do. */
export const SQLITE: Dialect = {
	now: "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')",
	wide: 15,
	forUpdate: "",
	tableExists: (name) => `SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '${name}'`,
	lastId: (table) => `SELECT seq AS last FROM sqlite_sequence WHERE name = '${table}'`,
	setLastId: (table, id) =>
		`DELETE FROM sqlite_sequence WHERE name = '${table}';
		INSERT INTO sqlite_sequence (name, seq) SELECT '${table}', ${id} WHERE ${id} > 0`,
};

/** Makes what executes the statements of such work. */
export function executor(database: Database): (statement: SqlStatement) => readonly object[] {
	const prepared = new Map<string, Statement>();
	return ({ name, text, values }) => {
		if (values === undefined) {
			database.exec(text);
			return [];
		}
		const known = name === undefined ? undefined : prepared.get(name);
		const statement = known ?? database.prepare(text.replace(/\$(?=[0-9])/g, "?"));
		const parameters = values.map((value) => (typeof value === "boolean" ? Number(value) : value));
		if (!statement.reader) {
			statement.run(parameters);
			return [];
		}
		// Kept only where it did not fail, for the reason that {@link prepare} has.
		if (name !== undefined) prepared.delete(name);
		const rows = statement.all(parameters) as Record<string, unknown>[];
		if (name !== undefined) prepared.set(name, statement);
		// The driver hands out a BLOB as an ArrayBuffer.
		for (const row of rows) {
			for (const [column, value] of Object.entries(row)) {
				if (value instanceof ArrayBuffer) row[column] = Buffer.from(value);
			}
		}
		return rows;
	};
}

/**
 * Runs `work` in a transaction that takes the write lock at its start: all of it is durable when this returns, none of
 * it when it throws. SQLite ends some failed transactions by itself, hence the look before rolling back.
 */
export function transaction<T>(database: Database, work: () => T): T {
	database.exec("BEGIN IMMEDIATE");
	try {
		const result = work();
		database.exec("COMMIT");
		return result;
	} catch (error) {
		if (database.inTransaction) database.exec("ROLLBACK");
		throw error;
	}
}

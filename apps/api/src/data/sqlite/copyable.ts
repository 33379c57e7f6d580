import { existsSync, rmSync } from "node:fs";
import type { Database } from "libsql";
import type { Cell, Copyable, Filling, Kind, Row, Snapshot, Table } from "../copy/copyable.js";
import { DatabaseError } from "../errors.js";
import { openDatabase } from "./file.js";
import { migrate, migrateTexts } from "./migrate.js";
import { migrations } from "./schema.js";
import { type Blob, bytesOf } from "./statements.js";

/**
 * Opens a SQLite file to copy from or to, and brings its schema up to date. A file to copy to is made where it is
 * missing, and removed when filling it fails.
 *
 * @throws {DatabaseError} when it cannot be opened, or a file to copy from is not there
 * @throws {MigrationError} when its schema cannot be brought up to date
 */
export function openSqliteCopyable(file: string, use: "source" | "target"): Copyable {
	const isNew = !existsSync(file);
	if (isNew && use === "source") throw new DatabaseError(`There is no database ${file}.`);
	const database = openDatabase(file);
	let failed = false;

	function close(): void {
		database.close();
		if (failed && isNew) for (const suffix of ["", "-wal", "-shm"]) rmSync(file + suffix, { force: true });
	}

	/** Not by transaction(): the work waits for the other database, which may be behind a socket. */
	async function within<T>(begin: string, work: () => Promise<T>): Promise<T> {
		database.exec(begin);
		try {
			const result = await work();
			database.exec("COMMIT");
			return result;
		} catch (error) {
			if (database.inTransaction) database.exec("ROLLBACK");
			failed = true;
			throw error;
		}
	}

	try {
		migrate(database, migrations);
		migrateTexts(database);
	} catch (error) {
		failed = true;
		close();
		throw error;
	}
	return {
		name: file,
		read: (work) => within("BEGIN", () => work(snapshot(database))),
		async fill(work) {
			const result = await within("BEGIN IMMEDIATE", () => work(filling(database)));
			database.pragma("wal_checkpoint(TRUNCATE)"); // so that the file alone has all
			return result;
		},
		close: async () => close(),
	};
}

function snapshot(database: Database): Snapshot {
	return {
		async rows({ name, key, columns }, after, limit) {
			const following = after === undefined ? "" : `WHERE (${key.join(", ")}) > (${key.map(() => "?").join(", ")})`;
			const kinds = Object.values(columns);
			const rows = database
				.prepare(
					`SELECT ${Object.keys(columns).join(", ")} FROM ${name} ${following} ORDER BY ${key.join(", ")} LIMIT ?`,
				)
				.raw()
				.all([...(after?.slice(0, key.length) ?? []), limit]) as unknown[][];
			return rows.map((row) => kinds.map((kind, column) => cell(kind, row[column])));
		},

		async lastId({ name }) {
			const row = database.prepare("SELECT seq FROM sqlite_sequence WHERE name = ?").get([name]);
			return (row as { seq: number } | undefined)?.seq ?? 0;
		},

		async keptCounts() {
			return database.prepare("SELECT SUM(groups) FROM group_counts GROUP BY width").pluck().all([]) as number[];
		},
	};
}

function filling(database: Database): Filling {
	return {
		...snapshot(database),

		async add({ name, columns }: Table, rows: readonly Row[]) {
			const names = Object.keys(columns);
			const insert = database.prepare(
				`INSERT INTO ${name} (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")})`,
			);
			for (const row of rows) insert.run(row.map((value) => (typeof value === "boolean" ? Number(value) : value)));
		},

		async setLastId({ name }: Table, id: number) {
			database.prepare("DELETE FROM sqlite_sequence WHERE name = ?").run([name]);
			if (id > 0) database.prepare("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)").run([name, id]);
		},
	};
}

function cell(kind: Kind, value: unknown): Cell {
	if (value === null) return null;
	if (kind === "flag") return value === 1;
	return kind === "bytes" ? bytesOf(value as Blob) : (value as Cell);
}

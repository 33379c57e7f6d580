import { existsSync, rmSync } from "node:fs";
import { Contents, type Copyable } from "../copy/copyable.js";
import { DatabaseError } from "../errors.js";
import { openDatabase } from "./file.js";
import { upgrade } from "./sqlite-database.js";
import { executor, SQLITE } from "./statements.js";

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

	async function close(): Promise<void> {
		database.close();
		if (failed && isNew) for (const suffix of ["", "-wal", "-shm"]) rmSync(file + suffix, { force: true });
	}

	/** Not by transaction(): the work waits for the other database, which may be behind a socket. */
	async function within<T>(begin: string, work: (contents: Contents) => Promise<T>): Promise<T> {
		const execute = executor(database);
		database.exec(begin);
		try {
			const result = await work(new Contents(async (statement) => execute(statement), SQLITE));
			database.exec("COMMIT");
			return result;
		} catch (error) {
			if (database.inTransaction) database.exec("ROLLBACK");
			failed = true;
			throw error;
		}
	}

	try {
		upgrade(database);
	} catch (error) {
		failed = true;
		void close();
		throw error;
	}
	return {
		name: file,
		read: (work) => within("BEGIN", work),
		async fill(work) {
			const result = await within("BEGIN IMMEDIATE", work);
			database.pragma("wal_checkpoint(TRUNCATE)"); // so that the file alone has all
			return result;
		},
		close,
	};
}

import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database from "libsql";
import { DatabaseError } from "../database-error.js";

/** How long a statement waits for another process's write, in milliseconds; then the answer is a 503. */
const BUSY_TIMEOUT = 2000;

/**
 * Opens a database file, creating it and its folder where they are missing: write-ahead log, a commit is on the disk
 * before it returns, foreign keys hold.
 *
 * @throws {DatabaseError} when the folder or file cannot be written or is no SQLite database
 */
export function openDatabase(file: string): Database.Database {
	let database: Database.Database | undefined;
	try {
		mkdirSync(dirname(file), { recursive: true });
		database = new Database(file);
		database.pragma(`busy_timeout = ${BUSY_TIMEOUT}`);
		database.pragma("journal_mode = WAL");
		database.pragma("synchronous = FULL");
		database.pragma("foreign_keys = ON");
		return database;
	} catch (error) {
		database?.close();
		const reason = error instanceof Error ? error.message : String(error);
		throw new DatabaseError(`The database ${file} cannot be opened: ${reason}`, { cause: error });
	}
}

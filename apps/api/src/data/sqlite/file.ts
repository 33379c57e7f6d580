import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import Database from "libsql";
import { DatabaseError } from "../errors.js";

/** Long enough for another process's migration of some million groups, in milliseconds. */
const START_UP_WAIT = 60_000;

/**
 * What SQLite keeps of the file in memory. Its usual 2 MB are less than a store of 10,000 groups has
 * (docs/benchmarks/fast-paths.md).
 */
const CACHE_KIBIBYTES = 64 * 1024;

/**
 * Opens a database file, creating it and its folder where they are missing: write-ahead log, a commit is on the disk
 * before it returns, foreign keys hold.
 *
 * @param wait how long statements wait for another process's lock, in milliseconds; they block meanwhile
 * @throws {DatabaseError} when the folder or file cannot be written or is no SQLite database
 */
export function openDatabase(file: string, wait = START_UP_WAIT): Database.Database {
	let database: Database.Database | undefined;
	try {
		mkdirSync(dirname(file), { recursive: true });
		database = new Database(file);
		database.pragma(`busy_timeout = ${wait}`);
		database.pragma("journal_mode = WAL");
		database.pragma("synchronous = FULL");
		database.pragma("foreign_keys = ON");
		database.pragma(`cache_size = -${CACHE_KIBIBYTES}`);
		return database;
	} catch (error) {
		database?.close();
		const reason = error instanceof Error ? error.message : String(error);
		throw new DatabaseError(`The database ${file} cannot be opened: ${reason}`, { cause: error });
	}
}

/**
 * Makes a check whether a path still holds the file that it holds now. SQLite goes on with a file that was deleted or
 * replaced under it: it would acknowledge writes that nobody finds again.
 */
export function sameFile(path: string): () => boolean {
	const opened = statsOf(path);
	return () => {
		const stats = statsOf(path);
		return opened !== undefined && stats !== undefined && stats.ino === opened.ino && stats.dev === opened.dev;
	};
}

function statsOf(path: string) {
	return statSync(path, { bigint: true, throwIfNoEntry: false });
}

import type { Database } from "libsql";
import { migrations } from "../migrations/index.js";
import type { DataStore } from "../store.js";
import { sqliteAccess } from "./access.js";
import { sqliteGroups } from "./groups.js";
import { migrate } from "./migrate.js";
import { openDatabase } from "./open-database.js";
import { sameFileCheck } from "./same-file-check.js";

/**
 * Opens the data in a SQLite file, creates the file and its folder where they are missing, and brings its schema up to
 * date. Several processes may have the same file open.
 *
 * @throws {DatabaseError} when the file cannot be opened
 * @throws {MigrationError} when its schema cannot be brought up to date
 * @example
 * const data = openSqliteStore(".data/customer-groups.db");
 */
export function openSqliteStore(file: string): DataStore {
	const database = openDatabase(file);
	try {
		migrate(database, migrations);
		return sqliteStore(database, file);
	} catch (error) {
		database.close();
		throw error;
	}
}

/** The data in an open database whose schema is up to date; `file` is the one that it was opened from. */
export function sqliteStore(database: Database, file: string): DataStore {
	return {
		groups: sqliteGroups(database),
		access: sqliteAccess(database),
		check: sameFileCheck(file),
		close: () => {
			database.close();
		},
	};
}

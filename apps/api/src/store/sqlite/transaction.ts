import type { Database } from "libsql";

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

import type { Database } from "./interface.js";
import { isPostgresUrl } from "./postgres/database-url.js";
import { openPostgres, type PostgresSettings } from "./postgres/postgres-database.js";
import { openSqlite } from "./sqlite/sqlite-database.js";

/**
 * Opens the data in a SQLite file, or in the PostgreSQL database of a URL, and brings its schema up to date.
 *
 * @throws {DatabaseError} when it cannot be opened; the message has no password
 * @throws {MigrationError} when its schema cannot be brought up to date
 * @example
 * const data = await openData("postgres://user:password@db.example/groups", { poolSize: 20 });
 */
export async function openData(database: string, settings: PostgresSettings = {}): Promise<Database> {
	return isPostgresUrl(database) ? openPostgres(database, settings) : openSqlite(database);
}

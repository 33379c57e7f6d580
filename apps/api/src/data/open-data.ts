import type { Copyable } from "./copy/copyable.js";
import type { Database } from "./interface.js";
import { openPostgresCopyable } from "./postgres/copyable.js";
import { isPostgresUrl } from "./postgres/database-url.js";
import { openPostgres, type PostgresSettings } from "./postgres/postgres-database.js";
import { openSqliteCopyable } from "./sqlite/copyable.js";
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

/** As {@link openData}, to copy from it or to it. */
export async function openCopyable(database: string, use: "source" | "target"): Promise<Copyable> {
	return isPostgresUrl(database) ? openPostgresCopyable(database) : openSqliteCopyable(database, use);
}

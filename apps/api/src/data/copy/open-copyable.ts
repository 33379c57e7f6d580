import { openPostgresCopyable } from "../postgres/copyable.js";
import { isPostgresUrl } from "../postgres/database-url.js";
import { openSqliteCopyable } from "../sqlite/copyable.js";
import type { Copyable } from "./copyable.js";

/**
 * Opens a SQLite file, or the PostgreSQL database of a URL, to copy from or to it.
 *
 * @throws {DatabaseError} when it cannot be opened; the message has no password
 * @throws {MigrationError} when its schema cannot be brought up to date
 */
export async function openCopyable(database: string, use: "source" | "target"): Promise<Copyable> {
	return isPostgresUrl(database) ? openPostgresCopyable(database) : openSqliteCopyable(database, use);
}

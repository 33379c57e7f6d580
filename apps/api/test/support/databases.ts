import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "./postgres.js";

/** A kind of database, once started. */
export interface DatabaseKind {
	/** A new database: a file, or a URL. */
	newDatabase(): Promise<string>;
	close(): Promise<void>;
}

/** Both kinds of databases, by name, each with what starts it; for `describe.each`. */
export const DATABASES: readonly [name: string, start: () => Promise<DatabaseKind>][] = [
	["SQLite", startSqlite],
	["PostgreSQL", startPostgres],
];

async function startSqlite(): Promise<DatabaseKind> {
	const folder = mkdtempSync(join(tmpdir(), "customer-groups-api-"));
	let files = 0;
	return {
		newDatabase: async () => join(folder, `${files++}.db`),
		close: async () => rmSync(folder, { recursive: true, force: true }),
	};
}

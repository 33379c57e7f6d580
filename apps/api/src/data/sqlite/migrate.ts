import type { Database } from "libsql";
import { MigrationError } from "../errors.js";
import { MEMBERS_ON_RECORD, textMigration } from "../group-text.js";
import type { Migration } from "../migration.js";

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

/**
 * Brings the schema up to the last of `migrations`. Each is applied in a transaction of its own together with its row
 * in `schema_versions`; the write lock is taken before looking, so that of two processes that start at once one waits
 * and then finds the work done.
 *
 * @throws {MigrationError} when one fails (the database stays at the one before) or the schema is newer than all
 */
export function migrate(database: Database, migrations: readonly Migration[]): void {
	for (const migration of migrations) apply(database, migration);
	const newest = migrations.at(-1)?.version ?? 0;
	const found = appliedVersion(database);
	if (found > newest) {
		throw new MigrationError(
			`The database has schema version ${found}, this service knows ${newest}: use the newer version of the service.`,
		);
	}
}

function apply(database: Database, migration: Migration): void {
	if (appliedVersion(database) >= migration.version) return;
	try {
		transaction(database, () => {
			database.exec(
				"CREATE TABLE IF NOT EXISTS schema_versions (version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL)",
			);
			if (appliedVersion(database) >= migration.version) return;
			database.exec(migration.sql);
			database
				.prepare("INSERT INTO schema_versions (version, name, applied_at) VALUES (?, ?, ?)")
				.run([migration.version, migration.name, new Date().toISOString()]);
		});
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw new MigrationError(`Migration ${migration.version} (${migration.name}) failed: ${reason}`, { cause: error });
	}
}

/** The version of the schema; 0 where there is none. */
export function appliedVersion(database: Database): number {
	const exists = database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'schema_versions'").get([]);
	if (exists === undefined) return 0;
	const row = database.prepare("SELECT MAX(version) AS version FROM schema_versions").get([]) as {
		version: number | null;
	};
	return row.version ?? 0;
}

/** So many groups are rewritten at a time. */
const REWRITTEN_AT_ONCE = 1000;

/**
 * Gives the stored groups the members that the document has now, in one transaction, and puts these on record.
 *
 * @throws {MigrationError} when that needs more than defaults; then nothing has changed
 */
export function migrateTexts(database: Database): void {
	const statement = database.prepare("SELECT members FROM group_members").raw();
	const onRecord = () => (statement.get([]) as [string] | undefined)?.[0];
	if (onRecord() === MEMBERS_ON_RECORD) return;
	transaction(database, () => {
		const members = onRecord();
		if (members !== undefined) rewriteAll(database, textMigration(members));
		database.exec("DELETE FROM group_members");
		database.prepare("INSERT INTO group_members (members) VALUES (?)").run([MEMBERS_ON_RECORD]);
	});
}

function rewriteAll(database: Database, rewrite: (text: string) => string): void {
	const read = database
		.prepare(
			"SELECT store_id, id, json FROM customer_groups WHERE (store_id, id) > (?, ?) ORDER BY store_id, id LIMIT ?",
		)
		.raw();
	const write = database.prepare("UPDATE customer_groups SET json = ? WHERE store_id = ? AND id = ?");
	let [store, id] = [0, 0];
	for (;;) {
		const rows = read.all([store, id, REWRITTEN_AT_ONCE]) as [number, number, string][];
		if (rows.length === 0) return;
		for (const [storeId, groupId, text] of rows) {
			write.run([rewrite(text), storeId, groupId]);
			[store, id] = [storeId, groupId];
		}
	}
}

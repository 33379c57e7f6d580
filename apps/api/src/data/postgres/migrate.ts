import { MigrationError } from "../errors.js";
import { MEMBERS_ON_RECORD, textMigration } from "../group-text.js";
import type { Migration } from "../migration.js";
import type { Connections, Session } from "./connections.js";

/** The advisory lock that those who change the schema take turns with; any number that no one else uses. */
const LOCK = 3_204_716_559;

/**
 * Brings the schema up to the last of `migrations`. Each is applied in a transaction of its own together with its row
 * in `schema_versions`, under a lock, so that of replicas that start at once one works and the others find it done.
 *
 * @throws {MigrationError} when one fails (the database stays at the one before) or the schema is newer than all
 */
export async function migrate(connections: Connections, migrations: readonly Migration[]): Promise<void> {
	const newest = migrations.at(-1)?.version ?? 0;
	if ((await appliedVersion(connections)) < newest) {
		for (const migration of migrations) await apply(connections, migration);
	}
	const found = await appliedVersion(connections);
	if (found > newest) {
		throw new MigrationError(
			`The database has schema version ${found}, this service knows ${newest}: use the newer version of the service.`,
		);
	}
}

async function apply(connections: Connections, migration: Migration): Promise<void> {
	try {
		await connections.transaction(async (session) => {
			await session.query({ text: "SELECT pg_advisory_xact_lock($1)" }, [LOCK]);
			await session.query({
				text: "CREATE TABLE IF NOT EXISTS schema_versions (version integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL)",
			});
			if ((await appliedVersion(session)) >= migration.version) return;
			await session.query({ text: migration.sql });
			await session.query({ text: "INSERT INTO schema_versions (version, name, applied_at) VALUES ($1, $2, now())" }, [
				migration.version,
				migration.name,
			]);
		}, "long");
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw new MigrationError(`Migration ${migration.version} (${migration.name}) failed: ${reason}`, { cause: error });
	}
}

async function appliedVersion(session: Session): Promise<number> {
	const [table] = await session.query<{ exists: boolean }>({
		text: "SELECT to_regclass('schema_versions') IS NOT NULL AS exists",
	});
	if (!table?.exists) return 0;
	const [row] = await session.query<{ version: number | null }>({
		text: "SELECT max(version) AS version FROM schema_versions",
	});
	return row?.version ?? 0;
}

/** So many groups are rewritten at a time. */
const REWRITTEN_AT_ONCE = 1000;

/**
 * Gives the stored groups the members that the document has now, in one transaction, and puts these on record.
 *
 * @throws {MigrationError} when that needs more than defaults; then nothing has changed
 */
export async function migrateTexts(connections: Connections): Promise<void> {
	if ((await membersOnRecord(connections)) === MEMBERS_ON_RECORD) return;
	await connections.transaction(async (session) => {
		await session.query({ text: "LOCK TABLE group_members, customer_groups IN EXCLUSIVE MODE" });
		const members = await membersOnRecord(session);
		if (members === MEMBERS_ON_RECORD) return;
		if (members !== undefined) await rewriteAll(session, textMigration(members));
		await session.query({ text: "DELETE FROM group_members" });
		await session.query({ text: "INSERT INTO group_members (members) VALUES ($1)" }, [MEMBERS_ON_RECORD]);
	}, "long");
}

async function membersOnRecord(session: Session): Promise<string | undefined> {
	const [row] = await session.query<{ members: string }>({ text: "SELECT members FROM group_members" });
	return row?.members;
}

async function rewriteAll(session: Session, rewrite: (text: string) => string): Promise<void> {
	let [store, id] = [0, 0];
	for (;;) {
		const rows = await session.query<{ store_id: number; id: number; json: string }>(
			{
				text: `SELECT store_id, id, json FROM customer_groups WHERE (store_id, id) > ($1, $2)
					ORDER BY store_id, id LIMIT $3`,
			},
			[store, id, REWRITTEN_AT_ONCE],
		);
		const last = rows.at(-1);
		if (last === undefined) return;
		[store, id] = [last.store_id, last.id];
		await session.query(
			{
				text: `UPDATE customer_groups SET json = rewritten.json
					FROM unnest($1::integer[], $2::integer[], $3::text[]) AS rewritten (store_id, id, json)
					WHERE customer_groups.store_id = rewritten.store_id AND customer_groups.id = rewritten.id`,
			},
			[rows.map((row) => row.store_id), rows.map((row) => row.id), rows.map((row) => rewrite(row.json))],
		);
	}
}

import { MigrationError } from "../errors.js";
import { MEMBERS_ON_RECORD, textMigration } from "../group-text.js";
import { type Dialect, query, type SqlWork, takeTurn } from "./work.js";

/** One step of the schema. Released steps are never edited: a change is a new step. */
export interface Migration {
	version: number;
	name: string;
	sql: string;
}

/**
 * What brings a database up to date. Whoever opens it asks first whether the step is done, without a lock. If not, it does
 * the work in a transaction of its own; of several who start at once, one works and the others find it done.
 */
export interface UpgradeStep {
	isDone(): SqlWork<boolean>;
	work(): SqlWork<void>;
}

/**
 * The steps of a schema; a step is committed together with its row in `schema_versions`.
 *
 * What is done throws a {@link MigrationError} when a step fails (the database stays at the one before) or the schema is
 * newer than all of `migrations`.
 */
export function schemaSteps(migrations: readonly Migration[], dialect: Dialect): UpgradeStep[] {
	const newest = migrations.at(-1)?.version ?? 0;
	return migrations.map((migration) => ({
		*isDone() {
			const found = yield* appliedVersion(dialect);
			if (found <= newest) return found >= migration.version;
			throw new MigrationError(
				`The database has schema version ${found}, this service knows ${newest}: use the newer version of the service.`,
			);
		},
		*work() {
			try {
				yield* takeTurn(dialect, "schema");
				// Before the second look: PostgreSQL would still remember that there was no such table at the first.
				yield { text: SCHEMA_VERSIONS };
				if ((yield* appliedVersion(dialect)) >= migration.version) return;
				yield { text: migration.sql };
				yield* query(
					`INSERT INTO schema_versions (version, name, applied_at) VALUES ($1, $2, ${dialect.now})`,
					migration.version,
					migration.name,
				);
			} catch (error) {
				const reason = error instanceof Error ? error.message : String(error);
				const what = `Migration ${migration.version} (${migration.name})`;
				throw new MigrationError(`${what} failed: ${reason}`, { cause: error });
			}
		},
	}));
}

const SCHEMA_VERSIONS = `CREATE TABLE IF NOT EXISTS schema_versions
	(version integer PRIMARY KEY, name text NOT NULL, applied_at text NOT NULL)`;

/** The version of the schema; 0 where there is none. */
export function* appliedVersion({ tableExists }: Dialect): SqlWork<number> {
	if ((yield* query(tableExists("schema_versions"))).length === 0) return 0;
	const [row] = yield* query<{ version: number | null }>("SELECT max(version) AS version FROM schema_versions");
	return row?.version ?? 0;
}

/** So many groups are rewritten at a time. */
const REWRITTEN_AT_ONCE = 1000;

/**
 * Gives the stored groups the members that the document has now, and puts these on record. Where that needs more than
 * defaults it throws a {@link MigrationError}, and nothing has changed.
 */
export function textStep(dialect: Dialect): UpgradeStep {
	return {
		*isDone() {
			return (yield* membersOnRecord()) === MEMBERS_ON_RECORD;
		},
		*work() {
			yield* takeTurn(dialect, "texts");
			const members = yield* membersOnRecord();
			if (members === MEMBERS_ON_RECORD) return;
			if (members !== undefined) yield* rewriteAll(textMigration(members));
			yield* query("DELETE FROM group_members");
			yield* query("INSERT INTO group_members (members) VALUES ($1)", MEMBERS_ON_RECORD);
		},
	};
}

function* membersOnRecord(): SqlWork<string | undefined> {
	const [row] = yield* query<{ members: string }>("SELECT members FROM group_members");
	return row?.members;
}

function* rewriteAll(rewrite: (text: string) => string): SqlWork<void> {
	let [store, id] = [0, 0];
	for (;;) {
		const rows = yield* query<{ store_id: number; id: number; json: string }>(
			`SELECT store_id, id, json FROM customer_groups WHERE (store_id, id) > ($1, $2)
			ORDER BY store_id, id LIMIT ${REWRITTEN_AT_ONCE}`,
			store,
			id,
		);
		const last = rows.at(-1);
		if (last === undefined) return;
		[store, id] = [last.store_id, last.id];
		const rewritten = rows.map((row, index) => `(${row.store_id}, ${row.id}, CAST($${index + 1} AS text))`);
		yield* query(
			`WITH rewritten (store_id, id, json) AS (VALUES ${rewritten.join(", ")})
			UPDATE customer_groups SET json = rewritten.json FROM rewritten
			WHERE customer_groups.store_id = rewritten.store_id AND customer_groups.id = rewritten.id`,
			...rows.map((row) => rewrite(row.json)),
		);
	}
}

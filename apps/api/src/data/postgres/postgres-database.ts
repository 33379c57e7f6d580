import { cached } from "../cached.js";
import { DatabaseError } from "../errors.js";
import type { Database } from "../interface.js";
import { accessData } from "../sql/access.js";
import { schemaSteps, textStep, type UpgradeStep } from "../sql/upgrade.js";
import { doAsync, type SqlStatement } from "../sql/work.js";
import { BatchLoader } from "./batch-loader.js";
import { postgresBuckets } from "./buckets.js";
import { Connections, POSTGRES, type PoolSettings, type Session } from "./connections.js";
import { postgresGroups } from "./groups.js";
import { migrations } from "./schema.js";

/** How a PostgreSQL database is used. */
export interface PostgresSettings {
	/** The most connections; 10 unless said otherwise. */
	poolSize?: number | undefined;
}

const POOL: PoolSettings = { max: 10, applicationName: "customer-groups-api" };

/**
 * Opens the data in a PostgreSQL database and brings its schema up to date. Any number of processes may have the same
 * database open. Grants are kept in memory; pages and groups are not, since other processes write as much as this one.
 *
 * @throws {DatabaseError} when the database cannot be reached or does not keep what it acknowledges
 * @throws {MigrationError} when its schema cannot be brought up to date
 * @example
 * const data = await openPostgres("postgres://user:password@db.example/groups");
 */
export async function openPostgres(url: string, settings: PostgresSettings = {}): Promise<Database> {
	const connections = await connect(url, { ...POOL, max: settings.poolSize ?? POOL.max });
	return cached(postgresDatabase(connections), { grants: grantsRevision(connections) });
}

/** {@link openPostgres} without its memory: each read asks the server. */
export async function openPlainPostgres(url: string): Promise<Database> {
	return postgresDatabase(await connect(url, POOL));
}

/** Connects, and brings the schema up to date. */
export async function connect(url: string, settings: PoolSettings): Promise<Connections> {
	const connections = new Connections(url, settings);
	try {
		await upgrade(connections);
		return connections;
	} catch (error) {
		await connections.close();
		throw error;
	}
}

/**
 * Brings a database up to date by steps, its schema and the texts of its groups unless others are named. Of replicas that
 * start at once, one works and the others find it done.
 *
 * @throws {MigrationError} when that cannot be done; the database stays at the step before
 */
export async function upgrade(
	connections: Connections,
	steps: readonly UpgradeStep[] = [...schemaSteps(migrations, POSTGRES), textStep(POSTGRES)],
): Promise<void> {
	for (const { isDone, work } of steps) {
		if (await doAsync(isDone(), on(connections))) continue;
		await connections.transaction((session) => doAsync(work(), on(session)), "long");
	}
}

/** Executes the statements of work in a session. */
function on(session: Session) {
	return (statement: SqlStatement) => session.query(statement, statement.values);
}

/** Gives the revision of all grants; those who ask together share a statement. */
function grantsRevision(connections: Connections): () => Promise<string> {
	let unknown = 0;
	const revisions = new BatchLoader<undefined, string>(
		async (requests) => {
			const [last] = await connections.query<{ revision: string | null }>(REVISION);
			// Where somebody has emptied the table, nothing can be said: no two answers are the same.
			const revision = last?.revision ?? `unknown ${++unknown}`;
			return requests.map(() => revision);
		},
		{ most: Number.POSITIVE_INFINITY },
	);
	return () => revisions.ask(undefined);
}

const REVISION = { name: "revision", text: "SELECT string_agg(change, ',') AS revision FROM access_changes" };

/** The data in a database whose schema is up to date. */
function postgresDatabase(connections: Connections): Database {
	return {
		groups: postgresGroups(connections),
		access: accessData(
			{
				read: (work) => doAsync(work(), on(connections)),
				write: (work, patience) => connections.transaction((session) => doAsync(work(), on(session)), patience),
			},
			POSTGRES,
		),
		buckets: postgresBuckets(connections),
		check() {
			// Each statement asks the server, which cannot be replaced under a connection.
		},
		async ready() {
			const [state] = await connections.query<{ read_only: string }>({
				name: "ready",
				text: "SELECT current_setting('transaction_read_only') AS read_only",
			});
			if (state?.read_only !== "off") throw new DatabaseError("The database takes no writes.");
		},
		stats: () => ({ pool: connections.figures }),
		close: () => connections.close(),
	};
}

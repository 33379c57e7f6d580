import { cached } from "../cached.js";
import { DatabaseError } from "../errors.js";
import type { Database } from "../interface.js";
import { grantsRevision, postgresAccess } from "./access.js";
import { postgresBuckets } from "./buckets.js";
import { Connections } from "./connections.js";
import { postgresGroups } from "./groups.js";
import { migrate, migrateTexts } from "./migrate.js";
import { migrations } from "./schema.js";

/** How a PostgreSQL database is used. */
export interface PostgresSettings {
	/** The most connections; 10 unless said otherwise. */
	poolSize?: number | undefined;
}

const DEFAULT_POOL_SIZE = 10;

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
	const connections = await connect(url, settings);
	return cached(postgresDatabase(connections), { grants: grantsRevision(connections) });
}

/** {@link openPostgres} without its memory: each read asks the server. */
export async function openPlainPostgres(url: string): Promise<Database> {
	return postgresDatabase(await connect(url, {}));
}

async function connect(url: string, settings: PostgresSettings): Promise<Connections> {
	const connections = new Connections(url, {
		max: settings.poolSize ?? DEFAULT_POOL_SIZE,
		applicationName: "customer-groups-api",
	});
	try {
		await migrate(connections, migrations);
		await migrateTexts(connections);
		return connections;
	} catch (error) {
		await connections.close();
		throw error;
	}
}

/** The data in a database whose schema is up to date. */
function postgresDatabase(connections: Connections): Database {
	return {
		groups: postgresGroups(connections),
		access: postgresAccess(connections),
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

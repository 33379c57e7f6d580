import { DatabaseError } from "../errors.js";
import type { DataStore } from "../interface.js";
import { postgresAccess } from "./access.js";
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
 * database open.
 *
 * @throws {DatabaseError} when the database cannot be reached or does not keep what it acknowledges
 * @throws {MigrationError} when its schema cannot be brought up to date
 * @example
 * const data = await openPostgresStore("postgres://user:password@db.example/groups");
 */
export async function openPostgresStore(url: string, settings: PostgresSettings = {}): Promise<DataStore> {
	const connections = new Connections(url, {
		max: settings.poolSize ?? DEFAULT_POOL_SIZE,
		applicationName: "customer-groups-api",
	});
	try {
		await migrate(connections, migrations);
		await migrateTexts(connections);
		return postgresStore(connections);
	} catch (error) {
		await connections.close();
		throw error;
	}
}

/** The data in a database whose schema is up to date. */
function postgresStore(connections: Connections): DataStore {
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

import type { ClientBase } from "pg";
import { DatabaseError } from "../database-error.js";

/** When the server gives up a statement, one that waits for a lock, and a transaction that is not gone on with. */
const TIMEOUTS = {
	statement_timeout: "10s",
	lock_timeout: "5s",
	idle_in_transaction_session_timeout: "15s",
};

// `remote_apply` waits for more than `on` does; all others acknowledge what a crash may lose.
const SETTINGS = `SELECT
	set_config('synchronous_commit',
		CASE current_setting('synchronous_commit') WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END, false),
	set_config('default_transaction_isolation', 'read committed', false),
	${Object.entries(TIMEOUTS)
		.map(([name, value]) => `set_config('${name}', '${value}', false)`)
		.join(", ")},
	current_setting('fsync') AS fsync,
	current_setting('server_encoding') AS encoding,
	pg_is_in_recovery() AS standby`;

/**
 * Makes a new connection fit to keep data by: a commit is on the disk before it is acknowledged, and what is read is
 * what was last written.
 *
 * @throws {DatabaseError} when the server cannot do that, and what to change
 */
export async function prepareSession(client: ClientBase): Promise<void> {
	const { rows } = await client.query<{ fsync: string; encoding: string; standby: boolean }>(SETTINGS);
	const [server] = rows;
	if (server === undefined) throw new DatabaseError("The database server told nothing of its settings.");
	if (server.standby) {
		throw new DatabaseError("The database server is a standby, where nothing can be written: name the primary.");
	}
	if (server.fsync !== "on") {
		throw new DatabaseError("The database server has fsync off, a crash would lose acknowledged writes: set it on.");
	}
	if (server.encoding !== "UTF8") {
		throw new DatabaseError(`The database has the encoding ${server.encoding}: create it with ENCODING 'UTF8'.`);
	}
}

import { setTimeout as pause } from "node:timers/promises";
import { type ClientBase, Pool, type PoolClient, DatabaseError as ServerError } from "pg";
import { DatabaseError } from "../errors.js";
import type { DatabaseStats } from "../interface.js";
import type { Dialect } from "../sql/work.js";
import { connectionString, describeUrl } from "./database-url.js";

/** The server refused a statement. Without the details of the driver's error, which may have values of rows. */
export class RefusedError extends DatabaseError {
	/** What it is, as the SQL standard and PostgreSQL number it. */
	readonly sqlState: string;
	/** The name of the constraint that would have been broken. */
	readonly constraint: string | undefined;

	constructor(message: string, sqlState: string, constraint: string | undefined) {
		super(message);
		this.sqlState = sqlState;
		this.constraint = constraint;
	}
}

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

/** A statement; with a name, a connection parses and plans it once. */
export interface Statement {
	readonly name?: string;
	readonly text: string;
}

/** Where statements run: each in a transaction of its own, or all in one. */
export interface Session {
	/** @throws {DatabaseError} when the database cannot be reached or refuses */
	query<Row extends object>(statement: Statement, values?: readonly unknown[]): Promise<Row[]>;
}

/** What a pool is made with. */
export interface PoolSettings {
	/** The most connections that it opens. */
	max: number;
	/** How the server's views name these connections. */
	applicationName: string;
}

/** How long to wait for a connection, an old or a new one, in milliseconds; then the answer is a 503. */
const CONNECT_TIMEOUT = 5000;

/** When a statement is given up without a word from the server, in milliseconds: the network is gone. */
const SILENCE_TIMEOUT = 15_000;
const ROLLBACK_TIMEOUT = 1000;

/** SQLSTATEs of what the server undid because of others: a deadlock, transactions that cannot be put in a row. */
const REPEATABLE: ReadonlySet<string> = new Set(["40P01", "40001"]);
const ATTEMPTS = 3;
/** The longest time before the first repetition, in milliseconds. */
const PAUSE = 50;

/**
 * A pool of connections to one PostgreSQL database. It connects when it has to, and again after the server was gone.
 *
 * @example
 * const connections = new Connections("postgres://user:password@host/groups", { max: 10, applicationName: "api" });
 * const [row] = await connections.query<{ one: number }>({ name: "one", text: "SELECT 1 AS one" });
 */
export class Connections implements Session {
	readonly #pool: Pool;
	readonly #where: string;
	readonly #max: number;

	/** @throws {DatabaseError} when the URL cannot be read */
	constructor(url: string, { max, applicationName }: PoolSettings) {
		this.#where = describeUrl(url);
		this.#max = max;
		try {
			this.#pool = new Pool({
				connectionString: connectionString(url),
				application_name: applicationName,
				max,
				connectionTimeoutMillis: CONNECT_TIMEOUT,
				keepAlive: true,
				onConnect: prepareSession,
			});
		} catch (error) {
			throw this.#failure(error);
		}
		// A connection that breaks fails the statement on it, and the pool opens another when asked. Without a listener
		// it would end the process, also while a transaction holds it.
		this.#pool.on("error", ignore);
		this.#pool.on("connect", (client) => client.on("error", ignore));
	}

	query<Row extends object>(statement: Statement, values: readonly unknown[] = []): Promise<Row[]> {
		return repeat(async () => {
			try {
				return (await this.#pool.query<Row>(request(statement, values, SILENCE_TIMEOUT))).rows;
			} catch (error) {
				throw this.#failure(error);
			}
		});
	}

	/**
	 * Runs `work` in a transaction: when this is fulfilled all of it is durable, when it is rejected nothing is, unless
	 * the connection broke during the commit. `work` is called again when the server undid it because of others.
	 *
	 * @param patience `long` is for what may take minutes, or wait as long for others
	 */
	transaction<T>(work: (session: Session) => Promise<T>, patience: "usual" | "long" = "usual"): Promise<T> {
		return repeat(() => this.#attempt(work, patience));
	}

	get figures(): NonNullable<DatabaseStats["pool"]> {
		const { totalCount: open, idleCount: idle, waitingCount: waiting } = this.#pool;
		return { max: this.#max, open, idle, waiting };
	}

	/** Ends the connections once what runs on them has. */
	close(): Promise<void> {
		return this.#pool.end();
	}

	async #attempt<T>(work: (session: Session) => Promise<T>, patience: "usual" | "long"): Promise<T> {
		const client = await this.#connect();
		const timeout = patience === "usual" ? SILENCE_TIMEOUT : 0;
		const query = async <Row extends object>(statement: Statement, values: readonly unknown[] = []) => {
			try {
				return (await client.query<Row>(request(statement, values, timeout))).rows;
			} catch (error) {
				throw this.#failure(error);
			}
		};
		try {
			await query(BEGIN);
			if (patience === "long") await query(TAKE_TIME);
			const result = await work({ query });
			await query(COMMIT);
			client.release();
			return result;
		} catch (error) {
			await rollBack(client);
			throw error;
		}
	}

	async #connect(): Promise<PoolClient> {
		try {
			return await this.#pool.connect();
		} catch (error) {
			throw this.#failure(error);
		}
	}

	#failure(error: unknown): DatabaseError {
		if (error instanceof DatabaseError) return error;
		if (error instanceof ServerError) {
			const { message, code = "", constraint } = error;
			return new RefusedError(`The database ${this.#where} refused: ${message} (${code})`, code, constraint);
		}
		return new DatabaseError(`The database ${this.#where} cannot be reached: ${reason(error)}`, { cause: error });
	}
}

const BEGIN: Statement = { text: "BEGIN" };
const COMMIT: Statement = { text: "COMMIT" };
const TAKE_TIME: Statement = {
	text: "SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = '5min'; SET LOCAL idle_in_transaction_session_timeout = 0",
};

/** What the driver takes; a new object each time, since it writes into it. A timeout of 0 is none. */
function request({ name, text }: Statement, values: readonly unknown[], timeout: number) {
	return { ...(name === undefined ? {} : { name }), text, values: [...values], query_timeout: timeout };
}

/** Gives the connection back as it was, or gives it up where that cannot be. */
async function rollBack(client: PoolClient): Promise<void> {
	try {
		await client.query(request({ text: "ROLLBACK" }, [], ROLLBACK_TIMEOUT));
		client.release();
	} catch (error) {
		client.release(error instanceof Error ? error : true);
	}
}

async function repeat<T>(work: () => Promise<T>): Promise<T> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await work();
		} catch (error) {
			const undone = error instanceof RefusedError && REPEATABLE.has(error.sqlState);
			if (!undone || attempt === ATTEMPTS) throw error;
			// Lets the others go first: at once, it would get into their way again.
			await pause(Math.random() * PAUSE * attempt);
		}
	}
}

/** In words, also where a name with several addresses gave one error for each of them. */
function reason(error: unknown): string {
	if (error instanceof AggregateError) return error.errors.map(reason).join("; ");
	return error instanceof Error ? error.message : String(error);
}

function ignore(): void {}

/** What PostgreSQL's SQL has of its own in the work that both databases do. */
export const POSTGRES: Dialect = {
	now: "now()",
	wide: 18,
	forUpdate: "FOR UPDATE",
	tableExists: (name) => `SELECT 1 WHERE to_regclass('${name}') IS NOT NULL`,
	lastId: (table) =>
		`SELECT CAST(CASE WHEN is_called THEN last_value ELSE 0 END AS integer) AS last FROM ${table}_id_seq`,
	setLastId: (table, id) => `SELECT setval('${table}_id_seq', greatest(${id}, 1), ${id} > 0)`,
	turns: {
		// Whether an application goes with a store depends on the tokens of others, also on those that are being issued.
		// Requests only read, and do not wait for it.
		tokens: "LOCK TABLE applications IN SHARE ROW EXCLUSIVE MODE",
		// An advisory lock, by any number that no one else uses.
		schema: "SELECT pg_advisory_xact_lock(3204716559)",
		texts: "LOCK TABLE group_members, customer_groups IN EXCLUSIVE MODE",
	},
};

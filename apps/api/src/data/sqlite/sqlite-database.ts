import { statSync } from "node:fs";
import type { Database as SqliteConnection } from "libsql";
import { type Clock, memoryBuckets } from "../../access/throttle.js";
import { cached } from "../cached.js";
import { DatabaseError } from "../errors.js";
import type { AccessData, BucketData, Database, DatabaseStats, GroupData } from "../interface.js";
import { accessData } from "../sql/access.js";
import { appliedVersion, schemaSteps, textStep, type UpgradeStep } from "../sql/upgrade.js";
import { doNow } from "../sql/work.js";
import { CommitQueue } from "./commit-queue.js";
import { openDatabase, sameFile } from "./file.js";
import { sqliteGroups } from "./groups.js";
import { migrations } from "./schema.js";
import { executor, SQLITE, transaction } from "./statements.js";

/** Settings that tests and benchmarks have others of. */
export interface SqliteOptions {
	/** The clock of the buckets. */
	clock?: Clock;
	/** How long a write waits for another process's lock, in milliseconds; then its request is answered with 503. */
	lockWait?: number;
	/** How many characters of what was read are kept in memory. */
	readCache?: number;
	/** Opens the file. */
	open?: typeof openDatabase;
}

/**
 * Opens the data in a SQLite file, creates the file and its folder where they are missing, and brings its schema up to
 * date. Several processes may have the same file open.
 *
 * Where the file is deleted or replaced while it is open, nothing is read or written any more until the path holds a
 * database of this service again: the same, another, or a restored one. Then that is opened.
 *
 * @throws {DatabaseError} when the file cannot be opened
 * @throws {MigrationError} when its schema cannot be brought up to date
 * @example
 * const data = openSqlite(".data/customer-groups.db");
 */
export function openSqlite(file: string, options: SqliteOptions = {}): Database {
	const database = new SqliteDatabase(file, options);
	const revision = () => database.revision;
	const { readCache: characters } = options;
	return cached(database, { grants: revision, groups: revision }, characters === undefined ? {} : { characters });
}

/**
 * Brings a database up to date by steps, its schema and the texts of its groups unless others are named.
 *
 * @throws {MigrationError} when that cannot be done; the database stays at the step before
 */
export function upgrade(
	database: SqliteConnection,
	steps: readonly UpgradeStep[] = [...schemaSteps(migrations, SQLITE), textStep(SQLITE)],
): void {
	const execute = executor(database);
	for (const { isDone, work } of steps) {
		if (!doNow(isDone(), execute)) transaction(database, () => doNow(work(), execute));
	}
}

/** What hangs together with one opened file. */
interface Connection {
	database: SqliteConnection;
	queue: CommitQueue;
	groups: GroupData;
	access: AccessData;
	/** Changes with each commit of another connection, and with none of this one. */
	dataVersion: () => number;
	/** Whether the path still holds the file that was opened, and beside it its write-ahead log. */
	isCurrent: () => boolean;
	logIsCurrent: () => boolean;
}

/** {@link openSqlite} without its memory: each read asks the file. */
export class SqliteDatabase implements Database {
	readonly buckets: BucketData;
	readonly #file: string;
	readonly #lockWait: number;
	readonly #open: typeof openDatabase;
	/** How many commits there were, by the number of their writes. */
	readonly #commits = new Map<number, number>();
	/** Undefined while the path holds no database of this service. */
	#connection: Connection | undefined;
	/** The last one that was open. */
	#previous: Connection | undefined;
	#dataVersion = 0;
	#revision = 0;

	constructor(file: string, options: SqliteOptions = {}) {
		const { clock = () => performance.now(), lockWait = 2000, open = openDatabase } = options;
		this.buckets = memoryBuckets(clock);
		this.#file = file;
		this.#lockWait = lockWait;
		this.#open = open;
		this.#connection = this.#connect(open(file), { mayBeEmpty: true });
	}

	get groups(): GroupData {
		return this.#connected.groups;
	}

	get access(): AccessData {
		return this.#connected.access;
	}

	/** Another number where somebody else may have written, or another file may have been opened, before the last check. */
	get revision(): number {
		return this.#revision;
	}

	check(): void {
		if (!this.#connection?.isCurrent()) {
			this.#disconnect();
			this.#reconnect();
		}
		const version = this.#connected.dataVersion();
		if (version !== this.#dataVersion) this.#revision++;
		this.#dataVersion = version;
	}

	async ready(): Promise<void> {
		this.check();
		const { database, queue } = this.#connected;
		await queue.write(() => database.prepare("SELECT 1 FROM stores LIMIT 1").get([]));
	}

	stats(): DatabaseStats {
		return { commits: this.#commits };
	}

	close(): void {
		try {
			// Leaves all in the one file; the driver closes it when its statements are collected.
			if (this.#connection?.isCurrent()) this.#connection.database.pragma("wal_checkpoint(TRUNCATE)");
		} catch {
			// On a disk that is full or read-only all is in two files, which hold the same.
		}
		this.#disconnect();
	}

	get #connected(): Connection {
		if (this.#connection === undefined) throw this.#gone();
		return this.#connection;
	}

	#connect(database: SqliteConnection, { mayBeEmpty }: { mayBeEmpty: boolean }): Connection {
		try {
			const execute = executor(database);
			if (!mayBeEmpty && doNow(appliedVersion(SQLITE), execute) === 0) throw this.#gone();
			upgrade(database);
			// From here on the queue waits for locks, and does not block.
			database.pragma("busy_timeout = 0");
			const isCurrent = sameFile(this.#file);
			const check = () => {
				if (!isCurrent()) throw this.#gone();
			};
			const committed = (writes: number) => this.#commits.set(writes, (this.#commits.get(writes) ?? 0) + 1);
			const queue = new CommitQueue(database, { check, lockWait: this.#lockWait, committed });
			const version = database.prepare("PRAGMA data_version").raw();
			this.#revision++;
			return {
				database,
				queue,
				dataVersion: () => (version.get([]) as [number])[0],
				groups: sqliteGroups(database, queue),
				access: accessData(
					{
						read: (work) => doNow(work(), execute),
						write: (work) => queue.write(() => doNow(work(), execute)),
					},
					SQLITE,
				),
				isCurrent,
				logIsCurrent: sameFile(`${this.#file}-wal`),
			};
		} catch (error) {
			database.close();
			throw error;
		}
	}

	/** Opens what the path holds now, unless that is nothing or something else than data of this service. */
	#reconnect(): void {
		// Opening would make an empty database of nothing.
		const size = statSync(this.#file, { throwIfNoEntry: false })?.size ?? 0;
		if (size === 0) throw this.#gone();
		// SQLite would write the changes in the log into the other database.
		if (this.#previous && !this.#previous.isCurrent() && this.#previous.logIsCurrent()) {
			throw new DatabaseError(
				`The database ${this.#file} was replaced, and the log of the one before is still there: remove ${this.#file}-wal to go on with the new one.`,
			);
		}
		const database = this.#open(this.#file, 0);
		this.#connection = this.#connect(database, { mayBeEmpty: false });
	}

	/** Closing a file that is no longer at its path leaves the log of the one that is there now alone. */
	#disconnect(): void {
		this.#connection?.queue.abandon(this.#gone());
		this.#connection?.database.close();
		this.#previous = this.#connection ?? this.#previous;
		this.#connection = undefined;
	}

	#gone(): DatabaseError {
		return new DatabaseError(
			`The database ${this.#file} was deleted or replaced while it was open: put it back, and the service goes on.`,
		);
	}
}

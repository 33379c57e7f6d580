import type { Database } from "libsql";
import { DatabaseError } from "../errors.js";

/** Whether an error says that another connection holds the lock that a statement needs. */
export function isBusy(error: unknown): boolean {
	return (
		error instanceof Error && "code" in error && typeof error.code === "string" && error.code.startsWith("SQLITE_BUSY")
	);
}

/** What a write does to the database. It may be done twice, the first time to be rolled back. */
type Work<T> = () => T;

interface Write {
	work: Work<unknown>;
	/** When it has waited long enough for another process's lock. */
	deadline: number;
	/** Whether it goes into a transaction of its own. */
	alone: boolean;
	resolve(result: unknown): void;
	reject(error: unknown): void;
}

interface CommitQueueOptions {
	/** Called before each transaction; what it throws rejects the writes that wait. */
	check: () => void;
	/** How long a write waits for another process's lock, in milliseconds. */
	lockWait: number;
	/** Told how many writes a commit has made durable. */
	committed?: (writes: number) => void;
}

/** So many writes are not made to wait for more. */
const MOST = 256;

/** The longest wait for further writes, in milliseconds: a disk that was slow once is not to slow down what follows. */
const LONGEST_WAIT = 2;

/** Between two looks whether another process has let go of its lock, in milliseconds. */
const LOCK_POLL = 5;

/**
 * Commits writes in groups: those that arrive together share a transaction and its sync, and each is acknowledged after
 * the commit. A sync is what a durable write takes most of its time for (docs/benchmarks/fast-paths.md).
 *
 * The outcome is that of the plain path, which is each write in a transaction of its own, in the order of arrival: where
 * one of a group throws, all of the group are rolled back and take the plain path. A commit that fails rejects all of
 * its writes. Another process's lock is waited for by a timer, so that reads go on.
 *
 * @example
 * const id = await queue.write(() => Number(insert.run([name]).lastInsertRowid)); // on the disk
 */
export class CommitQueue {
	readonly #database: Database;
	readonly #check: () => void;
	readonly #lockWait: number;
	readonly #committed: (writes: number) => void;
	#writes: Write[] = [];
	/** Whether another process has the lock, which is asked for again in a while. */
	#isLocked = false;
	/** The end of the turn, when writes have come in it. */
	#turn: NodeJS.Immediate | undefined;
	#patience: NodeJS.Timeout | undefined;
	/** The last commit. */
	#last = { writes: 1, milliseconds: 0 };

	constructor(database: Database, { check, lockWait, committed = () => undefined }: CommitQueueOptions) {
		this.#database = database;
		this.#check = check;
		this.#lockWait = lockWait;
		this.#committed = committed;
	}

	/**
	 * Does a write.
	 *
	 * @returns what `work` returned, once it is durable; rejected with what it threw, or with the database's error
	 */
	write<T>(work: Work<T>): Promise<T> {
		return new Promise<T>((resolve, reject) => {
			const deadline = performance.now() + this.#lockWait;
			this.#writes.push({ work, deadline, alone: false, resolve: resolve as Write["resolve"], reject });
			if (!this.#isLocked) this.#gather();
		});
	}

	/**
	 * Commits once a turn has brought no further write. The clients of the last commit are likely to come back: while
	 * there are fewer writes than it had, they are waited for, for half of the time that it took (a millisecond at least, as
	 * timers have it), and not longer than {@link LONGEST_WAIT}.
	 */
	#gather(): void {
		if (this.#turn) return;
		const { length } = this.#writes;
		this.#patience ??= setTimeout(() => this.#flush(), Math.min(this.#last.milliseconds / 2, LONGEST_WAIT));
		this.#turn = setImmediate(() => {
			this.#turn = undefined;
			const waiting = this.#writes.length;
			if (waiting > length && waiting < MOST) this.#gather();
			else if (waiting >= Math.min(this.#last.writes, MOST)) this.#flush();
		});
	}

	/** Rejects the writes that wait. */
	abandon(error: Error): void {
		for (const write of this.#writes.splice(0)) write.reject(error);
	}

	#flush(): void {
		this.#isLocked = false;
		clearImmediate(this.#turn);
		clearTimeout(this.#patience);
		this.#turn = undefined;
		this.#patience = undefined;
		while (this.#writes.length > 0) {
			try {
				this.#check();
				this.#database.exec("BEGIN IMMEDIATE");
			} catch (error) {
				if (isBusy(error)) this.#wait(error);
				else this.abandon(error as Error);
				return;
			}
			this.#commit(this.#nextGroup());
		}
	}

	#wait(error: unknown): void {
		const now = performance.now();
		const locked = new DatabaseError(
			`The database is locked: another process did not let go of it within ${this.#lockWait} ms.`,
			{ cause: error },
		);
		// Deadlines ascend: the writes that were set aside to be done alone come first, and are older.
		while (this.#writes[0] && this.#writes[0].deadline <= now) this.#writes.shift()?.reject(locked);
		if (this.#writes.length === 0) return;
		this.#isLocked = true;
		setTimeout(() => this.#flush(), LOCK_POLL);
	}

	/** The first write where it is to be alone, else all up to the first that is. */
	#nextGroup(): Write[] {
		const end = this.#writes.findIndex(({ alone }) => alone);
		return this.#writes.splice(0, end === -1 ? this.#writes.length : Math.max(1, end));
	}

	/** Does a group of writes in the open transaction. */
	#commit(group: Write[]): void {
		const results: unknown[] = [];
		try {
			for (const { work } of group) results.push(work());
		} catch (error) {
			this.#rollBack();
			if (group.length === 1) group[0]?.reject(error);
			else this.#writes.unshift(...group.map((write) => ({ ...write, alone: true })));
			return;
		}
		const start = performance.now();
		try {
			this.#database.exec("COMMIT");
		} catch (error) {
			this.#rollBack();
			for (const write of group) write.reject(error);
			return;
		}
		this.#last = { writes: group.length, milliseconds: performance.now() - start };
		this.#committed(group.length);
		for (const [index, write] of group.entries()) write.resolve(results[index]);
	}

	/** SQLite ends some failed transactions by itself, hence the look before. Where this fails, the next BEGIN does. */
	#rollBack(): void {
		try {
			if (this.#database.inTransaction) this.#database.exec("ROLLBACK");
		} catch {
			// The writes are rejected with what went wrong first.
		}
	}
}

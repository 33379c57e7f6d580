import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import fc from "fast-check";
import type { Database } from "libsql";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DatabaseError } from "../errors.js";
import { CommitQueue } from "./commit-queue.js";
import { openDatabase } from "./file.js";

const SCHEMA = "CREATE TABLE numbers (number INTEGER PRIMARY KEY, times INTEGER NOT NULL CHECK (times < 4))";

let folder: string;
let database: Database;
let commits: number[];

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "customer-groups-api-"));
	database = open("groups.db");
	commits = [];
});

afterEach(() => {
	database.close();
	rmSync(folder, { recursive: true, force: true });
});

function open(name: string): Database {
	const opened = openDatabase(join(folder, name));
	opened.exec(`${SCHEMA.replace("TABLE", "TABLE IF NOT EXISTS")}; PRAGMA busy_timeout = 0`);
	return opened;
}

function queueOf(target: Database, { check = () => undefined, lockWait = 1000 } = {}): CommitQueue {
	return new CommitQueue(target, { check, lockWait, committed: (writes) => commits.push(writes) });
}

const add = (target: Database, number: number) =>
	target
		.prepare("INSERT INTO numbers VALUES (?, 1) ON CONFLICT DO UPDATE SET times = times + 1 RETURNING times")
		.raw()
		.get([number]) as [number];

const rows = (target: Database) => target.prepare("SELECT * FROM numbers ORDER BY number").raw().all([]);

/** One write: numbers to add, and whether it throws, having added them. */
interface Step {
	numbers: number[];
	throws: boolean;
}

function workOf(target: Database, { numbers, throws }: Step) {
	return () => {
		const times = numbers.map((number) => add(target, number)[0]);
		if (throws) throw new Error("thrown in the middle");
		return times;
	};
}

/** What the plain path does: each write in a transaction of its own. */
function plainly(target: Database, work: () => unknown): unknown {
	target.exec("BEGIN IMMEDIATE");
	try {
		const result = work();
		target.exec("COMMIT");
		return result;
	} catch (error) {
		if (target.inTransaction) target.exec("ROLLBACK");
		return (error as Error).message;
	}
}

const step = fc.record({ numbers: fc.array(fc.nat(3), { maxLength: 4 }), throws: fc.boolean() });

it("has the outcome of the plain path, whatever arrives together and whatever fails", async () => {
	const plain = open("plain.db");
	const queue = queueOf(database);
	await fc.assert(
		// Each turn's writes arrive together; the check of the table makes some of them fail as well.
		fc.asyncProperty(fc.array(fc.array(step, { maxLength: 6 }), { maxLength: 5 }), async (turns) => {
			for (const target of [plain, database]) target.exec("DELETE FROM numbers");
			const settled: Promise<unknown>[] = [];
			const expected: unknown[] = [];
			for (const steps of turns) {
				for (const one of steps) {
					expected.push(plainly(plain, workOf(plain, one)));
					settled.push(queue.write(workOf(database, one)).catch((error: Error) => error.message));
				}
				await nextTurn();
			}
			expect(await Promise.all(settled)).toEqual(expected);
			expect(rows(database)).toEqual(rows(plain));
		}),
		{ numRuns: 60 },
	);
	expect(commits.some((writes) => writes > 1)).toBe(true);
	plain.close();
});

it("commits what arrives in one turn at once, before it is acknowledged", async () => {
	const queue = queueOf(database);
	const other = open("groups.db");
	const seen = await Promise.all(
		[1, 2, 3].map((number) => queue.write(() => add(database, number)).then(() => rows(other).length)),
	);
	expect(seen).toEqual([3, 3, 3]);
	expect(commits).toEqual([3]);
	other.close();
});

it("a commit that fails rejects all of its writes and leaves nothing", async () => {
	database.exec("CREATE TABLE children (number INTEGER REFERENCES numbers DEFERRABLE INITIALLY DEFERRED)");
	const queue = queueOf(database);
	const outcomes = await Promise.allSettled([
		queue.write(() => add(database, 1)),
		queue.write(() => database.exec("INSERT INTO children VALUES (9)")),
		queue.write(() => add(database, 2)),
	]);
	expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
	expect(rows(database)).toEqual([]);
	expect(await queue.write(() => add(database, 3))).toEqual([1]);
});

it("does nothing where the check throws", async () => {
	const queue = queueOf(database, {
		check: () => {
			throw new Error("gone");
		},
	});
	await expect(queue.write(() => add(database, 1))).rejects.toThrow("gone");
	expect(rows(database)).toEqual([]);
});

describe("while another connection holds the lock", () => {
	it("waits without blocking, and keeps the order", async () => {
		const other = open("groups.db");
		other.exec("BEGIN IMMEDIATE");
		const queue = queueOf(database, { lockWait: 60_000 });
		const order: number[] = [];
		const writes = [1, 2].map((number) => queue.write(() => order.push(number)));
		for (let turn = 0; turn < 20; turn++) await nextTurn();
		writes.push(queue.write(() => order.push(3)));
		expect(order).toEqual([]);
		other.exec("COMMIT");
		expect(await Promise.all(writes)).toEqual([1, 2, 3]);
		expect(order).toEqual([1, 2, 3]);
		other.close();
	});

	it("rejects each write when it has waited long enough", async () => {
		const other = open("groups.db");
		other.exec("BEGIN IMMEDIATE");
		const queue = queueOf(database, { lockWait: 20 });
		const outcomes = await Promise.allSettled([1, 2].map((number) => queue.write(() => add(database, number))));
		expect(outcomes).toMatchObject([1, 2].map(() => ({ status: "rejected", reason: expect.any(DatabaseError) })));
		other.exec("COMMIT");
		expect(await queue.write(() => add(database, 1))).toEqual([1]);
		other.close();
	});

	it("rejects what waits once it is abandoned", async () => {
		const other = open("groups.db");
		other.exec("BEGIN IMMEDIATE");
		const queue = queueOf(database, { lockWait: 60_000 });
		const write = queue.write(() => add(database, 1));
		await nextTurn();
		queue.abandon(new Error("closed"));
		await expect(write).rejects.toThrow("closed");
		other.close();
	});
});

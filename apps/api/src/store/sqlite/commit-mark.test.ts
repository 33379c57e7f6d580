import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, it } from "vitest";
import { commitMark } from "./commit-mark.js";
import { openDatabase } from "./open-database.js";
import { OutsideChanges } from "./outside-changes.js";

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "customer-groups-api-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const step = fc.record({
	who: fc.constantFrom("own", "other"),
	act: fc.constantFrom(
		"INSERT INTO one VALUES (1)",
		"UPDATE one SET a = a + 1",
		"BEGIN; INSERT INTO one VALUES (1); ROLLBACK",
		"SELECT * FROM one",
		"PRAGMA wal_checkpoint(PASSIVE)",
		"PRAGMA wal_checkpoint(TRUNCATE)",
		"VACUUM",
	),
	/** Whether a request comes after it. */
	look: fc.boolean(),
});

it.runIf(process.platform === "linux")("finds the changes that looking without it finds, whoever made them", () => {
	let files = 0;
	fc.assert(
		fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
			const file = join(folder, `${files++}.db`);
			const own = openDatabase(file);
			own.exec("CREATE TABLE one (a)");
			const other = openDatabase(file);
			const plain = new OutsideChanges(own, () => true);
			const marked = new OutsideChanges(own, () => true, commitMark(file));
			for (const { who, act, look } of steps) {
				(who === "own" ? own : other).exec(act);
				if (!look) continue;
				plain.look();
				marked.look();
				expect(marked.generation).toBe(plain.generation);
			}
			own.close();
			other.close();
		}),
		{ numRuns: 50 },
	);
});

it.runIf(process.platform === "linux")("says that nothing was committed once it has seen the last commit", () => {
	const file = join(folder, "one.db");
	const database = openDatabase(file);
	database.exec("CREATE TABLE one (a)");
	const isUnchanged = commitMark(file);
	expect([isUnchanged?.(), isUnchanged?.()]).toEqual([false, true]);
	database.exec("INSERT INTO one VALUES (1)");
	expect([isUnchanged?.(), isUnchanged?.()]).toEqual([false, true]);
	database.close();
});

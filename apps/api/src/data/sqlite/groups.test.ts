import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import type { Database } from "libsql";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { GroupData } from "../interface.js";
import { CommitQueue } from "./commit-queue.js";
import { openDatabase } from "./file.js";
import { sqliteGroups } from "./groups.js";
import { upgrade } from "./sqlite-database.js";

let folder: string;
let database: Database;
let groups: GroupData;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "customer-groups-api-"));
	database = openDatabase(join(folder, "groups.db"));
	upgrade(database);
	database.exec("INSERT INTO stores (secure_url, throttle, created_at) VALUES ('one', 'off', ''), ('two', 'off', '')");
	groups = sqliteGroups(database, new CommitQueue(database, { check: () => undefined, lockWait: 0 }));
});

afterEach(() => {
	database.close();
	rmSync(folder, { recursive: true, force: true });
});

function fill(storeId: number, ids: Iterable<number>): void {
	const insert = database.prepare("INSERT INTO customer_groups VALUES (?, ?, ?)");
	database.exec("BEGIN");
	for (const id of ids) insert.run([storeId, id, String(id)]);
	database.exec("COMMIT");
}

const page = async (offset: number, limit: number) => (await groups.page(1, offset, limit))?.json;

it("pages by kept counts are those that skipping gives, with gaps of any size", async () => {
	// Long and short runs of ids, with gaps within and across the ranges that are counted.
	const runs = fc.array(
		fc.tuple(fc.constantFrom(1, 2, 600, 5000, 40_000, 3_000_000), fc.integer({ min: 1, max: 400 })),
		{
			maxLength: 12,
		},
	);
	await fc.assert(
		fc.asyncProperty(
			runs,
			fc.array(fc.nat(3000), { maxLength: 30 }),
			fc.integer({ min: 1, max: 120 }),
			async (parts, offsets, limit) => {
				database.exec("DELETE FROM customer_groups");
				const ids: number[] = [];
				for (const [gap, length] of parts) {
					const start = (ids.at(-1) ?? 0) + gap;
					for (let index = 0; index < length; index++) ids.push(start + index);
				}
				fill(1, ids);
				fill(2, [1, 2, 600]);
				expect(await groups.count(1)).toBe(ids.length);
				for (const offset of [0, 99, 100, 101, ids.length - 1, ids.length, ...offsets]) {
					if (offset < 0) continue;
					const expected = ids.slice(offset, offset + limit);
					expect(await page(offset + 1, limit)).toBe(expected.length === 0 ? undefined : `[${expected.join(",")}]`);
				}
			},
		),
		{ numRuns: 40 },
	);
});

it("pages are exact when groups in front of them are deleted and added", async () => {
	fill(
		1,
		Array.from({ length: 2000 }, (_, index) => index + 1),
	);
	const kept = new Set(Array.from({ length: 2000 }, (_, index) => index + 1));
	for (const id of [1, 511, 512, 513, 1500]) {
		kept.delete(id);
		await groups.delete(1, id);
	}
	database.exec("DELETE FROM customer_groups WHERE store_id = 1 AND id BETWEEN 600 AND 1400");
	for (let id = 600; id <= 1400; id++) kept.delete(id);
	const ids = [...kept];
	for (const offset of [1, 400, 600, 700, 1190, ids.length]) {
		expect(await page(offset, 3)).toBe(`[${ids.slice(offset - 1, offset + 2).join(",")}]`);
	}
	expect(await page(ids.length + 1, 3)).toBeUndefined();
});

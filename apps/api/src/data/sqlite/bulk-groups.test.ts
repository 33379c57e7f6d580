import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import type { Database } from "libsql";
import { afterEach, beforeEach, expect, it } from "vitest";
import { manyGroups } from "./bulk-groups.js";
import { openDatabase } from "./file.js";
import { upgrade } from "./sqlite-database.js";

let folder: string;
let database: Database;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "customer-groups-api-"));
	database = openDatabase(join(folder, "groups.db"));
	upgrade(database);
	database.exec("INSERT INTO stores (secure_url, throttle, created_at) VALUES ('one', 'off', ''), ('two', 'off', '')");
});

afterEach(() => {
	database.close();
	rmSync(folder, { recursive: true, force: true });
});

const textOf = (id: number, name: string) => JSON.stringify({ CustomerGroupID: id, Name: name });

/** Ids side by side, some apart, and the ends of what an id can be. */
const ids = (maxLength: number) =>
	fc.array(fc.oneof(fc.integer({ min: 1, max: 70 }), fc.constantFrom(0, 511, 512, 40_000, 2_147_483_647)), {
		maxLength,
	});

it("reads and writes what a statement for each group does", () => {
	const many = manyGroups(database);
	const insert = database.prepare("INSERT INTO customer_groups VALUES (?, ?, ?)");
	const get = database.prepare("SELECT json FROM customer_groups WHERE store_id = ? AND id = ?").raw();
	const all = database.prepare("SELECT * FROM customer_groups ORDER BY store_id, id").raw();
	fc.assert(
		fc.property(
			fc.uniqueArray(fc.integer({ min: 1, max: 70 }), { maxLength: 70 }),
			ids(100).filter(({ length }) => length > 0),
			fc.array(fc.tuple(fc.integer({ min: 1, max: 70 }), fc.string({ unit: "grapheme" })), { maxLength: 70 }),
			(present, asked, written) => {
				database.exec("DELETE FROM customer_groups");
				database.exec("BEGIN");
				for (const id of [...present, 40_000, 2_147_483_647]) {
					for (const store of [1, 2]) insert.run([store, id, textOf(id, `of store ${store}`)]);
				}
				database.exec("COMMIT");

				const read = many.read(1, asked);
				for (const id of asked) expect(read.get(id)).toBe((get.get([1, id]) as [string] | undefined)?.[0]);

				const texts = new Map(
					written.filter(([id]) => present.includes(id)).map(([id, name]) => [id, textOf(id, name)]),
				);
				const expected = (all.all([]) as [number, number, string][]).map(([store, id, text]) => [
					store,
					id,
					(store === 1 && texts.get(id)) || text,
				]);
				many.write(1, texts);
				expect(all.all([])).toEqual(expected);
			},
		),
	);
});

it.each([
	["of one byte each, all of a range", [1, 2, 3, 4], () => "a".repeat(300)],
	["of several bytes", [1, 2, 3, 4], (id: number) => "é€😀".repeat(id)],
	["that end with spaces within", [1, 2, 3], () => "a   "],
	["with a gap between them", [10, 12], (id: number) => "b".repeat(id)],
	["one of them large", [20, 21, 22], (id: number) => "c".repeat(id === 21 ? 700_000 : 1)],
	["of several bytes, one of them large", [20, 21, 22], (id: number) => "ü".repeat(id === 21 ? 400_000 : 1)],
	["far apart", [1, 500, 100_000], (id: number) => "d".repeat(id / 10)],
] satisfies [string, number[], (id: number) => string][])("writes texts %s", (_which, written, name) => {
	const many = manyGroups(database);
	const insert = database.prepare("INSERT INTO customer_groups VALUES (1, ?, ?)");
	const present = [...Array.from({ length: 30 }, (_, index) => index + 1), 500, 100_000];
	for (const id of present) insert.run([id, textOf(id, "before")]);
	many.write(1, new Map(written.map((id) => [id, textOf(id, name(id))])));
	for (const id of present) {
		expect(many.read(1, [id]).get(id)).toBe(textOf(id, written.includes(id) ? name(id) : "before"));
	}
});

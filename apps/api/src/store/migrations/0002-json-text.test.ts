import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import type { Database } from "libsql";
import { afterEach, beforeEach, expect, it } from "vitest";
import { groupArbitrary } from "../../../test/support/groups.js";
import { writeGroup } from "../group-text.js";
import { migrate } from "../sqlite/migrate.js";
import { openDatabase } from "../sqlite/open-database.js";
import type { Group } from "../store.js";
import { initial } from "./0001-initial.js";
import { jsonText } from "./0002-json-text.js";

let folder: string;
let database: Database;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "customer-groups-api-"));
	database = openDatabase(join(folder, "groups.db"));
	migrate(database, [initial]);
	for (const store of ["one", "two"]) {
		database.prepare("INSERT INTO stores (secure_url, throttle, created_at) VALUES (?, 'off', '')").run([store]);
	}
});

afterEach(() => {
	database.close();
	rmSync(folder, { recursive: true, force: true });
});

/** Text as the service wrote it then: with a NUL, as a BLOB of its UTF-8 bytes. */
const column = (text: string) => (text.includes("\0") ? Buffer.from(text, "utf8") : text);

function insertRow(storeId: number, group: Group): void {
	database
		.prepare("INSERT INTO customer_groups VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
		.run([
			storeId,
			group.CustomerGroupID,
			column(group.Name),
			column(group.Description),
			group.MinimumOrder,
			Number(group.NonTaxable),
			Number(group.AllowRegistration),
			Number(group.DisableRewardPoints),
			Number(group.AutoApprove),
			column(group.RegistrationMessage),
			group.PriceLevel,
		]);
}

const all = (sql: string) => database.prepare(sql).raw().all([]);

it("turns rows into the text that the codec writes", () => {
	const groups = fc.sample(groupArbitrary, 300).map((group, index) => ({ ...group, CustomerGroupID: index + 1 }));
	for (const group of groups) insertRow(1, group);
	migrate(database, [initial, jsonText]);
	expect(all("SELECT store_id, id, json FROM customer_groups ORDER BY id")).toEqual(
		groups.map((group) => [1, group.CustomerGroupID, writeGroup(group)]),
	);
});

it("counts the groups of each range, then and with each change", () => {
	const [group] = fc.sample(groupArbitrary, 1) as [Group];
	const add = (storeId: number, id: number) => insertRow(storeId, { ...group, CustomerGroupID: id });
	for (const id of [1, 511, 512, 32_767, 32_768, 2_147_483_647]) add(1, id);
	add(2, 7);
	migrate(database, [initial, jsonText]);
	expect(all("SELECT * FROM group_counts")).toEqual([
		[1, 9, 0, 2],
		[1, 9, 1, 1],
		[1, 9, 63, 1],
		[1, 9, 64, 1],
		[1, 9, 4_194_303, 1],
		[1, 15, 0, 4],
		[1, 15, 1, 1],
		[1, 15, 65_535, 1],
		[2, 9, 0, 1],
		[2, 15, 0, 1],
	]);
	database.exec("DELETE FROM customer_groups WHERE id IN (1, 512, 2147483647)");
	database.exec("INSERT INTO customer_groups VALUES (1, 32769, '{}'), (2, 8, '{}')");
	expect(all("SELECT * FROM group_counts")).toEqual([
		[1, 9, 0, 1],
		[1, 9, 63, 1],
		[1, 9, 64, 2],
		[1, 15, 0, 2],
		[1, 15, 1, 2],
		[2, 9, 0, 2],
		[2, 15, 0, 2],
	]);
	database.exec("DELETE FROM stores WHERE id = 1");
	expect(all("SELECT * FROM group_counts")).toEqual([
		[2, 9, 0, 2],
		[2, 15, 0, 2],
	]);
});

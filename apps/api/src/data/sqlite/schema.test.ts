import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { openDatabase } from "./file.js";
import { upgrade } from "./sqlite-database.js";

it("counts the groups of each range, with each change", () => {
	const folder = mkdtempSync(join(tmpdir(), "customer-groups-api-"));
	const database = openDatabase(join(folder, "groups.db"));
	onTestFinished(() => {
		database.close();
		rmSync(folder, { recursive: true, force: true });
	});
	upgrade(database);
	database.exec("INSERT INTO stores (secure_url, throttle, created_at) VALUES ('one', 'off', ''), ('two', 'off', '')");
	const all = (sql: string) => database.prepare(sql).raw().all([]);
	const add = (storeId: number, id: number) =>
		database.prepare("INSERT INTO customer_groups VALUES (?, ?, '{}')").run([storeId, id]);
	for (const id of [1, 511, 512, 32_767, 32_768, 2_147_483_647]) add(1, id);
	add(2, 7);
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

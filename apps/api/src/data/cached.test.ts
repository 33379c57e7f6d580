import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, it } from "vitest";
import { JsonText } from "../json-text.js";
import { GROUP_DEFAULTS } from "../operations/defaults.js";
import { cached } from "./cached.js";
import type { Database, Group } from "./interface.js";
import { openSqlite } from "./sqlite/sqlite-database.js";

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "customer-groups-api-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const step = fc.record({
	/** Whether another connection does it. */
	elsewhere: fc.boolean(),
	act: fc.constantFrom("create", "update", "update many", "delete", "delete store", "nothing"),
	store: fc.constantFrom("one.example", "two.example"),
	id: fc.integer({ min: 1, max: 6 }),
});

const PAGES = [
	{ offset: 1, limit: 10 },
	{ offset: 1, limit: 2 },
	{ offset: 3, limit: 2 },
];

async function act(data: Database, { act, store, id }: { act: string; store: string; id: number }, name: string) {
	const { groups, access } = data;
	const storeId = (await access.storeId(store)) ?? (await access.createStore(store, "off"));
	if (act === "create") await groups.create(storeId, { ...GROUP_DEFAULTS, Name: name });
	else if (act === "update") await groups.update(storeId, id, { Name: name });
	else if (act === "update many") await groups.updateMany(storeId, [{ CustomerGroupID: id, Description: name }]);
	else if (act === "delete") await groups.delete(storeId, id);
	else if (act === "delete store") await access.deleteStore(store);
}

it.each([
	["with room for all", undefined],
	["with room for a few", 600],
	["with room for none", 0],
])("gives what a connection without memory gives, whoever changed it, %s", async (_room, readCache) => {
	let file = 0;
	await fc.assert(
		fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
			const path = join(folder, `${file++}.db`);
			const own = openSqlite(path, readCache === undefined ? {} : { readCache });
			const other = openSqlite(path);
			for (const [index, one] of steps.entries()) {
				await act(one.elsewhere ? other : own, one, `Group of step ${index}`);
				own.check();
				const fresh = openSqlite(path);
				const storeId = (await fresh.access.storeId(one.store)) ?? 0;
				for (const { offset, limit } of PAGES) {
					const page = await fresh.groups.page(storeId, offset, limit);
					expect(await own.groups.page(storeId, offset, limit)).toEqual(page);
					expect(await own.groups.page(storeId, offset, limit)).toEqual(page); // from memory, where it is kept
				}
				for (let id = 1; id <= 3; id++) {
					const group = await fresh.groups.get(storeId, id);
					expect(await own.groups.get(storeId, id)).toEqual(group);
					expect(await own.groups.get(storeId, id)).toEqual(group);
				}
				await fresh.close();
			}
			await own.close();
			await other.close();
		}),
		{ numRuns: 15 },
	);
});

it("keeps a page and a group until something has changed", async () => {
	const data = openSqlite(join(folder, "kept.db"));
	const storeId = await data.access.createStore("one.example", "off");
	await data.groups.create(storeId, { ...GROUP_DEFAULTS, Name: "Retail" });
	const page = await data.groups.page(storeId, 1, 10);
	expect(await data.groups.page(storeId, 1, 10)).toBe(page);
	const group = await data.groups.get(storeId, 1);
	expect(await data.groups.get(storeId, 1)).toBe(group);
	await data.groups.update(storeId, 1, { Name: "Wholesale" });
	expect(await data.groups.page(storeId, 1, 10)).not.toBe(page);
	expect(await data.groups.get(storeId, 1)).not.toBe(group);
	await data.close();
});

it("keeps nothing that was read while it was written", async () => {
	const gate = () => {
		let open = (): void => undefined;
		const opened = new Promise<void>((resolve) => {
			open = resolve;
		});
		return { opened, open };
	};
	const [written, readable] = [gate(), gate()];
	let json = "before";
	const groups = {
		async page() {
			const found = new JsonText<Group[]>(json);
			await readable.opened;
			return found;
		},
		async create() {
			await written.opened;
			json = "after";
			return 1;
		},
	};
	const slow = { groups, access: {}, buckets: {} } as unknown as Database;
	const data = cached(slow, { grants: () => 0, groups: () => 0 });
	const writing = data.groups.create(1, { ...GROUP_DEFAULTS, Name: "a" });
	const reading = data.groups.page(1, 1, 10);
	written.open();
	await writing;
	readable.open();
	expect((await reading)?.json).toBe("before");
	expect((await data.groups.page(1, 1, 10))?.json).toBe("after");
});

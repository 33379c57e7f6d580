import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { apiDocument } from "../src/document.js";
import { migrations } from "../src/store/migrations/index.js";
import { migrate } from "../src/store/sqlite/migrate.js";
import { openDatabase } from "../src/store/sqlite/open-database.js";
import { sqliteStore } from "../src/store/sqlite/sqlite-store.js";
import { type Answer, createGroup, newStore, startService, temporaryFolder } from "./support/service.js";

async function start() {
	const file = join(temporaryFolder(), "groups.db");
	const database = openDatabase(file);
	migrate(database, migrations);
	const lines: string[] = [];
	const logger = { level: "error", stream: { write: (line: string) => lines.push(line) } };
	const service = await startService({ data: sqliteStore(database, file), logger });
	const credentials = await newStore(service.data);
	await createGroup(service.call, credentials, { Name: "a" });
	return { ...service, file, database, credentials, lines };
}

function expectUnavailable({ status, json, headers }: Answer): void {
	expect([status, json]).toEqual([503, apiDocument["x-general-responses"].unavailable?.example]);
	expect(headers.get("retry-after")).toBe("5");
	expect(headers.get("cache-control")).toBe("no-cache");
}

it("a database that another process holds: 503 for writing, reading goes on, and then writing too", async () => {
	const { call, credentials, file, database, lines } = await start();
	database.pragma("busy_timeout = 50");
	const other = openDatabase(file);
	other.exec("BEGIN IMMEDIATE");
	const write = () => call("PUT", "/CustomerGroups/1", { credentials, body: { Name: "b" } });
	expectUnavailable(await write());
	expectUnavailable(await call("POST", "/CustomerGroups", { credentials, body: { Name: "b" } }));
	expectUnavailable(await call("PUT", "/CustomerGroups", { credentials, body: [{ CustomerGroupID: 1 }] }));
	expect((await call("GET", "/CustomerGroups/1", { credentials })).status).toBe(200);
	other.exec("ROLLBACK");
	other.close();
	expect((await write()).status).toBe(200);
	expect(lines).toHaveLength(3);
	expect(JSON.parse(lines[0] ?? "")).toMatchObject({ level: 50, err: { message: "database is locked" } });
	expect(JSON.parse(lines[0] ?? "").reqId).toMatch(/^[0-9a-f-]{36}$/);
});

it("a database that is full: 503, and nothing of the update stays", async () => {
	const { call, credentials, database } = await start();
	await createGroup(call, credentials, { Name: "b" });
	const [{ page_count: pages }] = database.pragma("page_count") as [{ page_count: number }];
	database.pragma(`max_page_count = ${pages}`);
	const Description = "x".repeat(65_535);
	const body = [
		{ CustomerGroupID: 1, Name: "changed" },
		{ CustomerGroupID: 2, Description, RegistrationMessage: Description },
	];
	expectUnavailable(await call("PUT", "/CustomerGroups", { credentials, body }));
	expectUnavailable(await call("POST", "/CustomerGroups", { credentials, body: { Name: "c", Description } }));
	const { json } = await call("GET", "/CustomerGroups", { credentials });
	expect(json).toMatchObject([{ Name: "a" }, { Name: "b", Description: "" }]);
	database.pragma("max_page_count = 100000");
	expect(await createGroup(call, credentials, { Name: "c" })).toBe(3); // the refused create took no id
});

it("a database that is gone: 503, also in XML", async () => {
	const { call, credentials, file, lines } = await start();
	rmSync(file);
	expectUnavailable(await call("GET", "/CustomerGroups", { credentials }));
	expectUnavailable(await call("POST", "/CustomerGroups", { credentials, body: { Name: "lost" } }));
	expect(JSON.parse(lines[0] ?? "").err.message).toContain("was deleted or replaced while it was open");
	const xml = await call("GET", "/CustomerGroups", { credentials, headers: { Accept: "application/xml" } });
	expect([xml.status, xml.headers.get("content-type")]).toEqual([503, "application/xml; charset=utf-8"]);
});

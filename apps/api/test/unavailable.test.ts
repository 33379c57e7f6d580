import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Database } from "libsql";
import { expect, it } from "vitest";
import { openDatabase } from "../src/data/sqlite/file.js";
import { openSqlite, type SqliteOptions } from "../src/data/sqlite/sqlite-database.js";
import { generalExample } from "../src/document.js";
import { createLog } from "../src/management/logging.js";
import { type Answer, createGroup, newStore, startService, temporaryFolder } from "./support/service.js";

async function start(options: SqliteOptions = {}) {
	const file = join(temporaryFolder(), "groups.db");
	const opened: Database[] = [];
	const open: typeof openDatabase = (...args) => {
		const database = openDatabase(...args);
		opened.push(database);
		return database;
	};
	const lines: string[] = [];
	const log = createLog({ level: "error", stream: { write: (line: string) => lines.push(line) } });
	const service = await startService({ data: openSqlite(file, { ...options, open }), log });
	const credentials = await newStore(service.data);
	await createGroup(service.call, credentials, { Name: "a" });
	const call = (method: string, path: string, body?: object, headers = {}) =>
		service.call(method, path, { credentials, headers, ...(body ? { body } : {}) });
	return { data: service.data, call, file, opened, database: opened[0] as Database, lines };
}

function expectUnavailable({ status, json, headers }: Answer): void {
	expect([status, json]).toEqual([503, generalExample("unavailable")]);
	expect(headers.get("retry-after")).toBe("5");
	expect(headers.get("cache-control")).toBe("no-cache");
}

it("a database that another process holds: 503 for writing, reading goes on, and then writing too", async () => {
	const { call, data, file, lines } = await start({ lockWait: 50 });
	const other = openDatabase(file);
	other.exec("BEGIN IMMEDIATE");
	const write = () => call("PUT", "/CustomerGroups/1", { Name: "b" });
	expectUnavailable(await write());
	expectUnavailable(await call("POST", "/CustomerGroups", { Name: "b" }));
	expectUnavailable(await call("PUT", "/CustomerGroups", [{ CustomerGroupID: 1 }]));
	expect((await call("GET", "/CustomerGroups/1")).status).toBe(200);
	await expect(data.ready()).rejects.toThrow("database is locked");
	other.exec("ROLLBACK");
	other.close();
	await data.ready();
	expect((await write()).status).toBe(200);
	expect(lines).toHaveLength(3);
	expect(JSON.parse(lines[0] ?? "")).toMatchObject({
		level: 50,
		err: { message: "The database is locked: another process did not let go of it within 50 ms." },
	});
	expect(JSON.parse(lines[0] ?? "").reqId).toMatch(/^[0-9a-f-]{36}$/);
});

it("a write waits for another process's lock while reading goes on, and is done when it is free", async () => {
	const { call, file } = await start({ lockWait: 60_000 });
	const other = openDatabase(file);
	other.exec("BEGIN IMMEDIATE");
	let done = false;
	const write = call("PUT", "/CustomerGroups/1", { Name: "b" }).finally(() => {
		done = true;
	});
	for (let read = 0; read < 20; read++) {
		expect((await call("GET", "/CustomerGroups/1")).json).toMatchObject([{ Name: "a" }]);
	}
	expect(done).toBe(false);
	other.exec("COMMIT");
	other.close();
	expect((await write).status).toBe(200);
	expect((await call("GET", "/CustomerGroups/1")).json).toMatchObject([{ Name: "b" }]);
});

it("a database that is full: 503, and nothing of the update stays", async () => {
	const { call, database } = await start();
	await call("POST", "/CustomerGroups", { Name: "b" });
	const [{ page_count: pages }] = database.pragma("page_count") as [{ page_count: number }];
	database.pragma(`max_page_count = ${pages}`);
	const Description = "x".repeat(65_535);
	const body = [
		{ CustomerGroupID: 1, Name: "changed" },
		{ CustomerGroupID: 2, Description, RegistrationMessage: Description },
	];
	expectUnavailable(await call("PUT", "/CustomerGroups", body));
	const [refused, small] = await Promise.all([
		call("POST", "/CustomerGroups", { Name: "c", Description }),
		call("PUT", "/CustomerGroups/1", { Name: "fits" }),
	]);
	expectUnavailable(refused);
	expect(small.status).toBe(200);
	const { json } = await call("GET", "/CustomerGroups");
	expect(json).toMatchObject([{ Name: "fits" }, { Name: "b", Description: "" }]);
	database.pragma("max_page_count = 100000");
	const created = await call("POST", "/CustomerGroups", { Name: "c" });
	expect(created.json).toMatchObject([{ Value: "3" }]); // the refused create took no id
});

it("a database that is gone: 503, also in XML", async () => {
	const { call, data, file, lines } = await start();
	rmSync(file);
	expectUnavailable(await call("GET", "/CustomerGroups"));
	expectUnavailable(await call("POST", "/CustomerGroups", { Name: "lost" }));
	expect(JSON.parse(lines[0] ?? "").err.message).toContain("was deleted or replaced while it was open");
	await expect(data.ready()).rejects.toThrow("was deleted or replaced while it was open");
	const xml = await call("GET", "/CustomerGroups", undefined, { Accept: "application/xml" });
	expect([xml.status, xml.headers.get("content-type")]).toEqual([503, "application/xml; charset=utf-8"]);
});

it("a write that waits while the database goes is not acknowledged", async () => {
	const { call, file } = await start({ lockWait: 60_000 });
	const other = openDatabase(file);
	other.exec("BEGIN IMMEDIATE");
	const write = call("POST", "/CustomerGroups", { Name: "b" });
	await call("GET", "/CustomerGroups/1");
	renameSync(file, `${file}.away`);
	other.exec("ROLLBACK");
	other.close();
	expectUnavailable(await write);
});

it("a database that was moved away and comes back: with all that was acknowledged", async () => {
	const { call, data, file } = await start();
	renameSync(file, `${file}.away`);
	expectUnavailable(await call("GET", "/CustomerGroups"));
	renameSync(`${file}.away`, file);
	expect((await call("GET", "/CustomerGroups")).json).toMatchObject([{ CustomerGroupID: 1, Name: "a" }]);
	expect((await call("POST", "/CustomerGroups", { Name: "b" })).json).toMatchObject([{ Value: "2" }]);
	await data.ready();
});

it("a backup that is put in the place of the database is served, and written to", async () => {
	const { call, database, file } = await start();
	database.prepare("VACUUM INTO ?").run([`${file}.backup`]);
	await call("POST", "/CustomerGroups", { Name: "after the backup" });
	for (const suffix of ["", "-wal", "-shm"]) rmSync(file + suffix);
	expectUnavailable(await call("GET", "/CustomerGroups"));
	renameSync(`${file}.backup`, file);
	expect((await call("GET", "/CustomerGroups")).json).toMatchObject([{ CustomerGroupID: 1, Name: "a" }]);
	expect((await call("POST", "/CustomerGroups", { Name: "b" })).json).toMatchObject([{ Value: "2" }]);
	const reader = openDatabase(file);
	expect(reader.prepare("SELECT COUNT(*) FROM customer_groups").raw().get([])).toEqual([2]);
	reader.close();
});

it("a backup in the place of the database, but beside the log of that: 503 until the log is removed", async () => {
	const { call, database, file, lines } = await start();
	database.prepare("VACUUM INTO ?").run([`${file}.backup`]);
	await call("PUT", "/CustomerGroups/1", { Name: "after the backup" });
	renameSync(`${file}.backup`, file);
	expectUnavailable(await call("GET", "/CustomerGroups"));
	expect(JSON.parse(lines[0] ?? "").err.message).toContain(`remove ${file}-wal`);
	rmSync(`${file}-wal`);
	expect((await call("GET", "/CustomerGroups")).json).toMatchObject([{ Name: "a" }]);
});

it.each([
	["nothing", ""],
	["no database", "x".repeat(10_000)],
])("a file with %s in the place of the database: 503, and it stays as it is", async (_, content) => {
	const { call, file } = await start();
	for (const suffix of ["", "-wal", "-shm"]) rmSync(file + suffix);
	writeFileSync(file, content);
	expectUnavailable(await call("GET", "/CustomerGroups"));
	expectUnavailable(await call("GET", "/CustomerGroups"));
	expect(readFileSync(file, "utf8")).toBe(content);
});

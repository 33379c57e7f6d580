import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { commands, run } from "../src/cli/run.js";
import { schemaSteps } from "../src/data/sql/upgrade.js";
import { backUp } from "../src/data/sqlite/backup.js";
import { openDatabase } from "../src/data/sqlite/file.js";
import { migrations } from "../src/data/sqlite/schema.js";
import { openSqlite, upgrade } from "../src/data/sqlite/sqlite-database.js";
import { SQLITE } from "../src/data/sqlite/statements.js";
import { cli, serve } from "./support/cli.js";
import { createGroup, newStore, startService, temporaryFolder } from "./support/service.js";

/** A folder with a database of one store and three groups, closed. */
async function database() {
	const folder = temporaryFolder();
	const file = join(folder, "groups.db");
	const { data, call, close } = await startService({ file });
	const credentials = await newStore(data);
	for (const Name of ["a", "NUL \0 and 😀", "c"]) await createGroup(call, credentials, { Name });
	await close();
	return { folder, file, out: join(folder, "copy.db"), credentials };
}

/** Runs `backup` to its end. */
async function command(...args: string[]) {
	const lines: string[] = [];
	const print = (line: string) => lines.push(line);
	const code = await run("api", commands, ["backup", ...args], { env: {}, print, printError: print });
	return { code, printed: lines.join("\n") };
}

it("copies a database while it is written to: of one moment, complete, and as good as the original", async () => {
	const { folder, file, out, credentials } = await database();
	const { url, get } = await serve(folder, ["--database", "groups.db", "--log-level", "error"]);
	const headers = { ...credentials, "Content-Type": "application/json" };
	let writing = true;
	let acknowledged = 3;
	async function write(): Promise<void> {
		while (writing) {
			const { status } = await fetch(`${url}/CustomerGroups`, { method: "POST", headers, body: '{"Name":"more"}' });
			expect(status).toBe(201);
			acknowledged++;
		}
	}
	const writers = [write(), write(), write()];
	await expect.poll(() => acknowledged).toBeGreaterThan(10);
	const atLeast = acknowledged;
	const { code, out: printed, err } = await cli(folder, ["backup", "--database", "groups.db", "--out", "copy.db"]);
	writing = false;
	await Promise.all(writers);
	expect([code, err]).toEqual([0, ""]);
	const groups = Number(
		/^Backed groups\.db up to copy\.db, and checked it: stores 1, tokens 1, groups (\d+)\.\n$/.exec(printed)?.[1],
	);
	expect(groups).toBeGreaterThanOrEqual(atLeast);
	expect(groups).toBeLessThanOrEqual(acknowledged);
	expect(await get("/CustomerGroups?countonly=1", credentials)).toMatchObject({ json: { TotalCount: acknowledged } });

	// Served as it is, by its own name.
	const restored = await startService({ file: out });
	const { json } = await restored.call("GET", "/CustomerGroups?limit=4", { credentials });
	expect(json).toMatchObject([{ Name: "a" }, { Name: "NUL \0 and 😀" }, { Name: "c" }, { Name: "more" }]);
	expect((await restored.call("GET", "/CustomerGroups?countonly=1", { credentials })).json).toEqual({
		TotalCount: groups,
	});
	expect(await createGroup(restored.call, credentials, { Name: "after" })).toBe(groups + 1);
	expect(statSync(out).mode).toBe(statSync(file).mode);
});

it("tells what it copied as JSON", async () => {
	const { folder, file, out } = await database();
	const { code, printed } = await command("--database", file, "--out", out, "--json");
	expect([code, JSON.parse(printed)]).toEqual([0, { out, stores: 1, tokens: 1, groups: 3 }]);
	expect(readdirSync(folder).filter((name) => name.startsWith("copy"))).toEqual(["copy.db"]);
});

it("never writes over a file", async () => {
	const { file, out } = await database();
	writeFileSync(out, "precious");
	const { code, printed } = await command("--database", file, "--out", out);
	expect([code, printed]).toEqual([1, `${out} exists already: choose another name.`]);
	expect(readFileSync(out, "utf8")).toBe("precious");
});

it("takes no notice of what an interrupted backup left", async () => {
	const { file, out } = await database();
	writeFileSync(`${out}.partial`, "half");
	expect(backUp(file, out)).toEqual({ stores: 1, tokens: 1, groups: 3 });
	expect(existsSync(`${out}.partial`)).toBe(false);
});

it("an old schema stays as it is", async () => {
	const { folder } = await database();
	const old = join(folder, "old.db");
	const data = openDatabase(old);
	upgrade(data, schemaSteps(migrations.slice(0, 1), SQLITE));
	data.close();
	const out = join(folder, "old-copy.db");
	expect(backUp(old, out)).toEqual({ stores: 0, tokens: 0, groups: 0 });
	const copy = openDatabase(out);
	expect(copy.prepare("SELECT max(version) AS version FROM schema_versions").get([])).toMatchObject({ version: 1 });
	copy.close();
});

it("keeps nothing of a database that is damaged", async () => {
	const { file, out, folder } = await database();
	const data = openDatabase(file);
	data.exec("UPDATE group_counts SET groups = groups + 1");
	data.close();
	expect(() => backUp(file, out)).toThrow("its counts and groups disagree");
	const bytes = readFileSync(file);
	bytes.fill(0xff, 4096 + 100, bytes.length);
	writeFileSync(file, bytes);
	expect(() => backUp(file, out)).toThrow(/malformed|corrupt|disk image|not as it must be/);
	expect(readdirSync(folder).filter((name) => name.startsWith("copy"))).toEqual([]);
});

it.each([
	["missing.db", "There is no database missing.db."],
	["empty.db", "empty.db holds no data of this service."],
	["text.db", "The database text.db cannot be backed up: file is not a database"],
])("cannot back %s up, and says so in a line", async (name, message) => {
	const folder = temporaryFolder();
	writeFileSync(join(folder, "empty.db"), "");
	writeFileSync(join(folder, "text.db"), "this is no database, it is text of some length".repeat(100));
	const before = existsSync(join(folder, name)) ? readFileSync(join(folder, name)) : undefined;
	const database = join(folder, name);
	const { code, printed } = await command("--database", database, "--out", join(folder, "copy.db"));
	expect([code, printed]).toEqual([1, message.replace(name, database)]);
	if (before) expect(readFileSync(database).equals(before)).toBe(true);
	expect(readdirSync(folder).filter((file) => file.startsWith("copy") || file === "missing.db")).toEqual([]);
});

it("says what PostgreSQL is backed up with, without its password", async () => {
	const url = "postgres://user:secret@db.example/groups";
	const { code, printed } = await command("--database", url, "--out", join(temporaryFolder(), "copy.db"));
	expect([code, printed]).toEqual([1, expect.stringMatching(/^backup copies SQLite files\. .*copy --from URL/)]);
	expect(printed).not.toContain("secret");
});

it("says why it cannot write the copy", async () => {
	const { folder, file } = await database();
	const nowhere = join(folder, "nowhere", "copy.db");
	const { code, printed } = await command("--database", file, "--out", nowhere);
	expect([code, printed.split("\n").length]).toEqual([1, 1]);
	expect(printed).toContain(`The database ${file} cannot be backed up: `);
	expect((await command("--database", file, "--out", folder)).printed).toBe(
		`${folder} exists already: choose another name.`,
	);
});

it("is restored under a service that runs: the file put back in its place is opened by itself", async () => {
	const { file, out, credentials } = await database();
	backUp(file, out);
	const { call } = await startService({ file });
	await createGroup(call, credentials, { Name: "after the backup" });
	rmSync(file);
	for (const suffix of ["-wal", "-shm"]) rmSync(file + suffix, { force: true });
	expect((await call("GET", "/CustomerGroups", { credentials })).status).toBe(503);
	copyFileSync(out, file);
	const { json } = await call("GET", "/CustomerGroups?countonly=1", { credentials });
	expect(json).toEqual({ TotalCount: 3 });
	const data = openSqlite(out);
	expect(await data.access.listStores()).toMatchObject([{ groups: 3 }]);
	await data.close();
});

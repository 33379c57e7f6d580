import { mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Database } from "libsql";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openDatabase, sameFile } from "./file.js";
import { OutsideChanges } from "./outside-changes.js";

let folder: string;
let file: string;
let own: Database;
let other: Database;
let changes: OutsideChanges;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "customer-groups-api-"));
	file = join(folder, "groups.db");
	own = openDatabase(file);
	own.exec("CREATE TABLE one (a)");
	other = openDatabase(file);
	changes = new OutsideChanges(own, sameFile(file));
});

afterEach(() => {
	own.close();
	other.close();
	rmSync(folder, { recursive: true, force: true });
});

const change = () => other.exec("INSERT INTO one VALUES (1)");

it("sees what another connection has committed, and not what its own has", () => {
	const { generation } = changes;
	own.exec("INSERT INTO one VALUES (0)");
	expect(changes.lookFor({})).toBe(true);
	expect(changes.generation).toBe(generation);
	change();
	changes.look();
	expect(changes.generation).toBe(generation + 1);
});

it("looks once for the requests of several connections, and again in the next turn", async () => {
	const { generation } = changes;
	changes.lookFor({});
	change();
	changes.lookFor({});
	expect(changes.generation).toBe(generation);
	await nextTurn();
	changes.lookFor({});
	expect(changes.generation).toBe(generation + 1);
});

it("looks again for a second request of one connection, which may know of the change", () => {
	const { generation } = changes;
	const connection = {};
	changes.lookFor(connection);
	change();
	changes.lookFor(connection);
	expect(changes.generation).toBe(generation + 1);
	change();
	changes.lookFor(connection);
	expect(changes.generation).toBe(generation + 2);
});

it("says when the file is gone, and when it is back", async () => {
	renameSync(file, `${file}.away`);
	expect(changes.lookFor({})).toBe(false);
	expect(changes.lookFor({})).toBe(false);
	renameSync(`${file}.away`, file);
	await nextTurn();
	expect(changes.lookFor({})).toBe(true);
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database } from "libsql";
import { afterEach, beforeEach, expect, it } from "vitest";
import { MigrationError } from "../errors.js";
import { type Migration, schemaSteps } from "../sql/upgrade.js";
import { openDatabase } from "./file.js";
import { migrations } from "./schema.js";
import { upgrade } from "./sqlite-database.js";
import { SQLITE } from "./statements.js";

let folder: string;
let database: Database;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "customer-groups-api-"));
	database = openDatabase(join(folder, "groups.db"));
});

afterEach(() => {
	database.close();
	rmSync(folder, { recursive: true, force: true });
});

const one: Migration = { version: 1, name: "one", sql: "CREATE TABLE one (a); INSERT INTO one VALUES (1);" };
const two: Migration = { version: 2, name: "two", sql: "CREATE TABLE two (a);" };
const broken: Migration = { version: 2, name: "broken", sql: "CREATE TABLE two (a); INSERT INTO nowhere VALUES (1);" };

const migrate = (on: Database, steps: Migration[]) => upgrade(on, schemaSteps(steps, SQLITE));
const tables = () =>
	(
		database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").all([]) as { name: string }[]
	).map(({ name }) => name);
const versions = () =>
	(database.prepare("SELECT version FROM schema_versions").all([]) as { version: number }[]).map(
		({ version }) => version,
	);

it("applies each step once, in order", () => {
	migrate(database, [one]);
	migrate(database, [one, two]);
	migrate(database, [one, two]);
	expect(tables()).toEqual(["one", "schema_versions", "two"]);
	expect(versions()).toEqual([1, 2]);
	expect(database.prepare("SELECT COUNT(*) AS count FROM one").get([])).toMatchObject({ count: 1 });
});

it("a step that fails leaves nothing behind, and can be mended", () => {
	expect(() => migrate(database, [one, broken])).toThrow(MigrationError);
	expect(() => migrate(database, [one, broken])).toThrow("Migration 2 (broken) failed: no such table: nowhere");
	expect(tables()).toEqual(["one", "schema_versions"]);
	expect(versions()).toEqual([1]);
	migrate(database, [one, two]);
	expect(versions()).toEqual([1, 2]);
});

it("a first step that fails leaves an empty file", () => {
	expect(() => migrate(database, [{ ...broken, version: 1 }])).toThrow(MigrationError);
	expect(tables()).toEqual([]);
});

it("refuses a schema newer than it knows", () => {
	migrate(database, [one, two]);
	expect(() => migrate(database, [one])).toThrow("schema version 2, this service knows 1");
});

it("the released steps have ascending versions", () => {
	expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1));
});

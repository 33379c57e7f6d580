import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { MigrationError } from "../../src/data/errors.js";
import { Connections, POSTGRES } from "../../src/data/postgres/connections.js";
import { openPostgres, upgrade } from "../../src/data/postgres/postgres-database.js";
import { migrations } from "../../src/data/postgres/schema.js";
import { type Migration, schemaSteps } from "../../src/data/sql/upgrade.js";
import { type PostgresServer, startPostgres } from "../support/postgres.js";

let postgres: PostgresServer;
let url: string;
let client: Client;
let connections: Connections;

beforeAll(async () => {
	postgres = await startPostgres();
	url = await postgres.newDatabase();
	client = new Client({ connectionString: url });
	await client.connect();
	connections = new Connections(url, { max: 3, applicationName: "test" });
});

afterAll(async () => {
	await client?.end();
	await connections?.close();
	await postgres?.close();
});

beforeEach(async () => {
	await client.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
});

const one: Migration = { version: 1, name: "one", sql: "CREATE TABLE one (a int); INSERT INTO one VALUES (1);" };
const two: Migration = { version: 2, name: "two", sql: "CREATE TABLE two (a int);" };
const broken: Migration = { ...two, name: "broken", sql: `${two.sql} INSERT INTO nowhere VALUES (1);` };

async function column(sql: string): Promise<unknown[]> {
	return (await client.query<unknown[]>({ text: sql, rowMode: "array" })).rows.map(([value]) => value);
}

const migrate = (on: Connections, steps: Migration[]) => upgrade(on, schemaSteps(steps, POSTGRES));
const tables = () => column("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY 1");
const versions = () => column("SELECT version FROM schema_versions ORDER BY 1");

it("applies each step once, in order", async () => {
	await migrate(connections, [one]);
	await migrate(connections, [one, two]);
	await migrate(connections, [one, two]);
	expect(await tables()).toEqual(["one", "schema_versions", "two"]);
	expect(await versions()).toEqual([1, 2]);
	expect(await column("SELECT a FROM one")).toEqual([1]);
});

it("a step that fails leaves nothing behind, and can be mended", async () => {
	await expect(migrate(connections, [{ ...broken, version: 1 }])).rejects.toThrow(MigrationError);
	expect(await tables()).toEqual([]);
	await expect(migrate(connections, [one, broken])).rejects.toThrow(/Migration 2 \(broken\) failed: .*"nowhere"/);
	expect(await tables()).toEqual(["one", "schema_versions"]);
	expect(await versions()).toEqual([1]);
	await migrate(connections, [one, two]);
	expect(await versions()).toEqual([1, 2]);
});

it("refuses a schema newer than it knows", async () => {
	await migrate(connections, [one, two]);
	await expect(migrate(connections, [one])).rejects.toThrow("schema version 2, this service knows 1");
});

it("the released steps have ascending versions", () => {
	expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1));
});

it("ten replicas that start at once find one schema", async () => {
	const stores = await Promise.all(Array.from({ length: 10 }, () => openPostgres(url, { poolSize: 1 })));
	expect(await versions()).toEqual(migrations.map(({ version }) => version));
	for (const store of stores) await store.ready();
	for (const store of stores) await store.close();
});

it("counts groups whoever adds and removes them", async () => {
	const store = await openPostgres(url);
	const ids = [
		await store.access.createStore("one.example", "off"),
		await store.access.createStore("two.example", "off"),
	];
	const [first = 0, second = 0] = ids;
	const counts = () => Promise.all(ids.map((id) => store.groups.count(id)));
	await client.query(
		`INSERT INTO customer_groups SELECT s, id, '{}' FROM unnest($1::int[]) s, generate_series(300, 900) id`,
		[ids],
	);
	expect(await counts()).toEqual([601, 601]);
	await client.query("DELETE FROM customer_groups WHERE store_id = $1 AND id BETWEEN 400 AND 600", [first]);
	expect(await counts()).toEqual([400, 601]);
	await client.query("BEGIN; DELETE FROM customer_groups; ROLLBACK");
	expect(await counts()).toEqual([400, 601]);
	const kept = await column(
		`SELECT groups - (SELECT count(*) FROM customer_groups g WHERE g.store_id = c.store_id AND g.id >> c.width = c.range)
		FROM group_counts c WHERE groups > 0`,
	);
	expect(kept.length).toBeGreaterThan(4);
	expect(new Set(kept)).toEqual(new Set(["0"]));
	for (const change of ["store_id = store_id", "id = id + 1000"]) {
		await expect(client.query(`UPDATE customer_groups SET ${change}`)).rejects.toThrow("keeps its store and its id");
	}
	await client.query("DELETE FROM stores WHERE id = $1", [second]);
	expect(await counts()).toEqual([400, 0]);
	await client.query("TRUNCATE customer_groups");
	expect(await counts()).toEqual([0, 0]);
	await store.close();
});

import { setImmediate as nextTurn } from "node:timers/promises";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { authenticator } from "../../src/access/authenticate.js";
import { hashSecret, issueToken } from "../../src/access/secrets.js";
import type { Database } from "../../src/data/interface.js";
import { openPostgres } from "../../src/data/postgres/postgres-database.js";
import { GROUP_DEFAULTS } from "../../src/operations/defaults.js";
import { type PostgresServer, startPostgres } from "../support/postgres.js";
import { grantOf } from "./known-grants.js";

// Grants that the service knows, while somebody else changes the database by hand.

let postgres: PostgresServer;
let url: string;
let data: Database;
let authenticate: ReturnType<typeof authenticator>;

beforeAll(async () => {
	postgres = await startPostgres();
	url = await postgres.newDatabase();
	data = await openPostgres(url);
	authenticate = authenticator(data);
});

afterAll(async () => {
	await data?.close();
	await postgres?.close();
});

async function connect(): Promise<Client> {
	const client = new Client({ connectionString: url });
	await client.connect();
	onTestFinished(() => client.end());
	return client;
}

let stores = 0;

/** A new store with a token, and what asks whether the service grants it. */
async function newToken() {
	const secureUrl = `store-${++stores}.example`;
	const storeId = await data.access.createStore(secureUrl, "off");
	const permissions = new Set(["read", "write"] as const);
	const request = { secureUrl, application: secureUrl, permissions, replaceKey: true };
	const { id, token, privateKey } = await issueToken(data.access, request);
	const headers = { secureurl: secureUrl, privatekey: privateKey, token };
	return { id, storeId, secureUrl, headers, grant: () => grantOf(headers, authenticate) };
}

const changesOnRecord = async (client: Client) =>
	(await client.query<{ changes: string }>("SELECT count(*) AS changes FROM access_changes")).rows[0]?.changes;

it("a revocation that was committed before a request arrived holds for it, whatever else is asked meanwhile", async () => {
	const client = await connect();
	const busy = await newToken();
	let revoking = true;
	const asked = Promise.all(
		Array.from({ length: 8 }, async () => {
			while (revoking) {
				expect(await busy.grant()).toBeDefined();
				await nextTurn();
			}
		}),
	);
	try {
		for (let round = 0; round < 100; round++) {
			const { id, grant } = await newToken();
			expect(await grant()).toBeDefined();
			expect(await grant()).toBeDefined();
			await client.query("UPDATE tokens SET revoked_at = now() WHERE id = $1", [id]);
			expect(await grant()).toBeUndefined();
		}
	} finally {
		revoking = false;
	}
	await asked;
});

it("holds what is committed, not what is under way, and two changes do not wait for each other", async () => {
	const [one, two] = [await newToken(), await newToken()];
	const [first, second] = [await connect(), await connect()];
	const granted = async () => [(await one.grant()) !== undefined, (await two.grant()) !== undefined];
	await first.query("BEGIN");
	await first.query("UPDATE tokens SET revoked_at = now() WHERE id = $1", [one.id]);
	await second.query("BEGIN");
	await second.query("UPDATE tokens SET revoked_at = now() WHERE id = $1", [two.id]);
	expect(await granted()).toEqual([true, true]);
	expect(await granted()).toEqual([true, true]);
	await second.query("COMMIT");
	expect(await granted()).toEqual([true, false]);
	expect(await granted()).toEqual([true, false]);
	await first.query("COMMIT");
	expect(await granted()).toEqual([false, false]);
	expect(Number(await changesOnRecord(first))).toBe(2);
	const three = await newToken();
	expect(await three.grant()).toBeDefined();
	expect(Number(await changesOnRecord(first))).toBe(1);
});

describe("a change by hand holds from the next request", () => {
	it.each([
		["a token's rights", "UPDATE tokens SET can_write = false WHERE store_id = $1", { permissions: new Set(["read"]) }],
		["a store's throttle", "UPDATE stores SET throttle = 'document' WHERE id = $1", { throttle: "document" }],
		["a store's URL", "UPDATE stores SET secure_url = secure_url || 'x' WHERE id = $1", undefined],
		["a token that goes", "DELETE FROM tokens WHERE store_id = $1", undefined],
		["a store that goes", "DELETE FROM stores WHERE id = $1", undefined],
		[
			"an application that goes",
			"DELETE FROM applications WHERE id IN (SELECT application_id FROM tokens WHERE store_id = $1)",
			undefined,
		],
		[
			"an application's key",
			`UPDATE applications SET key_hash = sha256('other')
				WHERE id IN (SELECT application_id FROM tokens WHERE store_id = $1)`,
			undefined,
		],
		["all tokens that go", "TRUNCATE tokens", undefined],
	])("%s", async (_name, sql, after) => {
		const client = await connect();
		const { storeId, grant } = await newToken();
		expect(await grant()).toBeDefined();
		await client.query(sql, sql.includes("$1") ? [storeId] : []);
		if (after === undefined) expect(await grant()).toBeUndefined();
		else expect(await grant()).toMatchObject(after);
	});

	it("also a token that came back as it was", async () => {
		const client = await connect();
		const { id, headers, grant } = await newToken();
		await grant();
		await client.query("UPDATE tokens SET token_hash = sha256('other') WHERE id = $1", [id]);
		expect(await grant()).toBeUndefined();
		await client.query("UPDATE tokens SET token_hash = $2 WHERE id = $1", [id, hashSecret(headers.token)]);
		expect(await grant()).toBeDefined();
	});
});

it("writes to groups leave what is known of grants alone", async () => {
	const client = await connect();
	const { storeId, secureUrl, grant } = await newToken();
	const changes = async () => (await client.query("SELECT * FROM access_changes")).rows;
	const before = await changes();
	const known = await grant();
	const id = await data.groups.create(storeId, { ...GROUP_DEFAULTS, Name: secureUrl });
	await data.groups.update(storeId, id, { Name: "other" });
	await data.groups.updateMany(storeId, [{ CustomerGroupID: id, Name: "another" }]);
	await data.groups.delete(storeId, id);
	expect(await changes()).toEqual(before);
	expect(await grant()).toBe(known);
});

it("without any change on record, nothing is known", async () => {
	const client = await connect();
	const { id, grant } = await newToken();
	await client.query("DELETE FROM access_changes");
	expect(await grant()).toBeDefined();
	await client.query("ALTER TABLE tokens DISABLE TRIGGER note_change");
	await client.query("UPDATE tokens SET revoked_at = now() WHERE id = $1", [id]);
	await client.query("ALTER TABLE tokens ENABLE TRIGGER note_change");
	expect(await grant()).toBeUndefined();
});

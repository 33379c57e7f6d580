import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashSecret, issueToken, newSecret } from "../src/access/secrets.js";
import type { Permission, StoreThrottle } from "../src/data/interface.js";
import { openData } from "../src/data/open-data.js";
import { DATABASES, type DatabaseKind } from "./support/databases.js";
import { type Credentials, errorBody, startService } from "./support/service.js";

const INVALID = errorBody(401, "", "The PrivateKey/Token/SecureURL combination is invalid.");

const OPERATIONS: [name: string, permission: Permission, method: string, path: string, body?: unknown][] = [
	["list", "read", "GET", "/CustomerGroups?limit=500"],
	["count", "read", "GET", "/CustomerGroups?countonly=1"],
	["get", "read", "GET", "/CustomerGroups/1"],
	["create", "write", "POST", "/CustomerGroups", { Name: "stolen" }],
	["update", "write", "PUT", "/CustomerGroups/1", { Name: "stolen" }],
	["bulk update", "write", "PUT", "/CustomerGroups", [{ CustomerGroupID: 1, Name: "stolen" }]],
	["delete", "write", "DELETE", "/CustomerGroups/1"],
];

const NAMES_OF_A = [
	"a.example",
	"https://a.example",
	"http://a.example",
	"HTTPS://A.EXAMPLE",
	"https://a.example/",
	"https://a.example///",
	"  a.example\t",
];

const NAMES_OF_NONE = [
	"a.example.evil",
	"evil.a.example",
	"evil/a.example",
	"a.example/b",
	"user@a.example",
	"a.example:443",
	"a.example?",
	"a.example#",
	"a.example.",
	"a.example%2f",
	"a.example,b.example",
	"a.example b.example",
	"https://https://a.example",
	"ftp://a.example",
	"//a.example",
	"a%2eexample",
	"_.example",
	"%.example",
	"*.example",
	"á.example",
];

describe.each(DATABASES)("%s", (_, startKind) => {
	let kind: DatabaseKind;
	beforeAll(async () => {
		kind = await startKind();
	});
	afterAll(() => kind.close());

	/**
	 * Three stores: the application `shared` has tokens for a.example and b.example, `other` one for c.example. Each
	 * store has groups 1 to 3 whose names tell whose they are; a.example has 4 and 5 as well.
	 */
	async function start({ throttle = "off" }: { throttle?: StoreThrottle } = {}) {
		const database = await kind.newDatabase();
		const data = await openData(database);
		const service = await startService({ data });
		const keys = new Map<string, string>();
		async function token(store: string, application: string, permissions: Permission[] = ["read", "write"]) {
			const secureUrl = `${store}.example`;
			const issued = await issueToken(data.access, { secureUrl, application, permissions: new Set(permissions) });
			if (issued.privateKey !== undefined) keys.set(application, issued.privateKey);
			const credentials = { SecureURL: secureUrl, PrivateKey: keys.get(application) ?? "", Token: issued.token };
			return { id: issued.id, credentials };
		}
		for (const store of ["a", "b", "c"]) await data.access.createStore(`${store}.example`, throttle);
		const a = (await token("a", "shared")).credentials;
		const b = (await token("b", "shared")).credentials;
		const c = (await token("c", "other")).credentials;
		const all = { a, b, c };
		for (const [store, credentials] of Object.entries(all)) {
			for (let number = 1; number <= (store === "a" ? 5 : 3); number++) {
				await service.call("POST", "/CustomerGroups", { credentials, body: { Name: `${store}${number}` } });
			}
		}
		/** All groups of all stores, as each store sees its own. */
		const everything = async () =>
			Object.fromEntries(
				await Promise.all(
					Object.entries(all).map(async ([store, credentials]) => {
						const list = await service.call("GET", "/CustomerGroups?limit=500", { credentials });
						return [store, list.json];
					}),
				),
			);
		return { ...service, database, token, a, b, c, all, everything };
	}

	it("three headers that do not all belong together open nothing, by whichever operation", async () => {
		const { call, data, token, all, everything } = await start();
		const revoked = await token("a", "shared");
		await data.access.revokeToken(revoked.id);
		const rotated = await token("a", "shared");
		await data.access.rotateToken(rotated.id, hashSecret(newSecret()));
		const before = await everything();

		const tokens = [...Object.values(all), revoked.credentials, rotated.credentials].map(({ Token }) => Token);
		const valid = new Set(Object.values(all).map((credentials) => Object.values(credentials).join()));
		let refused = 0;
		for (const SecureURL of ["a.example", "b.example", "c.example", "d.example"]) {
			for (const PrivateKey of new Set(Object.values(all).map((credentials) => credentials.PrivateKey))) {
				for (const Token of tokens) {
					if (valid.has([SecureURL, PrivateKey, Token].join())) continue;
					for (const [name, , method, path, body] of OPERATIONS) {
						const credentials = { SecureURL, PrivateKey, Token };
						const answer = await call(method, path, { credentials, ...(body ? { body } : {}) });
						expect([answer.status, answer.json], name).toEqual([401, INVALID]);
						refused++;
					}
				}
			}
		}
		expect(refused).toBe((4 * 2 * 5 - 3) * OPERATIONS.length);
		expect(await everything()).toEqual(before);
	});

	it("a token opens what it permits and nothing else", async () => {
		const { call, token, everything } = await start();
		for (const permission of ["read", "write"] as const) {
			const { credentials } = await token("a", "shared", [permission]);
			const before = await everything();
			const denied = OPERATIONS.filter(([, needed]) => needed !== permission);
			for (const [name, needed, method, path, body] of denied) {
				const answer = await call(method, path, { credentials, ...(body ? { body } : {}) });
				const message = `The application scope does not have the ${needed} privilege.`;
				expect([answer.status, answer.json], name).toEqual([401, errorBody(401, needed, message)]);
			}
			expect(await everything()).toEqual(before);
			for (const [name, needed, method, path, body] of OPERATIONS) {
				if (needed !== permission) continue;
				const { status } = await call(method, path, { credentials, ...(body ? { body } : {}) });
				expect([200, 201], name).toContain(status);
			}
		}
	});

	it("no operation of one store reaches the groups of another", async () => {
		const { call, b, c, everything } = await start();
		const { a: before } = await everything();
		for (const [store, credentials] of [
			["b", b],
			["c", c],
		] as const) {
			const names = async () => {
				const { json } = await call("GET", "/CustomerGroups?limit=500", { credentials });
				return (json as { Name: string }[]).map(({ Name }) => Name);
			};
			expect(await names()).toEqual([1, 2, 3].map((number) => `${store}${number}`));
			expect((await call("GET", "/CustomerGroups?countonly=1", { credentials })).json).toEqual({ TotalCount: 3 });
			expect((await call("GET", "/CustomerGroups?offset=4", { credentials })).status).toBe(400);
			expect((await call("GET", "/CustomerGroups/1", { credentials })).json).toMatchObject([{ Name: `${store}1` }]);
			// The groups 4 and 5 are there in a.example alone.
			for (const id of [4, 5]) {
				expect((await call("GET", `/CustomerGroups/${id}`, { credentials })).status).toBe(404);
				expect((await call("PUT", `/CustomerGroups/${id}`, { credentials, body: { Name: "stolen" } })).status).toBe(
					404,
				);
				expect((await call("DELETE", `/CustomerGroups/${id}`, { credentials })).status).toBe(404);
			}
			const bulk = (...ids: number[]) => ids.map((CustomerGroupID) => ({ CustomerGroupID, Name: `${store} bulk` }));
			expect((await call("PUT", "/CustomerGroups", { credentials, body: bulk(4, 5) })).status).toBe(404);
			const some = await call("PUT", "/CustomerGroups", { credentials, body: bulk(1, 4, 2) });
			expect([some.status, (some.json as { Status: string }[]).map(({ Status }) => Status)]).toEqual([
				206,
				["200", "404", "200"],
			]);
			expect((await call("DELETE", "/CustomerGroups/3", { credentials })).status).toBe(200);
			expect(await names()).toEqual([`${store} bulk`, `${store} bulk`]);
			const created = await call("POST", "/CustomerGroups", { credentials, body: { CustomerGroupID: 1, Name: "new" } });
			expect((created.json as { Value: string }[])[0]?.Value).toBe("4");
		}
		expect((await everything()).a).toEqual(before);
	});

	it("requests of several stores at once do not mix", async () => {
		const { call, all } = await start();
		const answers = await Promise.all(
			Array.from({ length: 150 }, async (_, index) => {
				const store = (["a", "b", "c"] as const)[index % 3] ?? "a";
				const { json } = await call("GET", `/CustomerGroups/${1 + (index % 2)}`, { credentials: all[store] });
				return [store, (json as { Name: string }[])[0]?.Name];
			}),
		);
		for (const [store, name] of answers) expect(name?.[0]).toBe(store);
	});

	it("what another process revokes, rotates or deletes is closed from the next request on", async () => {
		const { call, database, token, a, c } = await start();
		const other = await openData(database);
		const status = async (credentials: Credentials) => (await call("GET", "/CustomerGroups/1", { credentials })).status;
		const revoked = await token("a", "shared");
		const rotated = await token("a", "shared");
		for (const { credentials } of [revoked, rotated]) expect(await status(credentials)).toBe(200);
		await other.access.revokeToken(revoked.id);
		expect(await status(revoked.credentials)).toBe(401);
		const next = newSecret();
		await other.access.rotateToken(rotated.id, hashSecret(next));
		expect(await status(rotated.credentials)).toBe(401);
		expect(await status({ ...rotated.credentials, Token: next })).toBe(200);
		expect(await status(a)).toBe(200);

		// A store of the same name is another store.
		expect(await status(c)).toBe(200);
		await other.access.deleteStore("c.example");
		expect(await status(c)).toBe(401);
		await other.access.createStore("c.example", "off");
		expect(await status(c)).toBe(401);
		const { credentials } = await token("c", "other");
		expect((await call("GET", "/CustomerGroups", { credentials })).status).toBe(404);
		await other.close();
	});

	it("a new private key of an application ends its old one in all of its stores", async () => {
		const { call, data, a, b } = await start();
		const status = async (credentials: Credentials) => (await call("GET", "/CustomerGroups/1", { credentials })).status;
		const { privateKey = "" } = await issueToken(data.access, {
			secureUrl: "a.example",
			application: "shared",
			permissions: new Set(["read"]),
			replaceKey: true,
		});
		for (const credentials of [a, b]) {
			expect(await status(credentials)).toBe(401);
			expect(await status({ ...credentials, PrivateKey: privateKey })).toBe(200);
		}
	});

	it("each store and application has a bucket of its own", async () => {
		const { call, token, a, b } = await start({ throttle: { capacity: 6, leakPerSecond: 1 / 3600 } });
		const { credentials: second } = await token("a", "second");
		const status = async (credentials: Credentials) => (await call("GET", "/CustomerGroups/1", { credentials })).status;
		expect(await status(a)).toBe(200); // with the five that it has created
		expect(await status(a)).toBe(429);
		for (const credentials of [b, second]) expect(await status(credentials)).toBe(200);
		const { credentials: sameBucket } = await token("a", "shared");
		expect(await status(sameBucket)).toBe(429);
	});

	it("SecureURL names its store with and without a scheme, in any case, with slashes and white space around", async () => {
		const { call, a } = await start();
		for (const SecureURL of NAMES_OF_A) {
			const { json } = await call("GET", "/CustomerGroups/1", { credentials: { ...a, SecureURL } });
			expect(json, SecureURL).toMatchObject([{ Name: "a1" }]);
		}
	});

	it("header names in any case carry the credentials", async () => {
		const { call, a } = await start();
		for (const change of [(name: string) => name.toLowerCase(), (name: string) => name.toUpperCase()]) {
			const headers = Object.fromEntries(Object.entries(a).map(([name, value]) => [change(name), value]));
			expect((await call("GET", "/CustomerGroups/1", { headers })).json).toMatchObject([{ Name: "a1" }]);
		}
	});

	it("SecureURL names no store where it only looks like one's", async () => {
		const { call, a } = await start();
		for (const SecureURL of NAMES_OF_NONE) {
			const answer = await call("GET", "/CustomerGroups/1", { credentials: { ...a, SecureURL } });
			expect([answer.status, answer.json], SecureURL).toEqual([401, INVALID]);
		}
	});
});

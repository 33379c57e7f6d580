import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { hashSecret, issueToken } from "../src/access/secrets.js";
import { createGroup, errorBody, newStore, otherToken, startService, temporaryFolder } from "./support/service.js";

const INVALID = [401, errorBody(401, "", "The PrivateKey/Token/SecureURL combination is invalid.")];

async function start() {
	const service = await startService();
	const credentials = await newStore(service.data);
	const count = async (headers: Record<string, string>) => {
		const { status, json } = await service.call("GET", "/CustomerGroups?countonly=1", { headers });
		return [status, json];
	};
	return { ...service, credentials, count };
}

it.each(["SecureURL", "PrivateKey", "Token"] as const)("names %s where it is missing or empty", async (name) => {
	const { credentials, count } = await start();
	const { [name]: _, ...others } = credentials;
	const missing = [401, errorBody(401, name, `The ${name} header is missing.`)];
	expect(await count(others)).toEqual(missing);
	expect(await count({ ...others, [name]: "" })).toEqual(missing);
	expect(await count({ ...others, [name]: "  " })).toEqual(missing);
});

it("takes SecureURL with and without the scheme, in any case, with a trailing slash", async () => {
	const { credentials, count } = await start();
	const bare = credentials.SecureURL.replace("https://", "");
	for (const SecureURL of [bare, bare.toUpperCase(), `HTTP://${bare}/`, `https://${bare}//`]) {
		expect(await count({ ...credentials, SecureURL })).toEqual([200, { TotalCount: 0 }]);
	}
	expect(await count({ ...credentials, SecureURL: `x${bare}` })).toEqual(INVALID);
});

it("refuses each credential that is another's", async () => {
	const { data, credentials, count } = await start();
	const other = await newStore(data);
	for (const name of ["SecureURL", "PrivateKey", "Token"] as const) {
		expect(await count({ ...credentials, [name]: other[name] })).toEqual(INVALID);
	}
	expect(await count({ ...credentials, Token: `${credentials.Token}x` })).toEqual(INVALID);
	expect(await count({ ...credentials, Token: credentials.Token.toLowerCase() })).toEqual(INVALID);
});

it("keeps no secret, only hashes", async () => {
	const file = join(temporaryFolder(), "groups.db");
	const { data } = await startService({ file });
	const { Token, PrivateKey } = await newStore(data);
	const kept = Buffer.concat([file, `${file}-wal`].map((path) => readFileSync(path)));
	for (const secret of [Token, PrivateKey]) {
		expect(secret).toMatch(/^[\w-]{43}$/);
		expect(kept.includes(hashSecret(secret))).toBe(true);
		expect(kept.includes(secret)).toBe(false);
	}
});

it("read and write are independent of each other", async () => {
	const { data, call, credentials } = await start();
	const reader = await otherToken(data, credentials, ["read"]);
	const writer = await otherToken(data, credentials, ["write"]);
	const readError = errorBody(401, "read", "The application scope does not have the read privilege.");
	const writeError = errorBody(401, "write", "The application scope does not have the write privilege.");
	const tell = async (method: string, path: string, { SecureURL, PrivateKey, Token }: typeof credentials) => {
		const body = method === "GET" || method === "DELETE" ? {} : { body: { Name: "a" } };
		const answer = await call(method, path, { credentials: { SecureURL, PrivateKey, Token }, ...body });
		return answer.status === 401 ? answer.json : answer.status;
	};
	expect(await tell("POST", "/CustomerGroups", writer)).toBe(201);
	expect(await tell("GET", "/CustomerGroups", reader)).toBe(200);
	expect(await tell("GET", "/CustomerGroups/1", reader)).toBe(200);
	expect(await tell("GET", "/CustomerGroups", writer)).toEqual(readError);
	expect(await tell("GET", "/CustomerGroups/1", writer)).toEqual(readError);
	expect(await tell("POST", "/CustomerGroups", reader)).toEqual(writeError);
	expect(await tell("PUT", "/CustomerGroups", reader)).toEqual(writeError);
	expect(await tell("PUT", "/CustomerGroups/1", reader)).toEqual(writeError);
	expect(await tell("DELETE", "/CustomerGroups/1", reader)).toEqual(writeError);
	expect(await tell("DELETE", "/CustomerGroups/1", writer)).toBe(200);
});

it("a revoked token ends with the next request, the others go on; a rotated one is replaced", async () => {
	const { data, credentials, count } = await start();
	const { id, ...other } = await otherToken(data, credentials, ["read"]);
	expect((await count(other))[0]).toBe(200);
	expect(await data.access.revokeToken(id)).toBe(true);
	expect(await count(other)).toEqual(INVALID);
	expect((await count(credentials))[0]).toBe(200);
	expect(await data.access.revokeToken(id)).toBe(false);
});

it("an application's private key ends when it gets a new one, in every store", async () => {
	const { data, credentials, count } = await start();
	const secureUrl = credentials.SecureURL.replace("https://", "");
	expect((await count(credentials))[0]).toBe(200);
	const issued = await issueToken(data.access, {
		secureUrl,
		application: `Application of ${secureUrl}`,
		permissions: new Set(["read"]),
		replaceKey: true,
	});
	expect(await count(credentials)).toEqual(INVALID);
	expect((await count({ ...credentials, PrivateKey: issued.privateKey ?? "" }))[0]).toBe(200);
});

it("no store sees what is another's", async () => {
	const { data, call, credentials: one, count } = await start();
	const two = await newStore(data);
	const secret = await createGroup(call, one, { Name: "secret" });
	expect(await createGroup(call, two, { Name: "own" })).toBe(1); // ids are each store's own
	await createGroup(call, one, { Name: "second" });
	for (const [method, body] of [["GET"], ["PUT", { Name: "taken" }], ["DELETE"]] as const) {
		const answer = await call(method, "/CustomerGroups/2", { credentials: two, ...(body ? { body } : {}) });
		expect(answer.status).toBe(404);
	}
	const bulk = await call("PUT", "/CustomerGroups", {
		credentials: two,
		body: [{ CustomerGroupID: 2, Name: "taken" }],
	});
	expect(bulk.status).toBe(404);
	expect(await count(two)).toEqual([200, { TotalCount: 1 }]);
	await call("PUT", `/CustomerGroups/${secret}`, { credentials: two, body: { Name: "mine" } });
	const kept = await call("GET", "/CustomerGroups", { credentials: one });
	expect((kept.json as { Name: string }[]).map(({ Name }) => Name)).toEqual(["secret", "second"]);
});

it("deleting a store removes all of its data and leaves the others'", async () => {
	const { data, call, credentials: one, count } = await start();
	const two = await newStore(data);
	await createGroup(call, one, { Name: "a" });
	await createGroup(call, two, { Name: "b" });
	const secureUrl = one.SecureURL.replace("https://", "");
	const storeId = await data.access.storeId(secureUrl);
	expect(await data.access.deleteStore(secureUrl)).toBe(true);
	expect(await count(one)).toEqual(INVALID);
	expect(await count(two)).toEqual([200, { TotalCount: 1 }]);
	expect(await data.groups.count(storeId ?? 0)).toBe(0);
	expect((await data.access.listTokens()).map((token) => token.secureUrl)).toEqual([
		two.SecureURL.replace("https://", ""),
	]);
	expect(await data.access.deleteStore(secureUrl)).toBe(false);
});

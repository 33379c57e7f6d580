import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openDatabase } from "../src/data/sqlite/file.js";
import { openSqlite } from "../src/data/sqlite/sqlite-database.js";
import { createLog } from "../src/management/logging.js";
import { serve } from "./support/cli.js";
import { sendRaw } from "./support/raw.js";
import { createGroup, newStore, startService, temporaryFolder } from "./support/service.js";

const NEW_ID = /^[0-9a-f-]{36}$/;

async function start(level: string) {
	const lines: string[] = [];
	const service = await startService({
		log: createLog({ level, stream: { write: (line: string) => lines.push(line) } }),
	});
	const requests = () => lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg.startsWith("request"));
	return { ...service, credentials: await newStore(service.data), lines, requests };
}

it("one line for each request: what was asked of what, by which store, and how it ended", async () => {
	const { call, credentials, requests } = await start("trace");
	await createGroup(call, credentials, { Name: "body-of-request" });
	await call("GET", "/CustomerGroups?limit=x-query", { credentials });
	await call("GET", "/CustomerGroups/%zz", { credentials });
	await call("GET", "/nowhere", { credentials });
	await expect.poll(requests).toHaveLength(4);
	expect(
		requests().map(({ method, path, operation, status, store }) => [method, path, operation, status, store]),
	).toEqual([
		["POST", "/3dCartWebAPI/v1/CustomerGroups", "createCustomerGroup", 201, 1],
		["GET", "/3dCartWebAPI/v1/CustomerGroups", "listCustomerGroups", 400, 1],
		["GET", "/3dCartWebAPI/v1/CustomerGroups/%zz", undefined, 404, undefined],
		["GET", "/3dCartWebAPI/v1/nowhere", undefined, 404, undefined],
	]);
	for (const { reqId, duration, level, msg } of requests()) {
		expect([level, msg]).toEqual([30, "request"]);
		expect(reqId).toMatch(NEW_ID);
		expect(duration).toBeGreaterThanOrEqual(0);
	}
});

it("the id of a request is in its answer, whatever that is, and in the log; a proxy may give it", async () => {
	const { call, credentials, requests } = await start("info");
	const paths = ["/CustomerGroups", "/CustomerGroups/1", "/nowhere", "/%zz"];
	const ids: (string | null)[] = [];
	for (const path of paths) ids.push((await call("GET", path, { credentials })).headers.get("x-request-id"));
	const given = await call("GET", "/nowhere", { headers: { "X-Request-Id": "proxy-7" } });
	ids.push(given.headers.get("x-request-id"));
	expect(ids.at(-1)).toBe("proxy-7");
	for (const id of ids.slice(0, -1)) expect(id).toMatch(NEW_ID);
	const forged = await call("GET", "/nowhere", { headers: { "X-Request-Id": 'x","level":60' } });
	ids.push(forged.headers.get("x-request-id"));
	expect(ids.at(-1)).toMatch(NEW_ID);
	await expect.poll(() => requests().map(({ reqId }) => reqId)).toEqual(ids);
});

it("a client that went away is logged once, without a status", async () => {
	const { url, credentials, requests, server } = await start("info");
	const abort = new AbortController();
	const body = new ReadableStream({ start: (controller) => controller.enqueue(Buffer.from("{")) });
	const init = { method: "POST", headers: { ...credentials, "Content-Type": "text/json" }, body, duplex: "half" };
	const arrived = once(server, "request");
	const request = fetch(`${url}/CustomerGroups`, { ...init, signal: abort.signal } as RequestInit);
	await arrived;
	abort.abort();
	await expect(request).rejects.toThrow();
	await expect.poll(requests).toMatchObject([{ msg: "request aborted", operation: "createCustomerGroup" }]);
	expect(requests()[0]).not.toHaveProperty("status");
});

it("says nothing of requests above its level", async () => {
	const { call, lines } = await start("warn");
	expect((await call("GET", "/CustomerGroups")).status).toBe(401);
	expect(lines).toEqual([]);
});

it("no output has a secret in it, whatever goes wrong", async () => {
	const folder = temporaryFolder();
	const file = join(folder, "g.db");
	const data = openSqlite(file);
	const credentials = await newStore(data, { throttle: { capacity: 12, leakPerSecond: 0.001 } });
	await data.close();
	const service = await serve(folder, ["--database", "g.db", "--log-level", "trace", "--metrics-port", "0"]);
	const { url, child } = service;
	const { port } = new URL(url);
	const { Token, PrivateKey, SecureURL } = credentials;
	const call = async (method: string, path: string, headers: Record<string, string>, body?: string) =>
		(await fetch(url + path, { method, headers, ...(body === undefined ? {} : { body }) })).status;
	const json = { ...credentials, "Content-Type": "application/json" };
	const statuses = [
		await call("POST", "/CustomerGroups", json, '{"Name":"in-the-body"}'),
		await call("POST", "/CustomerGroups", json, '{"Name":"in-the-body'),
		await call("POST", "/CustomerGroups", json, '{"MinimumOrder":"in-the-body"}'),
		await call("POST", "/CustomerGroups", { ...json, "Content-Type": "in-the-type" }, "in-the-body"),
		await call("GET", `/CustomerGroups?limit=in-the-query&Token=${Token}`, credentials),
		await call("GET", `/CustomerGroups%3FToken=${Token}`, credentials),
		await call("GET", "/CustomerGroups", { ...credentials, Token: "wrong-token" }),
		await call("GET", "/CustomerGroups", { ...credentials, PrivateKey: "wrong-key" }),
		await call("GET", "/CustomerGroups", { ...credentials, SecureURL: "wrong-store.example" }),
		await call("GET", "/CustomerGroups", { ...credentials, "X-Request-Id": Token }),
		await call("GET", "/CustomerGroups", { ...credentials, Accept: "application/in-the-accept" }),
		await call("PATCH", `/CustomerGroups?${PrivateKey}`, credentials),
	];
	expect(statuses).toEqual([201, 400, 400, 415, 400, 404, 401, 401, 401, 200, 406, 405]);
	const target = `http://user:in-the-target@127.0.0.1:${port}/CustomerGroups?x=in-the-query`;
	const head = `Host: a\r\nToken: ${Token}\r\nPrivateKey: ${PrivateKey}\r\nSecureURL: ${SecureURL}\r\n`;
	await sendRaw(Number(port), `GET ${target} HTTP/1.1\r\n${head}Connection: close\r\n\r\n`);
	await sendRaw(Number(port), `NONSENSE ${Token}\r\n${head}\r\n`);
	await sendRaw(Number(port), `GET / HTTP/1.1\r\n${head}X: ${"a".repeat(40_000)}\r\n\r\n`);
	await sendRaw(Number(port), `POST /3dCartWebAPI/v1/CustomerGroups HTTP/1.1\r\n${head}Content-Length: x\r\n\r\n`);
	// Data that is locked, then gone.
	const other = openDatabase(file);
	other.exec("BEGIN IMMEDIATE");
	expect(await call("POST", "/CustomerGroups", json, '{"Name":"in-the-body"}')).toBe(503);
	other.exec("ROLLBACK");
	other.close();
	rmSync(file);
	expect(await call("GET", "/CustomerGroups", credentials)).toBe(503);
	expect((await fetch(new URL("/readyz", url))).status).toBe(503);
	const metrics = await (await fetch(/metrics on (\S+)/.exec(service.output())?.[1] ?? "")).text();
	child.kill("SIGTERM");
	await once(child, "close");

	const everything = service.output() + service.log() + metrics;
	// It is all there: each answered request, both failures with their reasons, the readiness.
	expect(service.log().split('"msg":"request"')).toHaveLength(1 + statuses.length + 4);
	for (const told of ["database is locked", "was deleted or replaced", "not ready", "draining"]) {
		expect(everything).toContain(told);
	}
	const secrets = [Token, PrivateKey, SecureURL, SecureURL.replace("https://", ""), "wrong-", "in-the-"];
	for (const secret of secrets) expect(everything).not.toContain(secret);
});

import { expect, it } from "vitest";
import { generalExample } from "../src/document.js";
import { sendRaw } from "./support/raw.js";
import { createGroup, errorBody, newStore, startService } from "./support/service.js";

async function start() {
	const service = await startService();
	return { ...service, credentials: await newStore(service.data) };
}

it("404: says what the document says, before credentials are looked at", async () => {
	const { call, url } = await start();
	for (const path of ["/", "/Customers", "/CustomerGroups//", "/CustomerGroups/1/2", "/CustomerGroups/%zz"]) {
		const answer = await call("GET", path);
		expect([answer.status, answer.json], path).toEqual([404, generalExample("path-unknown")]);
		expect(answer.headers.get("cache-control")).toBe("no-cache");
	}
	const outside = await fetch(new URL("/", url), { method: "POST", body: "x", headers: { Accept: "text/xml" } });
	expect([outside.status, outside.headers.get("content-type")]).toEqual([404, "text/xml; charset=utf-8"]);
});

it("takes paths and parameters as clients of the vendor write them: in any case, with a slash at the end", async () => {
	const { call, credentials } = await start();
	for (const Name of ["a", "b"]) await createGroup(call, credentials, { Name });
	const [one] = (await call("GET", "/CustomerGroups?limit=1", { credentials })).json as object[];
	for (const path of ["/CustomerGroups/?limit=1", "/customergroups?Limit=1", "/CUSTOMERGROUPS/?LIMIT=1&Offset=1"]) {
		const answer = await call("GET", path, { credentials });
		expect([answer.status, answer.json], path).toEqual([200, [one]]);
	}
	for (const path of ["/CustomerGroups/1/", "/customerGroups/1"]) {
		expect((await call("GET", path, { credentials })).json, path).toEqual([one]);
	}
	expect((await call("GET", "/customergroups?limit=1&Limit=2", { credentials })).json).toEqual(
		errorBody(400, "limit", "limit must not occur more than once."),
	);
	expect((await call("GET", "/CustomerGroups?Limit=0", { credentials })).status).toBe(400);
	expect((await call("PATCH", "/customergroups/")).headers.get("allow")).toBe("GET, HEAD, OPTIONS, POST, PUT");
});

it("405: names the method and, in Allow, those that the path has", async () => {
	const { call } = await start();
	const list = await call("PATCH", "/CustomerGroups?limit=1", { body: {}, headers: { "Content-Type": "nonsense" } });
	expect([list.status, list.json]).toEqual([405, generalExample("method-not-allowed")]);
	expect(list.headers.get("allow")).toBe("GET, HEAD, OPTIONS, POST, PUT");
	const item = await call("PROPFIND", "/CustomerGroups/1");
	expect([item.status, item.headers.get("allow")]).toEqual([405, "DELETE, GET, HEAD, OPTIONS, PUT"]);
	expect(item.json).toEqual(errorBody(405, "PROPFIND", "This path does not have the method PROPFIND."));
});

it("OPTIONS: 204 with Allow", async () => {
	const { call } = await start();
	const answer = await call("OPTIONS", "/CustomerGroups/1");
	expect([answer.status, answer.headers.get("allow")]).toEqual([204, "DELETE, GET, HEAD, OPTIONS, PUT"]);
	expect((await call("OPTIONS", "/nowhere")).status).toBe(404);
});

it("HEAD: the headers of GET, without the body", async () => {
	const { call, credentials } = await start();
	await createGroup(call, credentials, { Name: "a" });
	for (const path of ["/CustomerGroups", "/CustomerGroups/1", "/CustomerGroups/2", "/CustomerGroups/x", "/nowhere"]) {
		const [get, head] = [await call("GET", path, { credentials }), await call("HEAD", path, { credentials })];
		expect(head.text).toBe("");
		for (const name of ["content-type", "cache-control", "content-length"]) {
			expect(head.headers.get(name), `${path} ${name}`).toBe(get.headers.get(name));
		}
		expect(head.status).toBe(get.status);
	}
});

it("no answer says what it is served with", async () => {
	const { call, credentials } = await start();
	const { headers } = await call("GET", "/CustomerGroups", { credentials });
	expect([headers.get("server"), headers.get("x-powered-by")]).toEqual([null, null]);
});

it("406: in JSON, for want of anything acceptable", async () => {
	const { call, credentials } = await start();
	const answer = await call("GET", "/CustomerGroups", { credentials, headers: { Accept: "application/pdf" } });
	expect([answer.status, answer.json]).toEqual([406, generalExample("not-acceptable")]);
	expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
});

it("415: media types, charsets and content codings that cannot be read", async () => {
	const { call, credentials, port } = await start();
	const post = (headers: Record<string, string>) =>
		call("POST", "/CustomerGroups", { credentials, headers, body: "x" });
	for (const type of ["text/plain", "application/x-www-form-urlencoded", "nonsense", "application/json;;=", ""]) {
		const answer = await post({ "Content-Type": type });
		expect([answer.status, answer.json], type).toEqual([415, generalExample("unsupported-media-type")]);
	}
	expect((await post({ "Content-Type": "text/json; charset=utf-16" })).json).toEqual(
		errorBody(415, "Content-Type", "The charset of Content-Type is none of utf-8, us-ascii, iso-8859-1, windows-1252."),
	);
	expect((await post({ "Content-Encoding": "gzip" })).json).toEqual(
		errorBody(415, "Content-Encoding", "Content-Encoding is not supported: send the body as it is."),
	);
	const { SecureURL, PrivateKey, Token } = credentials;
	const without = await sendRaw(
		port,
		`POST /3dCartWebAPI/v1/CustomerGroups HTTP/1.1\r\nHost: a\r\nSecureURL: ${SecureURL}\r\nPrivateKey: ${PrivateKey}\r\nToken: ${Token}\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`,
	);
	expect(without).toMatch(/^HTTP\/1\.1 415 /);
});

it("reads the charsets that bodies can have", async () => {
	const { url, call, credentials } = await start();
	const json = (text: string) => Buffer.from(`{"Name":"${text}"}`, "latin1");
	const bodies: [string, Buffer][] = [
		["application/json", Buffer.from('{"Name":"café"}')],
		["application/json", Buffer.from('\ufeff{"Name":"café"}')],
		["text/json; charset=UTF-8", Buffer.from('{"Name":"café"}')],
		['application/json; charset="iso-8859-1"', json("caf\xe9")],
		["application/json; charset=windows-1252", json("caf\xe9")],
		["text/xml; charset=iso-8859-1", Buffer.from("<CustomerGroup><Name>caf\xe9</Name></CustomerGroup>", "latin1")],
		[
			"application/xml",
			Buffer.from(
				'<?xml version="1.0" encoding="ISO-8859-1"?><CustomerGroup><Name>caf\xe9</Name></CustomerGroup>',
				"latin1",
			),
		],
	];
	for (const [index, [type, body]] of bodies.entries()) {
		const headers = { ...credentials, "Content-Type": type };
		const { status } = await fetch(`${url}/CustomerGroups`, { method: "POST", headers, body });
		expect(status, type).toBe(201);
		const { text } = await call("GET", `/CustomerGroups/${index + 1}`, { credentials });
		expect(text, type).toContain('"Name":"café"');
	}
});

it("400: a body that is required and absent is not well-formed", async () => {
	const { call, credentials } = await start();
	const answer = await call("POST", "/CustomerGroups", { credentials });
	expect([answer.status, answer.json]).toEqual([
		400,
		errorBody(400, "", "The body is not well-formed: unexpected end at position 0."),
	]);
});

it("checks credentials, permission, Accept, Content-Type, parameters and body in this order", async () => {
	const { call, credentials } = await start();
	const wrong = { Accept: "application/pdf", "Content-Type": "text/plain" };
	const put = async (headers: Record<string, string>, path = "/CustomerGroups/x") =>
		(await call("PUT", path, { headers, body: "{" })).status;
	expect(await put(wrong)).toBe(401);
	expect(await put({ ...wrong, ...credentials })).toBe(406);
	expect(await put({ ...credentials, "Content-Type": "text/plain" })).toBe(415);
	const parameters = await call("PUT", "/CustomerGroups/x", { credentials, body: "{" });
	expect((parameters.json as { Value: string }[])[0]?.Value).toBe("id");
	const body = await call("PUT", "/CustomerGroups/1", { credentials, body: "{" });
	expect((body.json as { Message: string }[])[0]?.Message).toContain("not well-formed");
	expect(await put({ ...credentials, "Content-Type": "application/json" }, "/CustomerGroups/1")).toBe(400);
});

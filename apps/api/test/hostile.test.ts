import { expect, it } from "vitest";
import { BODY_LIMIT } from "../src/http/serve-operation.js";
import { sendRaw } from "./support/raw.js";
import { createGroup, errorBody, newStore, startService } from "./support/service.js";

async function start() {
	const service = await startService();
	const credentials = await newStore(service.data);
	const post = async (body: string | Uint8Array, type = "application/json") => {
		const response = await fetch(`${service.url}/CustomerGroups`, {
			method: "POST",
			headers: { ...credentials, "Content-Type": type },
			body,
		});
		return { status: response.status, json: (await response.json()) as { Value: string }[] };
	};
	return { ...service, credentials, post };
}

const XML_BODIES = {
	dtd: '<!DOCTYPE a [<!ENTITY x "y">]><CustomerGroup><Name>&x;</Name></CustomerGroup>',
	"external entity":
		'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><CustomerGroup><Name>&x;</Name></CustomerGroup>',
	"undeclared entity": "<CustomerGroup><Name>&x;</Name></CustomerGroup>",
	"two roots": "<CustomerGroup><Name>a</Name></CustomerGroup><CustomerGroup/>",
	"another root": "<Customer><Name>a</Name></Customer>",
	"member twice": "<CustomerGroup><Name>a</Name><Name>b</Name></CustomerGroup>",
	"unknown member": "<CustomerGroup><Name>a</Name><Colour>red</Colour></CustomerGroup>",
	"control character": "<CustomerGroup><Name>&#0;</Name></CustomerGroup>",
	"deep nesting": `${"<a>".repeat(50_000)}${"</a>".repeat(50_000)}`,
	"unreadable encoding": '<?xml version="1.0" encoding="utf-7"?><CustomerGroup><Name>a</Name></CustomerGroup>',
	nothing: "",
};

it.each(Object.entries(XML_BODIES))("XML: %s is refused", async (_, body) => {
	const { post, call, credentials } = await start();
	expect((await post(body, "text/xml")).status).toBe(400);
	expect((await call("GET", "/CustomerGroups?countonly=1", { credentials })).json).toEqual({ TotalCount: 0 });
});

const JSON_BODIES = {
	"member twice": ['{"Name":"a","Name":"b"}', "Name", "Name must not occur more than once."],
	__proto__: ['{"Name":"a","__proto__":{"PriceLevel":2}}', "__proto__", "__proto__ is not a member of CustomerGroup."],
	constructor: ['{"Name":"a","constructor":{}}', "constructor", "constructor is not a member of CustomerGroup."],
	null: ['{"Name":null}', "Name", "Name must be a string of at most 150 characters."],
	"null member": ['{"Name":"a","NonTaxable":null}', "NonTaxable", "NonTaxable must be true or false."],
	"151 characters": [
		JSON.stringify({ Name: "x".repeat(151) }),
		"Name",
		"Name must be a string of at most 150 characters.",
	],
	"a number too large": [
		'{"Name":"a","PriceLevel":2147483648}',
		"PriceLevel",
		"PriceLevel must be an integer from -2147483648 to 2147483647.",
	],
	"a fraction": [
		'{"Name":"a","PriceLevel":1.5}',
		"PriceLevel",
		"PriceLevel must be an integer from -2147483648 to 2147483647.",
	],
	"a list": ['[{"Name":"a"}]', "", "The body must be an object."],
	"no name": ["{}", "Name", "Name is required."],
} as const;

it.each(Object.entries(JSON_BODIES))("JSON: %s is refused", async (_, [body, value, message]) => {
	const { post } = await start();
	expect(await post(body)).toEqual({ status: 400, json: errorBody(400, value, message) });
});

it("names of members are cut to what the document allows", async () => {
	const { post } = await start();
	const { status, json } = await post(JSON.stringify({ Name: "a", ["😀".repeat(5000)]: 1 }));
	expect(status).toBe(400);
	expect(json[0]?.Value).toBe("😀".repeat(200));
});

it("nesting of 100,000 levels is refused", async () => {
	const { post } = await start();
	expect((await post(`{"Name":${"[".repeat(100_000)}${"]".repeat(100_000)}}`)).status).toBe(400);
});

it("bytes that are no UTF-8 are refused", async () => {
	const { post } = await start();
	const body = Buffer.concat([Buffer.from('{"Name":"'), Buffer.from([0xc3, 0x28, 0xff]), Buffer.from('"}')]);
	for (const type of ["application/json", "text/xml"]) {
		expect(await post(body, type)).toEqual({
			status: 400,
			json: errorBody(400, "", "The body is not well-formed: its bytes are not utf-8."),
		});
	}
});

it("150 characters beyond the basic plane are a name of 150 characters", async () => {
	const { post, call, credentials } = await start();
	const Name = "😀".repeat(150);
	expect((await post(JSON.stringify({ Name }))).status).toBe(201);
	expect((await call("GET", "/CustomerGroups/1", { credentials })).json).toMatchObject([{ Name }]);
	expect((await post(JSON.stringify({ Name: `${Name}x` }))).status).toBe(400);
});

it("control characters, NUL among them, come back in JSON and do not break XML", async () => {
	const { call, credentials } = await start();
	const Name = "a\0b\u0001\u001f\u007f\u2028<&>\"'";
	await createGroup(call, credentials, { Name, Description: "\0" });
	expect((await call("GET", "/CustomerGroups/1", { credentials })).json).toMatchObject([{ Name, Description: "\0" }]);
	expect((await call("GET", "/CustomerGroups", { credentials })).json).toMatchObject([{ Name }]);
	const { status, text } = await call("GET", "/CustomerGroups/1", { credentials, headers: { Accept: "text/xml" } });
	expect(status).toBe(200);
	expect([...text].filter((character) => character < " ")).toEqual([]);
	expect(text).toContain("&lt;&amp;");
});

it("a body beyond 16 MiB is refused, with and without its length, and the connection goes on", async () => {
	const { post, url, credentials } = await start();
	const tooLarge = errorBody(413, "", `The request body is larger than ${BODY_LIMIT} bytes.`);
	const body = Buffer.alloc(17 * 1024 * 1024, " ");
	expect(await post(body)).toEqual({ status: 413, json: tooLarge });
	const stream = new ReadableStream({
		pull(controller) {
			for (let part = 0; part < 17; part++) controller.enqueue(body.subarray(0, 1024 * 1024));
			controller.close();
		},
	});
	const init = {
		method: "POST",
		headers: { ...credentials, "Content-Type": "text/xml" },
		body: stream,
		duplex: "half",
	};
	const response = await fetch(`${url}/CustomerGroups`, init as RequestInit);
	expect(response.status).toBe(413);
	const fitting = `{"Name":"a"}${" ".repeat(BODY_LIMIT - 12)}`;
	expect((await post(fitting)).status).toBe(201);
});

it("a million unknown members or items cost one error", async () => {
	const { post, call, credentials } = await start();
	const members = Array.from({ length: 600_000 }, (_, index) => `"m${index}":1`).join(",");
	expect(await post(`{${members}}`)).toMatchObject({ status: 400, json: [{ Value: "m0" }] });
	const items = await call("PUT", "/CustomerGroups", { credentials, body: `[${"0,".repeat(1_000_000)}0]` });
	expect([items.status, items.json]).toEqual([400, errorBody(400, "", "The body must be an array of 1 to 100 items.")]);
});

it("a body of more than four times the limit is cut off", async () => {
	const { port, credentials } = await start();
	const headers = Object.entries({
		...credentials,
		"Content-Type": "text/json",
		"Content-Length": String(5 * BODY_LIMIT),
	});
	const head = headers.map(([name, value]) => `${name}: ${value}\r\n`).join("");
	const answer = await sendRaw(port, `POST /3dCartWebAPI/v1/CustomerGroups HTTP/1.1\r\nHost: a\r\n${head}\r\n`);
	expect(answer).toMatch(/^HTTP\/1\.1 413 /);
	expect(answer.toLowerCase()).toContain("connection: close");
});

it("what a request says never becomes a header", async () => {
	const { call, credentials, port } = await start();
	const answer = await call("GET", "/CustomerGroups?limit=%0d%0aX-Injected:%201", { credentials });
	expect([answer.status, answer.headers.get("x-injected")]).toEqual([400, null]);
	const path = await call("GET", "/CustomerGroups/%0d%0aX-Injected:%201", { credentials });
	expect([path.status, path.headers.get("x-injected")]).toEqual([400, null]);
	const raw = await sendRaw(port, "GET /nowhere HTTP/1.1\r\nHost: a\r\nAccept: text/xml\nX: y\r\n\r\n");
	expect(raw).toMatch(/^HTTP\/1\.1 400 /);
});

it.each([
	["no HTTP at all", "hello\r\n\r\n", 400],
	["a length that is no number", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n", 400],
	["two lengths", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx", 400],
	[
		"a length and chunks",
		"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
		400,
	],
	["headers of 64 KiB", `GET / HTTP/1.1\r\nHost: a\r\nX: ${"x".repeat(65_536)}\r\n\r\n`, 431],
])("%s has the documented body", async (_, bytes, status) => {
	const { port } = await start();
	const [head = "", body = ""] = (await sendRaw(port, bytes)).split("\r\n\r\n");
	expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
	expect(head).toContain("Content-Type: application/json; charset=utf-8");
	expect(JSON.parse(body)).toMatchObject([{ Key: "Error", Value: "", Status: String(status) }]);
});

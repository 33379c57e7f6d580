import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Mock, startMock } from "../src/start-mock.js";

const thing = { $ref: "#/components/schemas/Thing" };
const json = (schema: object, more: object = {}) => ({ content: { "application/json": { schema, ...more } } });
const ok = (response: object) => ({ responses: { "200": { description: "", ...response } } });
const text = (mediaType: string, schema: object = { type: "string" }) => ({ content: { [mediaType]: { schema } } });

/** OpenAPI 3.1, without ids, with hardly an example, and with much that keeps Prism busy or makes it fail. */
const document = {
	openapi: "3.1.0",
	info: { title: "Everything", version: "1" },
	paths: {
		"/things": {
			get: {
				parameters: [
					{ name: "ids", in: "query", explode: false, schema: { type: "array", items: { type: "integer" } } },
					{
						name: "filter",
						in: "query",
						style: "deepObject",
						schema: { type: "object", properties: { n: { type: "integer" } } },
					},
					{ name: "X-Range", in: "header", schema: { type: "array", items: { type: "integer" } } },
					{ name: "session", in: "cookie", schema: { type: "integer" } },
				],
				...ok(json({ type: "array", items: thing })),
			},
			post: {
				requestBody: {
					required: true,
					content: {
						"application/json": { schema: thing },
						"application/merge-patch+json": { schema: { type: "object", maxProperties: 1 } },
						"application/vnd.things+json; version=2": { schema: { type: "object", required: ["v2"] } },
						"application/x-www-form-urlencoded": {
							schema: {
								type: "object",
								required: ["n"],
								properties: { n: { type: "integer" }, tags: { type: "array", items: {} } },
							},
						},
						"multipart/form-data": {
							schema: {
								type: "object",
								required: ["file"],
								properties: { file: { type: "string", format: "binary" } },
							},
						},
						"application/octet-stream": {},
						"text/plain": { schema: { type: "string", pattern: "^\\d+$" } },
					},
				},
				responses: {
					"201": {
						description: "",
						headers: { Location: { schema: { type: "string", format: "uri" } } },
						...json(thing),
					},
					"4XX": {
						description: "",
						content: {
							"application/problem+json": {
								schema: { type: "object", required: ["title"], properties: { title: { type: "string" } } },
							},
						},
					},
				},
			},
		},
		"/things/{thing-id}.{format}": {
			parameters: [
				{ name: "thing-id", in: "path", required: true, schema: { type: "integer" } },
				{ name: "format", in: "path", required: true, schema: { enum: ["json", "xml"] } },
			],
			get: ok(json(thing)),
			head: {
				responses: {
					"200": { description: "", headers: { "X-Count": { required: true, schema: { type: "integer" } } } },
				},
			},
			delete: { responses: { "204": { description: "" } } },
		},
		"/any": { get: ok(text("*/*")) },
		"/image": { get: ok(text("image/*", { type: "string", format: "binary" })) },
		"/csv": { get: ok(text("text/csv")) },
		"/events": {
			get: ok(
				text("text/event-stream", { type: "object", properties: { at: { type: "string", format: "date-time" } } }),
			),
		},
		"/form": {
			get: ok(text("application/x-www-form-urlencoded", { type: "object", properties: { a: { type: "integer" } } })),
		},
		"/versions": {
			get: ok({
				content: {
					"application/vnd.a+json; version=1": { schema: { type: "object", required: ["one"] } },
					"application/vnd.a+json; version=2": { schema: { type: "object", required: ["two"] } },
				},
			}),
		},
		"/named": {
			get: ok(json({}, { examples: { "the first, with a comma": { value: { n: 1 } }, Ünïcode: { value: { n: 2 } } } })),
		},
		"/wrong": { get: ok(json(thing, { example: { id: "not a number" } })) },
		"/empty": { get: ok(json({ allOf: [{ type: "object" }, { type: "string" }] })) },
		"/basic": { get: { security: [{ basic: [] }, { key: [] }], ...ok(json(thing)) } },
		"/default": { get: { responses: { default: { description: "", ...json(thing) } } } },
	},
	components: {
		securitySchemes: {
			basic: { type: "http", scheme: "basic" },
			key: { type: "apiKey", in: "cookie", name: "key" },
			certificate: { type: "mutualTLS" },
		},
		schemas: {
			Thing: {
				type: "object",
				required: ["id", "kind"],
				properties: {
					id: { type: "integer" },
					kind: { const: "thing" },
					mail: { type: ["string", "null"], format: "email" },
					code: { type: "string", pattern: "^[A-Z]{3}\\-\\d{2}$" },
					pair: { type: "array", prefixItems: [{ type: "string" }, { type: "integer" }], items: false },
					tags: { type: "array", uniqueItems: true, minItems: 2, items: { type: "string" } },
					part: thing,
				},
			},
		},
	},
};

const folder = mkdtempSync(join(tmpdir(), "mock-server-"));
let mock: Mock;
beforeAll(async () => {
	const spec = join(folder, "everything.json");
	writeFileSync(spec, JSON.stringify(document));
	mock = await startMock({ spec });
});
afterAll(async () => {
	await mock?.close();
	rmSync(folder, { recursive: true, force: true });
});

async function ask(path: string, init: RequestInit = {}) {
	const response = await fetch(`${mock.url}${path}`, init);
	const body = await response.text();
	const type = response.headers.get("content-type");
	return {
		status: response.status,
		type,
		body,
		json: type?.includes("json") ? JSON.parse(body) : undefined,
		headers: response.headers,
	};
}

const sample = {
	id: 1,
	kind: "thing",
	mail: "person1@example.com",
	code: "AAA-11",
	pair: ["pair 1", 2],
	tags: ["tags 1", "tags 2"],
};

describe("answers without examples", () => {
	it.each(["/things/7.json", "/basic", "/default", "/wrong"])("of %s are what the schema describes", async (path) => {
		const { status, json } = await ask(path, { headers: { authorization: `Basic ${btoa("a:b")}` } });
		expect([status, json]).toEqual([200, sample]);
	});

	it.each([
		["/any", "application/json", "application/json", '"text 1"'],
		["/any", "*/*", "text/plain", "text 1"],
		["/image", "image/webp", "image/webp", "text 1"],
		["/image", "*/*", "image/png", "text 1"],
		["/csv", "*/*", "text/csv", "text 1"],
		["/events", "text/event-stream", "text/event-stream", 'data: {"at":"2024-01-01T09:30:00Z"}\n\n'],
		["/form", "*/*", "application/x-www-form-urlencoded", "a=1"],
		[
			"/versions",
			"application/vnd.a+json; version=2",
			"application/vnd.a+json; version=2; charset=utf-8",
			'{"two":"two 1"}',
		],
		["/versions", "*/*", "application/vnd.a+json; version=1; charset=utf-8", '{"one":"one 1"}'],
	])("of %s for %s are %s", async (path, accept, type, body) => {
		expect(await ask(path, { headers: { accept } })).toMatchObject({ status: 200, type, body });
	});

	it("have the documented headers, and no body where none is documented", async () => {
		expect(
			(await ask("/things", { method: "POST", ...as("application/json", JSON.stringify(sample)) })).headers.get(
				"location",
			),
		).toBe("https://www.example.com/1");
		const head = await ask("/things/7.json", { method: "HEAD" });
		expect([head.status, head.headers.get("x-count"), head.body]).toEqual([200, "1", ""]);
		expect(await ask("/things/7.json", { method: "DELETE" })).toMatchObject({ status: 204, type: null, body: "" });
	});

	it("come with an empty object where the schema has no value that can be found", async () => {
		expect((await ask("/empty")).json).toEqual({});
	});

	it("differ where that is asked for", async () => {
		const { json } = await ask("/things/7.json", { headers: { Prefer: "dynamic=true" } });
		expect(json.kind).toBe("thing");
		expect(json.id).not.toBe(1);
	});
});

it.each([
	['example="the first, with a comma"', 1],
	['example="Ünïcode"', 2],
])("shows the example that %s names", async (prefer, n) => {
	const latin = Buffer.from(prefer, "utf8").toString("latin1");
	expect((await ask(`/named?__example=${encodeURIComponent(prefer.slice(9, -1))}`)).json).toEqual({ n });
	if (n === 1) expect((await ask("/named", { headers: { Prefer: latin } })).json).toEqual({ n });
});

const as = (type: string, body: NonNullable<RequestInit["body"]>) => ({ body, headers: { "content-type": type } });

describe("requests", () => {
	const form = new FormData();
	form.append("file", new Blob(["x"]), "x.bin");
	it.each([
		["JSON", as("application/json; charset=utf-8", '{"id":1,"kind":"thing"}'), 201],
		["JSON that is wrong", as("application/json", '{"id":1,"kind":"other"}'), 422],
		["JSON that is no JSON", as("application/json", "{"), 422],
		["+json", as("application/merge-patch+json", '{"a":1}'), 201],
		["+json that is wrong", as("application/merge-patch+json", '{"a":1,"b":2}'), 422],
		["a version", as("application/vnd.things+json; version=2", '{"v2":1}'), 201],
		["a version that is wrong", as("application/vnd.things+json; version=2", "{}"), 422],
		["a form", as("application/x-www-form-urlencoded", "n=1&tags=a&tags=b"), 201],
		["a form that is wrong", as("application/x-www-form-urlencoded", "n=one"), 422],
		["parts", { body: form }, 201],
		["parts that are wrong", { body: new FormData() }, 422],
		["bytes", as("application/octet-stream", new Uint8Array([0, 255])), 201],
		["text", as("text/plain", "12"), 201],
		["text that is wrong", as("text/plain", "a"), 422],
		["no body", {}, 422],
		["another media type", as("image/png", "x"), 415],
	])("with %s are judged by the schema, and refused as the range says", async (_, init, status) => {
		const answer = await ask("/things", { method: "POST", ...(init as RequestInit) });
		expect(answer.status).toBe(status);
		if (status !== 201)
			expect([answer.type, answer.json]).toEqual(["application/problem+json; charset=utf-8", { title: "title 1" }]);
	});

	it.each([
		["?ids=1,2&filter[n]=3", {}, 200],
		["?ids=1,x", {}, 422],
		["?filter[n]=x", {}, 422],
		["", { "x-range": "1, 2", cookie: "session=4" }, 200],
		["", { "x-range": "1,x" }, 422],
		["", { cookie: "session=x" }, 422],
	])("with the parameters %s %j get %i", async (query, headers, status) => {
		const answer = await ask(`/things${query}`, { headers: headers as Record<string, string> });
		expect(answer.status).toBe(status);
		if (status === 422) expect(answer.json.validation).toMatchObject([{ severity: "Error", code: "type" }]);
	});

	it("with a path parameter beside another are read", async () => {
		expect((await ask("/things/7.xml")).status).toBe(200);
		expect((await ask("/things/7.csv")).status).toBe(422);
		expect((await ask("/things/x.xml")).status).toBe(422);
	});

	it("need one of the alternatives of credentials", async () => {
		expect((await ask("/basic")).status).toBe(401);
		expect((await ask("/basic", { headers: { cookie: "key=k" } })).status).toBe(200);
	});

	it("for another method or path get Prism's words about what the document has", async () => {
		expect(await ask("/things", { method: "PATCH" })).toMatchObject({
			status: 405,
			json: { detail: expect.stringContaining("/things ") },
		});
		expect((await ask("/nothing")).json.detail).toContain("/nothing");
	});
});

it.each([
	["any-case", 200, 200, 422],
	[undefined, 404, 200, 200],
])("paths and parameters in another case, where the document promises %s", async (paths, shouted, exact, checked) => {
	const parameters = [{ name: "limit", in: "query", schema: { type: "integer" } }];
	const of = { paths: { "/Things": { get: { parameters, ...ok({}) } }, "/Things/{id}": { get: ok({}) } } };
	const spec = join(folder, `${paths}.json`);
	const guarantees = paths === undefined ? {} : { "x-guarantees": { paths } };
	writeFileSync(spec, JSON.stringify({ ...document, ...of, ...guarantees, components: {} }));
	const other = await startMock({ spec });
	try {
		const statusOf = async (path: string) => (await fetch(`${other.url}${path}`)).status;
		for (const path of ["/things", "/Things/", "/THINGS/1/"]) expect(await statusOf(path), path).toBe(shouted);
		expect(await statusOf("/Things/a")).toBe(exact);
		expect(await statusOf("/Things?Limit=x")).toBe(checked);
		expect(await statusOf("/Thing")).toBe(404);
	} finally {
		await other.close();
	}
});

import { readModel } from "@onespec/openapi-document";
import { describe, expect, it } from "vitest";
import { createService } from "../src/index.js";
import { ask } from "./support/ask.js";

// Without any extension: what an operation does follows from its method and path alone.

const book = {
	type: "object",
	required: ["isbn", "title"],
	properties: { isbn: { type: "string" }, title: { type: "string" }, pages: { type: "integer" } },
};

const json = (schema: object, example?: unknown) => ({
	content: { "application/json": { schema, ...(example !== undefined && { example }) } },
});

const library = {
	openapi: "3.0.3",
	info: { title: "Library", version: "1" },
	paths: {
		"/shelves/{shelf}/books": {
			parameters: [{ name: "shelf", in: "path", required: true, schema: { type: "string" } }],
			get: {
				responses: {
					"200": json({
						type: "object",
						properties: { books: { type: "array", items: book }, at: { type: "string" } },
					}),
				},
			},
			post: { requestBody: { required: true, ...json(book) }, responses: { "201": json(book) } },
		},
		"/shelves/{shelf}/books/{isbn}": {
			parameters: [
				{ name: "shelf", in: "path", required: true, schema: { type: "string" } },
				{ name: "isbn", in: "path", required: true, schema: { type: "string" } },
			],
			get: { responses: { "200": json(book), "404": json({ type: "object" }, { reason: "No such book." }) } },
			patch: {
				requestBody: json({ type: "object", properties: { title: { type: "string" } } }),
				responses: { "200": json(book) },
			},
			delete: { responses: { "204": {} } },
		},
		"/opening-hours": { get: { responses: { "200": json({ type: "string" }, "9 to 5") } } },
		"/stocktaking": { post: { responses: { "202": {} } } },
	},
};

const service = createService({ model: readModel(library), baseUrl: "http://library.example" });
const shelf = "/shelves/A%201/books";

it("keeps what is sent under the key that the request names, for each shelf", async () => {
	const made = await ask(service, "POST", shelf, { isbn: "1-2", title: "One" });
	expect([made.status, made.body]).toEqual([201, { isbn: "1-2", title: "One" }]);
	expect((await ask(service, "GET", shelf)).body).toEqual({ books: [{ isbn: "1-2", title: "One" }] });
	expect((await ask(service, "GET", "/shelves/B/books")).body).toEqual({ books: [] });
	expect((await ask(service, "GET", `${shelf}/1-2`)).body).toEqual({ isbn: "1-2", title: "One" });
});

it("changes and removes it", async () => {
	expect((await ask(service, "PATCH", `${shelf}/1-2`, { title: "Two" })).body).toEqual({ isbn: "1-2", title: "Two" });
	expect(await ask(service, "DELETE", `${shelf}/1-2`)).toMatchObject({ status: 204, text: "" });
	const gone = await ask(service, "GET", `${shelf}/1-2`);
	expect([gone.status, gone.body]).toEqual([404, { reason: "No such book." }]);
});

it("answers in plain words what the document has no answer for", async () => {
	expect(await ask(service, "DELETE", `${shelf}/1-2`)).toMatchObject({ status: 404, text: "Refused with 404." });
	expect(await ask(service, "GET", "/cellar")).toMatchObject({ status: 404 });
});

it("answers with its example, or with its status alone, what is about no item", async () => {
	expect((await ask(service, "GET", "/opening-hours")).body).toBe("9 to 5");
	expect((await ask(service, "POST", "/stocktaking")).status).toBe(202);
});

it.each([
	["https://example.org/v2/", undefined, "https://example.org/v2"],
	["https://{region}.example.org", { region: { default: "eu" } }, "https://eu.example.org"],
])("takes the base of the document's server %s where none is given", (url, variables, expected) => {
	const servers = [{ url, ...(variables && { variables }) }];
	expect(createService({ model: readModel({ ...library, servers }) }).baseUrl).toBe(expected);
});

const thing = {
	type: "object",
	properties: { name: { type: "string", example: "a b" }, size: { type: "integer", example: 7 } },
};
const answered = (mediaType: string, schema: object = thing) => ({
	get: { responses: { "200": { content: { [mediaType]: { schema } } } } },
});

describe("an answer that is neither JSON nor XML is what its media type says", () => {
	const others = createService({
		model: readModel({
			openapi: "3.1.0",
			info: { title: "Others", version: "1" },
			paths: {
				"/lines": answered("application/x-ndjson"),
				"/events": answered("text/event-stream"),
				"/form": answered("application/x-www-form-urlencoded"),
				"/text": answered("text/plain"),
				"/file": answered("application/pdf", { type: "string", format: "binary", example: "%PDF" }),
				"/parts": answered("multipart/form-data"),
			},
		}),
		baseUrl: "http://others.example",
	});

	it.each([
		["/lines", '{"name":"a b","size":7}\n'],
		["/events", 'data: {"name":"a b","size":7}\n\n'],
		["/form", "name=a+b&size=7"],
		["/text", '{"name":"a b","size":7}'],
		["/file", "%PDF"],
	])("%s", async (path, text) => {
		expect(await (await others.fetch(new Request(`http://others.example${path}`))).text()).toBe(text);
	});

	it("/parts", async () => {
		const form = await (await others.fetch(new Request("http://others.example/parts"))).formData();
		expect([...form]).toEqual([
			["name", "a b"],
			["size", "7"],
		]);
	});
});

it("finds a path of its own before one with a parameter, and an item that nothing could have made", async () => {
	const id = { name: "id", in: "path", required: true, schema: { type: "integer" } };
	const plain = createService({
		model: readModel({
			openapi: "3.0.3",
			info: { title: "Plain", version: "1" },
			paths: {
				"/things/{id}": { get: { parameters: [id], responses: { "200": json(thing, { name: "seven" }) } } },
				"/things/newest": { get: { responses: { "200": json({ type: "string" }, "newest") } } },
				"/notes": {
					post: { requestBody: json({ type: "string" }), responses: { "200": json({ type: "string" }, "kept") } },
				},
			},
		}),
		baseUrl: "http://plain.example",
	});
	expect((await ask(plain, "GET", "/things/newest")).body).toBe("newest");
	expect((await ask(plain, "GET", "/things/7")).body).toEqual({ name: "seven" });
	expect((await ask(plain, "POST", "/notes", '"a note"')).body).toBe("kept");
});

describe("operations that one path has", () => {
	const text = (example: string) => ({ "200": json({ type: "string" }, example) });
	const required = (place: string, name: string, value: string) => [
		{ name, in: place, required: true, schema: { type: "string", enum: [value] } },
	];
	const document = {
		openapi: "3.0.3",
		info: { title: "Shelf", version: "1" },
		paths: {
			"/shelf": { get: { responses: text("shelf") } },
			"/shelf?view=late": { get: { responses: text("late") } },
			"/shelf#tags": { get: { parameters: required("query", "tags", "true"), responses: text("tags") } },
			"/shelf#X-Part": { get: { parameters: required("header", "X-Part", "lid"), responses: text("lid") } },
		},
	};
	it.each([
		["/shelf", {}, "shelf"],
		["/shelf?view=late", {}, "late"],
		["/shelf?tags=true", {}, "tags"],
		["/shelf?tags=no", {}, "shelf"],
		["/shelf", { "x-part": "lid" }, "lid"],
	])("are told by their query and headers: %s %o", async (path, headers, expected) => {
		const service = createService({ model: readModel(document) });
		expect((await ask(service, "GET", path, undefined, headers)).body).toBe(expected);
	});
});

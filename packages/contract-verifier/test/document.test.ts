import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkExamples } from "../src/examples.js";
import type { OpenApiDocument } from "../src/index.js";
import { cellsOf, DocumentError, loadDocument } from "../src/index.js";
import { lockersSpec, thingsSpec } from "./support/paths.js";

let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "document-"));
});
afterAll(() => rm(folder, { recursive: true }));

const save = async (name: string, text: string) => {
	const file = join(folder, name);
	await writeFile(file, text);
	return file;
};

const HEAD = "openapi: 3.0.3\ninfo: { title: t, version: '1' }\n";

describe("loadDocument", () => {
	it("bundles several files into one document with internal references", async () => {
		await save("thing.yaml", "type: object\nproperties: { next: { $ref: ./thing.yaml } }");
		const content = "{ application/json: { schema: { $ref: ./thing.yaml } } }";
		const paths = `paths: { /a: { get: { operationId: a, responses: { '200': { description: d, content: ${content} } } } } }`;
		const document = await loadDocument(await save("whole.yaml", HEAD + paths));
		expect(JSON.stringify(document)).not.toContain(".yaml");
		expect(Object.keys(document.components?.schemas ?? {})).toEqual(["thing"]);
	});

	it.each([
		[
			"another version",
			`${HEAD.replace("3.0.3", "3.1.0")}paths: {}`,
			"has openapi 3.1.0; only OpenAPI 3.0 can be verified: state 3.0.3.",
		],
		["no paths", HEAD, "#/paths: is missing"],
		["broken YAML", `${HEAD}paths: {`, "Mend the file"],
		["a reference that leads nowhere", `${HEAD}paths: { /a: { $ref: ./gone.yaml } }`, "gone.yaml"],
		["what is no OpenAPI", "a: 1", "Unsupported specification"],
	])("names file and remedy for %s", async (_, text, message) => {
		const loading = loadDocument(await save("broken.yaml", text));
		await expect(loading).rejects.toThrow(DocumentError);
		await expect(loading).rejects.toThrow(message);
		await expect(loading).rejects.toThrow("broken.yaml");
	});
});

describe("cellsOf", () => {
	it("counts operation × status × request media type × response media type", async () => {
		const things = cellsOf(await loadDocument(thingsSpec));
		expect(things).toHaveLength(4 + 16 + 2);
		expect(things[4]).toEqual({
			id: "POST /things 201 application/json → application/json",
			operationId: "createThing",
			method: "POST",
			path: "/things",
			status: "201",
			requestMediaType: "application/json",
			responseMediaType: "application/json",
			causes: ["created"],
		});
		expect(things[20]).toMatchObject({
			id: "DELETE /things/{id} 204 → no body",
			responseMediaType: "",
			causes: ["default"],
		});
		expect(new Set(things.map(({ id }) => id)).size).toBe(22);
		expect(cellsOf(await loadDocument(lockersSpec))).toHaveLength(7);
	});

	it("refuses what cannot be verified", () => {
		const operation = (extra: object) => ({ responses: { "200": { description: "d" } }, ...extra });
		const documentOf = (...operations: object[]) =>
			({
				openapi: "3.0.3",
				info: { title: "t", version: "1" },
				paths: Object.fromEntries(operations.map((one, index) => [`/${index}`, { get: one }])),
			}) as unknown as OpenApiDocument;
		expect(() => cellsOf(documentOf(operation({ operationId: "a", responses: { default: {} } })))).toThrow(
			'a (GET /0): the response "default" cannot be verified',
		);
		expect(() => cellsOf(documentOf(operation({})))).toThrow("GET /0 has no operationId");
		expect(() => cellsOf(documentOf(operation({ operationId: "a" }), operation({ operationId: "a" })))).toThrow(
			'operationId "a" is taken',
		);
	});
});

describe("checkExamples", () => {
	it("finds nothing in documents whose examples fit", async () => {
		expect(await checkExamples(await loadDocument(thingsSpec))).toEqual([]);
		expect(await checkExamples(await loadDocument(lockersSpec))).toEqual([]);
	});

	it("names the pointer and the reason of each example that does not fit", async () => {
		const document = JSON.parse(JSON.stringify(await loadDocument(thingsSpec)));
		const listed = document.paths["/things"].get;
		listed.parameters[0].example = 7;
		listed.responses["200"].headers["X-Total"].example = -1;
		listed.responses["200"].content["text/xml"].examples.count.value = "<ThingCount><Count>x</Count></ThingCount>";
		document.paths["/things"].post.requestBody.content["text/json"].examples.table.value.Name = 5;
		document.paths["/things/{id}"].parameters[0].example = 0;
		document["x-general-responses"]["path-unknown"].example = {};
		expect(await checkExamples(document)).toEqual([
			{ pointer: "#/paths/~1things/get/parameters/0/example", reason: "/: must be one of 0, 1" },
			{ pointer: "#/paths/~1things/get/responses/200/headers/X-Total/example", reason: "/: must be >= 0" },
			{
				pointer: "#/paths/~1things/get/responses/200/content/text~1xml/examples/count/value",
				reason: "/ThingCount/Count: 'x' is not a valid value of the local atomic type.",
			},
			{
				pointer: "#/paths/~1things/post/requestBody/content/text~1json/examples/table/value",
				reason: "/Name: must be string",
			},
			{ pointer: "#/paths/~1things~1{id}/parameters/0/example", reason: "/: must be >= 1" },
			{ pointer: "#/x-general-responses/path-unknown/example", reason: "/Reason: is missing" },
		]);
	});
});

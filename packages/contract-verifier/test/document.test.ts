import { readModel } from "@onespec/openapi-document";
import { loadDocument } from "@onespec/openapi-document/load";
import { describe, expect, it } from "vitest";
import { checkExamples } from "../src/examples.js";
import { cellsOf } from "../src/index.js";
import { lockersSpec, thingsSpec } from "./support/paths.js";

describe("cellsOf", () => {
	it("counts operation × status × request media type × response media type", async () => {
		const things = cellsOf((await loadDocument(thingsSpec)).model);
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
		expect(cellsOf((await loadDocument(lockersSpec)).model)).toHaveLength(7);
	});

	it("has cells of ranges and of default, of operations without an id, and of answers without a body", () => {
		const content = { "application/problem+json": {} };
		const model = readModel({
			openapi: "3.1.0",
			info: { title: "t", version: "1" },
			paths: { "/a": { get: { responses: { "204": {}, "4XX": { content }, default: { content } } } } },
		});
		expect(cellsOf(model).map(({ id }) => id)).toEqual([
			"GET /a 204 → no body",
			"GET /a 4XX → application/problem+json",
			"GET /a default → application/problem+json",
		]);
	});
});

describe("checkExamples", () => {
	it("finds nothing in documents whose examples fit", async () => {
		expect(checkExamples((await loadDocument(thingsSpec)).model)).toEqual([]);
		expect(checkExamples((await loadDocument(lockersSpec)).model)).toEqual([]);
	});

	it("names the pointer and the reason of each example that does not fit", async () => {
		const document = JSON.parse(JSON.stringify((await loadDocument(thingsSpec)).bundled));
		const listed = document.paths["/things"].get;
		listed.parameters[0].example = 7;
		listed.responses["200"].headers["X-Total"].example = -1;
		listed.responses["200"].content["text/xml"].examples.count.value = "<ThingCount><Count>x</Count></ThingCount>";
		document.paths["/things"].post.requestBody.content["text/json"].examples.table.value.Name = 5;
		document.paths["/things/{id}"].parameters[0].example = 0;
		document["x-general-responses"]["path-unknown"].example = {};
		expect(checkExamples(readModel(document))).toEqual([
			{ pointer: "#/paths/~1things/get/parameters/0/example", reason: "/: must be one of 0, 1" },
			{ pointer: "#/paths/~1things/get/responses/200/headers/X-Total/example", reason: "/: must be >= 0" },
			{
				pointer: "#/paths/~1things/get/responses/200/content/text~1xml/examples/count",
				reason: "/ThingCount/Count: 'x' is not a valid value of the local atomic type.",
			},
			{
				pointer: "#/paths/~1things/post/requestBody/content/text~1json/examples/table",
				reason: "/Name: must be string",
			},
			{ pointer: "#/paths/~1things~1{id}/parameters/0/example", reason: "/: must be >= 1" },
			{ pointer: "#/x-general-responses/path-unknown/example", reason: "/Reason: is missing" },
		]);
	});
});

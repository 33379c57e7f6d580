import { expect, it } from "vitest";
import { readModel } from "../src/index.js";
import { parameterValue } from "../src/parameter-value.js";

const list = { type: "array", items: { type: "integer" } };
const colour = { type: "object", properties: { R: { type: "integer" }, G: { type: "string" } } };

/** The value of one parameter that is called `c` in a request. */
function value(parameter: object, url: string, headers: Record<string, string> = {}) {
	const where = { name: "c", in: "query", schema: {}, ...parameter };
	const model = readModel({
		openapi: "3.1.0",
		info: { title: "Colours", version: "1" },
		paths: {
			"/{c}": { get: { parameters: [{ ...where, ...(where.in === "path" && { required: true }) }], responses: {} } },
		},
	});
	const [path = "", query = ""] = url.split("?");
	const parts = { path: { c: decodeURIComponent(path) }, query: new URLSearchParams(query), headers };
	const declared = model.operations[0]?.parameters[0];
	return declared && parameterValue(model, declared, parts);
}

it.each([
	[{ schema: { type: "integer" } }, "?c=5", 5],
	[{ schema: { type: "integer" } }, "?c=x", "x"],
	[{ schema: { type: "integer" } }, "?c=", undefined],
	[{ schema: { type: "integer" } }, "?d=1", undefined],
	[{ schema: { type: "integer" } }, "?c=1&c=2", ["1", "2"]],
	[{ schema: { type: "string" } }, "?c=", ""],
	[{ schema: { type: "string" } }, "?c=5", "5"],
	[{ schema: { type: ["integer", "string"] } }, "?c=a", "a"],
	[{ schema: { type: "boolean" } }, "?c=true", true],
	[{ schema: list }, "?c=1&c=2", [1, 2]],
	[{ schema: list, explode: false }, "?c=1,2", [1, 2]],
	[{ schema: list, explode: false, style: "pipeDelimited" }, "?c=1|2", [1, 2]],
	[{ schema: list, explode: false, style: "spaceDelimited" }, "?c=1%202", [1, 2]],
	[{ schema: colour }, "?R=1&G=2&B=3", { R: 1, G: "2" }],
	[{ schema: colour, explode: false }, "?c=R,1,G,2", { R: 1, G: "2" }],
	[{ schema: colour, style: "deepObject" }, "?c[R]=1&c[G]=2", { R: 1, G: "2" }],
	[{ content: { "application/json": { schema: colour } } }, "?c=%7B%22R%22:1%7D", { R: 1 }],
	[{ in: "path", schema: list }, "1,2", [1, 2]],
	[{ in: "path", schema: list, style: "label" }, ".1,2", [1, 2]],
	[{ in: "path", schema: list, style: "label", explode: true }, ".1.2", [1, 2]],
	[{ in: "path", schema: { type: "integer" }, style: "matrix" }, ";c=1", 1],
	[{ in: "path", schema: list, style: "matrix" }, ";c=1,2", [1, 2]],
	[{ in: "path", schema: list, style: "matrix", explode: true }, ";c=1;c=2", [1, 2]],
	[{ in: "path", schema: colour }, "R,1,G,2", { R: 1, G: "2" }],
	[{ in: "path", schema: colour, explode: true }, "R=1,G=2", { R: 1, G: "2" }],
	[{ in: "path", schema: colour, style: "matrix", explode: true }, ";R=1;G=2", { R: 1, G: "2" }],
])("reads %j from %s", (parameter, url, expected) => {
	expect(value(parameter, url)).toEqual(expected);
});

it("reads headers and cookies", () => {
	expect(value({ in: "header", schema: list }, "", { c: "1,2" })).toEqual([1, 2]);
	expect(value({ in: "cookie", schema: { type: "integer" } }, "", { cookie: "a=1; c=2" })).toBe(2);
});

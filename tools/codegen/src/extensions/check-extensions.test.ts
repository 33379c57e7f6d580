import { readdirSync } from "node:fs";
import path from "node:path";
import { readModel } from "@onespec/openapi-document";
import { describe, expect, it } from "vitest";
import { documentWith, lockers, root } from "../../test/fixtures.js";
import type { OpenApiDocument, Operation, RequestBody } from "../../test/raw-document.js";
import { readSpec } from "../load-api.js";
import { checkExtensions } from "./check-extensions.js";

const decimal = { type: "number", format: "decimal", "x-decimal": { significantDigits: 17, jsonFractionDigits: 1 } };
const error = { status: 404, description: "Nothing has this path.", schema: { type: "string" }, example: "nothing" };

function shelves(change: (document: OpenApiDocument, operation: Operation) => void = () => {}): OpenApiDocument {
	const document = documentWith({ type: "object", properties: { width: structuredClone(decimal) } });
	const operation = document.paths["/shelves"]?.post;
	if (operation === undefined) throw new Error("The operation is gone.");
	change(document, operation);
	return document;
}

/** Each fault as one line. */
function faults(change?: Parameters<typeof shelves>[0]): string[] {
	return checkExtensions(readModel(shelves(change))).map(({ place, message }) => `${place}: ${message}`);
}

describe("a document without faults", () => {
	it("may use every extension", () => {
		expect(
			faults((document, operation) => {
				document["x-throttle"] = { capacity: 5, leakPerSecond: 0.5, status: 429 };
				document["x-general-responses"] = { "path-unknown": { ...error, headers: ["Retry-After"] } };
				operation["x-permission"] = "read";
				operation.responses["429"] = { description: "The bucket is full." };
				document.components = { schemas: { Body: { type: "string", "x-database-reference": "shelves.name" } } };
			}),
		).toEqual([]);
	});

	it.each([lockers, ...readdirSync(path.join(root, "spec")).map((api) => path.join(root, "spec", api))])(
		"is %s",
		async (spec) => {
			expect(checkExtensions((await readSpec(spec)).model)).toEqual([]);
		},
	);
});

describe("a name", () => {
	it("of another team passes", () => {
		expect(
			faults((document, operation) => {
				document["x-tagGroups"] = [];
				operation["x-code-samples"] = [{ lang: "sh" }];
				operation["x-ms-paths"] = {};
			}),
		).toEqual([]);
	});

	it.each([
		["x-permision", "x-permission"],
		["x-pagintaion", "x-pagination"],
		["x-notFound", "x-not-found"],
		["x-batchs", "x-batch"],
	])("%s is nearly one of ours, which is told", (name, meant) => {
		const [fault, ...more] = checkExtensions(
			readModel(
				shelves((_, operation) => {
					operation[name as "x-"] = "read";
				}),
			),
		);
		expect(more).toEqual([]);
		expect(fault).toEqual({
			place: "operation addShelf (POST /shelves)",
			message: `${name} is not one of our extensions; is ${meant} meant?`,
			maybeForeign: true,
		});
	});

	it.each<[string, (document: OpenApiDocument, operation: Operation) => void]>([
		["#", (document) => Object.assign(document, { "x-batchs": 1 })],
		["#/info", (document) => Object.assign(document.info, { "x-batchs": 1 })],
		[
			"operation addShelf (POST /shelves)",
			(document) => Object.assign(document.paths["/shelves"] ?? {}, { "x-batchs": 1 }),
		],
		[
			"#/paths/~1shelves/post/responses/200",
			(_, { responses }) => Object.assign(responses["200"] ?? {}, { "x-batchs": 1 }),
		],
		[
			"#/paths/~1shelves/post/requestBody/content/application~1json",
			(_, { requestBody }) =>
				Object.assign((requestBody as RequestBody).content["application/json"] ?? {}, { "x-batchs": 1 }),
		],
		[
			"#/components/schemas/Body/properties/width",
			({ components }) => Object.assign(components?.schemas?.Body?.properties?.width ?? {}, { "x-batchs": 1 }),
		],
		[
			"#/x-general-responses/gone/schema",
			(document) =>
				Object.assign(document, {
					"x-general-responses": { gone: { ...error, schema: { type: "string", "x-batchs": 1 } } },
				}),
		],
	])("is found at %s", (pointer, change) => {
		expect(faults(change)).toEqual([
			expect.stringMatching(/: x-batchs is not one of our extensions; is x-batch meant/),
		]);
		expect(faults(change)[0]?.startsWith(`${pointer}: `)).toBe(true);
	});

	it("that begins with x- is none where names are the author's, or where data stands", () => {
		expect(
			faults((document, operation) => {
				document.components = {
					schemas: {
						"x-name": { type: "object", properties: { "x-member": { type: "string" } }, example: { "x-member": "a" } },
						Body: { type: "object", default: { "x-b": 1 }, enum: [{ "x-b": 1 }] },
					},
					headers: { "x-request-id": { schema: { type: "string" } } },
				};
				operation.responses["200"] = {
					description: "The shelf.",
					headers: { "x-request-id": { $ref: "#/components/headers/x-request-id" } },
				} as never;
			}),
		).toEqual([]);
	});
});

describe("a value", () => {
	it.each<[string, string, unknown, string]>([
		[
			"x-permission",
			"operation addShelf (POST /shelves)",
			"delete",
			"must be equal to one of the allowed values: read, write",
		],
		["x-permission", "operation addShelf (POST /shelves)", ["read"], "must be string"],
		["x-throttle", "#", { capacity: 0, leakPerSecond: 2, status: 429 }, "/capacity must be >= 1"],
		["x-throttle", "#", { capacity: 5, leakPerSecond: 0, status: 429 }, "/leakPerSecond must be > 0"],
		["x-throttle", "#", { capacity: 5, leakPerSecond: 2 }, "must have required property 'status'"],
		[
			"x-throttle",
			"#",
			{ capacity: 5, leakPerSecond: 2, status: 429, burst: 1 },
			"must NOT have additional properties: burst",
		],
		["x-general-responses", "#", {}, "must NOT have fewer than 1 properties"],
		["x-general-responses", "#", { gone: { ...error, status: 200 } }, "/gone/status must be >= 400"],
		["x-general-responses", "#", { gone: { ...error, headers: "Allow" } }, "/gone/headers must be array"],
		["x-general-responses", "#", { gone: { ...error, headers: ["Re try"] } }, "/gone/headers/0 must match pattern"],
		["x-general-responses", "#", { Gone: error }, "must match pattern"],
		["x-general-responses", "#", { gone: { ...error, example: undefined } }, "must have required property 'example'"],
	])("of %s on %s that does not fit is refused: %j", (name, place, value, message) => {
		const found = faults((document, operation) => {
			const target = place === "#" ? document : operation;
			target[name as "x-"] = JSON.parse(JSON.stringify(value));
		});
		expect(found.join("\n")).toContain(message);
		expect(found[0]?.startsWith(`${place}: ${name}: `)).toBe(true);
	});

	it.each<[unknown, string]>([
		[{ significantDigits: 0, jsonFractionDigits: 1 }, "/significantDigits must be >= 1"],
		[{ significantDigits: 1.5, jsonFractionDigits: 1 }, "/significantDigits must be integer"],
		[{ significantDigits: 17, jsonFractionDigits: -1 }, "/jsonFractionDigits must be >= 0"],
		[{ significantDigits: 17 }, "must have required property 'jsonFractionDigits'"],
	])("of x-decimal that does not fit is refused: %j", (value, message) => {
		const found = faults((document) => {
			document.components = { schemas: { Body: { ...decimal, "x-decimal": value } } };
		});
		expect(found).toEqual([expect.stringContaining(`#/components/schemas/Body: x-decimal: `)]);
		expect(found[0]).toContain(message);
	});
});

describe("what is around an extension", () => {
	it.each<[string, Record<string, unknown>, string]>([
		["x-decimal without format decimal", { ...decimal, format: "double" }, "x-decimal needs format decimal beside it."],
		["a decimal that is a string", { ...decimal, type: "string" }, "format decimal needs type number beside it."],
	])("has to agree: %s", (_, schema, message) => {
		const found = faults((document) => {
			document.components = { schemas: { Body: { type: "array", items: schema } } };
		});
		expect(found).toEqual([expect.stringContaining(`#/components/schemas/Body/items: ${message}`)]);
	});

	it("has to document the throttle's status, in every operation", () => {
		expect(
			faults((document) => {
				document["x-throttle"] = { capacity: 5, leakPerSecond: 2, status: 429 };
			}),
		).toEqual([
			"operation addShelf (POST /shelves): x-throttle says 429, which this operation does not document among its responses.",
		]);
	});

	it("has to fit the schema, in the example of a general response", () => {
		const found = faults((document) => {
			document["x-general-responses"] = {
				gone: { ...error, schema: { $ref: "#/components/schemas/Body" }, example: { width: "1.5" } },
			};
		});
		expect(found).toEqual(["#/x-general-responses/gone/example: /width breaks type of its schema."]);
	});

	it("has to be the right kind of object", () => {
		expect(
			faults((document, operation) => {
				document["x-permission"] = "read";
				operation["x-decimal"] = decimal["x-decimal"];
			}),
		).toEqual([
			"#: x-permission does not belong here, but on operations.",
			"operation addShelf (POST /shelves): x-decimal does not belong here, but on schemas.",
		]);
	});
});

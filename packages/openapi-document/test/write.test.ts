import fc from "fast-check";
import { expect, it } from "vitest";
import { type DocumentModel, readModel, writeDocument } from "../src/index.ts";

/** What is the same after writing and reading: all but the places, the version, and ids that were made. */
function comparable(model: DocumentModel): unknown {
	const dropped = new Set(["pointer", "openapi", "problems", "operationId", "key", "inbound"]);
	return JSON.parse(JSON.stringify(model, (name, value) => (dropped.has(name) ? undefined : value)));
}

const name = fc.constantFrom("A", "B/C", "D~E", "F");
const keyword = fc.record(
	{
		type: fc.constantFrom("string", "integer", ["string", "null"], ["integer", "array"]),
		nullable: fc.boolean(),
		format: fc.constantFrom("date", "uuid"),
		enum: fc.uniqueArray(fc.oneof(fc.string(), fc.integer()), { minLength: 1, maxLength: 2 }),
		minimum: fc.integer(),
		exclusiveMinimum: fc.oneof(fc.boolean(), fc.integer()),
		example: fc.jsonValue({ maxDepth: 1 }),
		required: fc.uniqueArray(fc.string()),
		xml: fc.record({ name: fc.string(), wrapped: fc.boolean() }),
		"x-own": fc.jsonValue({ maxDepth: 1 }),
		readOnly: fc.boolean(),
	},
	{ requiredKeys: [] },
);
const { schema } = fc.letrec<{ schema: unknown }>((tie) => ({
	schema: fc.oneof(
		{ maxDepth: 2, depthIdentifier: "schema" },
		keyword,
		name.map((one) => ({
			$ref: `#/components/schemas/${one.replaceAll("~", "~0").replaceAll("/", "~1")}`,
			description: "d",
		})),
		fc.boolean(),
		fc.record({
			allOf: fc.array(tie("schema"), { minLength: 1, maxLength: 2 }),
			properties: fc.dictionary(fc.string(), tie("schema"), { maxKeys: 2 }),
		}),
		fc.record({ oneOf: fc.array(tie("schema"), { minLength: 1, maxLength: 2 }), not: tie("schema") }),
		fc.record({
			type: fc.constant("array"),
			items: tie("schema"),
			prefixItems: fc.array(tie("schema"), { maxLength: 2 }),
		}),
	),
}));
const document = fc.record({
	openapi: fc.constantFrom("3.0.3", "3.1.0"),
	info: fc.record({ title: fc.string(), version: fc.string() }),
	components: fc.record({
		schemas: fc.record({ A: schema, "B/C": schema, "D~E": schema, F: schema }),
		securitySchemes: fc.constant({ key: { type: "apiKey", in: "query", name: "k" } }),
	}),
	paths: fc.dictionary(
		fc.constantFrom("/a", "/a/{id}", "/b"),
		fc.dictionary(
			fc.constantFrom("get", "post", "put"),
			fc.record({
				parameters: fc.uniqueArray(
					fc.record({
						name: fc.constantFrom("p", "q"),
						in: fc.constantFrom("query", "header"),
						schema,
						required: fc.boolean(),
					}),
					{ maxLength: 2, selector: ({ name: one, in: place }) => `${one} ${place}` },
				),
				requestBody: fc.record({ content: fc.record({ "application/json; charset=utf-8": fc.record({ schema }) }) }),
				responses: fc.dictionary(
					fc.constantFrom("200", "4xx", "default"),
					fc.record({
						description: fc.string(),
						content: fc.record({ "text/xml": fc.record({ schema, example: fc.jsonValue({ maxDepth: 1 }) }) }),
					}),
				),
				security: fc.constantFrom([], [{}], [{ key: [] }]),
			}),
		),
	),
});

it("a model that is written and read again is the same", () => {
	fc.assert(
		fc.property(document, (written) => {
			const model = readModel(written);
			expect(comparable(readModel(writeDocument(model)))).toEqual(comparable(model));
		}),
		{ numRuns: 40, endOnFailure: true },
	);
});

it("examples and schemas can be changed on the way", () => {
	const model = readModel({
		openapi: "3.0.3",
		info: {},
		paths: {
			"/a": {
				get: {
					responses: {
						"200": {
							description: "",
							content: {
								"text/plain": { schema: { type: "string" }, examples: { good: { value: 1 }, bad: { value: 2 } } },
							},
						},
					},
				},
			},
		},
	});
	const text = JSON.stringify(
		writeDocument(model, {
			example: ({ name: one }) => one !== "bad",
			schema: (one) => (one.type === "string" ? { type: "integer" } : one),
		}),
	);
	expect(text).toContain('"good"');
	expect(text).not.toContain('"bad"');
	expect(text).toContain('"type":"integer"');
});

import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { faultOf } from "../src/check.js";
import { sampleOf } from "../src/sample.js";
import type { Schema } from "../src/schema.js";

const schemas: Record<string, Schema> = {
	Pet: {
		type: "object",
		required: ["kind"],
		properties: { kind: { type: "string" } },
		discriminator: { propertyName: "kind", mapping: { cat: "Cat", dog: "Dog" } },
	},
	Cat: {
		allOf: [
			{ $ref: "#/components/schemas/Pet" },
			{ type: "object", required: ["lives"], properties: { lives: { type: "integer", maximum: 9 } } },
		],
	},
	Dog: {
		allOf: [{ $ref: "#/components/schemas/Pet" }],
		properties: { friends: { type: "array", items: { $ref: "#/components/schemas/Dog" } } },
	},
	Square: {
		type: "object",
		additionalProperties: false,
		required: ["shape", "side"],
		properties: { shape: { type: "string" }, side: { type: "number", exclusiveMinimum: 0 } },
	},
	Circle: {
		type: "object",
		required: ["shape", "radius"],
		properties: { shape: { type: "string" }, radius: { type: "number", exclusiveMinimum: 0, maximum: 0.5 } },
	},
	Shape: {
		oneOf: [{ $ref: "#/components/schemas/Square" }, { $ref: "#/components/schemas/Circle" }],
		discriminator: { propertyName: "shape", mapping: { square: "Square", round: "Circle" } },
	},
	Node: {
		type: "object",
		required: ["value"],
		properties: {
			value: { type: "string" },
			next: { anyOf: [{ $ref: "#/components/schemas/Node" }, { type: "null" }] },
			children: { type: "array", items: { $ref: "#/components/schemas/Node" } },
		},
	},
	Sum: {
		oneOf: [
			{
				type: "object",
				additionalProperties: false,
				required: ["left", "right"],
				properties: { left: { $ref: "#/components/schemas/Sum" }, right: { $ref: "#/components/schemas/Sum" } },
			},
			{ type: "integer" },
		],
	},
};

const text = (rules: Schema): Schema => ({ type: "string", ...rules });
const object = (rules: Schema): Schema => ({ type: "object", ...rules });

const cases: Record<string, Schema> = {
	...Object.fromEntries(Object.keys(schemas).map((name) => [name, { $ref: `#/components/schemas/${name}` }])),
	...Object.fromEntries(
		"date date-time time duration email hostname ipv4 ipv6 uri uri-reference uri-template uuid json-pointer regex byte"
			.split(" ")
			.map((format) => [format, text({ format })]),
	),
	...Object.fromEntries(
		[
			"^[A-Z]{3}-\\d{4}$",
			"^(?:a|bc)+$",
			"^(?<year>\\d{4})/\\k<year>$",
			"^(x?)y\\1$",
			"^(?=.*[A-Z])(?=.*\\d)[A-Za-z\\d]{8,}$",
			"^[^a-z ]+$",
			"^\\p{Lu}\\p{Ll}+$",
			"^[\\u4e00-\\u9fff]{2}$",
			"^\\+?[1-9]\\d{1,14}$",
			"foo|bar",
			"^[a-z0-9]+(?:-[a-z0-9]+)*$",
			"^#([A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})$",
			"^(?!abc)[a-c]{3}$",
			"\\bword\\b",
			"^\\u{1F600}$",
		].map((pattern) => [pattern, text({ pattern })]),
	),
	"pattern and lengths": text({ pattern: "^[a-z]+$", minLength: 12, maxLength: 12 }),
	"long text": text({ minLength: 40 }),
	"short text": text({ maxLength: 1 }),
	"pattern and format": text({ format: "uri", pattern: "^https:" }),
	"JSON in a text": text({ contentMediaType: "application/json", contentSchema: { type: "array", minItems: 2 } }),
	"integer between": { type: "integer", minimum: 100, exclusiveMaximum: 103 },
	"negative integer": { type: "integer", maximum: -7, multipleOf: 5 },
	"number between whole ones": { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1 },
	money: { type: "number", multipleOf: 0.01, minimum: 0.07 },
	"integers that are multiples of 2.5": { type: "integer", multipleOf: 2.5, minimum: 1 },
	"const null": { const: null },
	"several types": { type: ["null", "integer", "string"] },
	"enum with null": { type: ["string", "null"], enum: [null, "a"] },
	nothing: {},
	"unique items": { type: "array", minItems: 2, uniqueItems: true, items: { type: "boolean" }, maxItems: 3 },
	"unique enums": { type: "array", minItems: 3, uniqueItems: true, items: { enum: ["a", "b", "c"] } },
	tuple: { type: "array", prefixItems: [{ type: "string" }, { type: "integer" }], items: { not: {} }, minItems: 2 },
	contains: { type: "array", items: { type: "integer" }, contains: { minimum: 50 }, minContains: 2, minItems: 4 },
	"a map": object({ additionalProperties: { type: "integer" }, minProperties: 3 }),
	"named by a pattern": object({
		patternProperties: { "^x-[a-z]+$": { type: "integer" } },
		additionalProperties: false,
		minProperties: 2,
	}),
	"names of a form": object({ propertyNames: { pattern: "^[A-Z]{2}$" }, minProperties: 2 }),
	"few members": object({
		required: ["b"],
		maxProperties: 2,
		properties: { a: { type: "string" }, b: { type: "string" }, c: { type: "string" } },
	}),
	"dependent members": object({
		required: ["card"],
		properties: { card: { type: "string" }, code: { type: "string" } },
		dependentRequired: { card: ["code"] },
		dependentSchemas: { code: { required: ["name"], properties: { name: { type: "string" } } } },
	}),
	"if then else": object({
		required: ["country"],
		properties: { country: { enum: ["ch", "us"] }, zip: { type: "string" } },
		if: { properties: { country: { const: "us" } } },
		// biome-ignore lint/suspicious/noThenProperty: it is the keyword of JSON Schema
		then: { required: ["zip"], properties: { zip: { pattern: "^\\d{5}$" } } },
		else: { properties: { zip: { pattern: "^\\d{4}$" } } },
	}),
	"nothing unevaluated": {
		allOf: [object({ properties: { a: { type: "string" } } })],
		properties: { b: { type: "string" } },
		unevaluatedProperties: false,
	},
	"two choices": {
		allOf: [
			{ oneOf: [{ required: ["a"] }, { required: ["b"] }] },
			{ oneOf: [{ required: ["c"] }, { required: ["d"] }] },
		],
		...object({ properties: { a: {}, b: {}, c: {}, d: {} } }),
	},
	"not this": { type: "string", not: { enum: ["text 1"] }, pattern: "^text \\d$" },
};

/** An independent judge; the discriminator and annotations are not its. */
const ajv = new Ajv2020({ strict: false, allErrors: false, formats: { byte: /^[A-Za-z0-9+/=]*$/ } });
addFormats.default(ajv);
ajv.addSchema({ $id: "doc", components: { schemas } });
const judge = (schema: Schema) =>
	ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll("#/components", "doc#/components")));

describe.each(Object.entries(cases))("%s", (_, schema) => {
	const validate = judge(schema);

	it("gets samples that are valid and the same each time", () => {
		for (const members of ["all", "required"] as const) {
			for (const n of [1, 2, 3, 30]) {
				const value = sampleOf({ schemas }, schema, { n, members });
				expect(value).not.toBe(undefined);
				expect([value, validate(value)]).toEqual([value, true]);
				expect(sampleOf({ schemas }, schema, { n, members })).toEqual(value);
			}
		}
	});

	it("is checked as another validator checks it", () => {
		const sample = sampleOf({ schemas }, schema);
		fc.assert(
			fc.property(fc.oneof(fc.jsonValue({ maxDepth: 2 }), changed(sample)), (value) => {
				expect([value, faultOf({ schemas }, schema, value) === undefined]).toEqual([value, validate(value)]);
			}),
			{ numRuns: 60 },
		);
	});
});

/** A value with one member or item taken out or replaced. */
function changed(value: unknown): fc.Arbitrary<unknown> {
	if (typeof value !== "object" || value === null) return fc.constant(value);
	const names = Object.keys(value);
	return fc
		.tuple(fc.constantFrom("more", ...names), fc.oneof(fc.constant(undefined), fc.jsonValue()))
		.map(([name, put]) => {
			const copy = structuredClone(value) as Record<string, unknown>;
			if (put !== undefined) copy[name] = put;
			else if (Array.isArray(copy)) copy.splice(Number(name) || 0, 1);
			else delete copy[name];
			return JSON.parse(JSON.stringify(copy).replace("__proto__", "proto"));
		});
}

it("differs by its number, where the schema allows it", () => {
	const schema = object({
		properties: { id: { type: "integer" }, name: { type: "string" }, born: text({ format: "date" }) },
	});
	expect(sampleOf({ schemas }, schema, { n: 2 })).toEqual({ id: 2, name: "name 2", born: "2024-01-02" });
});

it("takes right examples of the schema first, and passes wrong ones over", () => {
	expect(sampleOf({ schemas }, { type: "integer", examples: [42] })).toBe(42);
	expect(sampleOf({ schemas }, { type: "integer", examples: ["x"], default: 7 })).toBe(7);
	expect(sampleOf({ schemas }, { type: "integer", examples: [42] }, { examples: false })).toBe(1);
});

it("leaves out what the other direction has, required or not", () => {
	const schema = object({
		required: ["id", "password"],
		properties: { id: { type: "integer", readOnly: true }, password: { type: "string", writeOnly: true } },
		examples: [{ id: 9, password: "p" }],
	});
	expect(sampleOf({ schemas }, schema, { direction: "request" })).toEqual({ password: "p" });
	expect(sampleOf({ schemas }, schema, { direction: "response" })).toEqual({ id: 9 });
});

it("writes the discriminator of the schema that it chose", () => {
	expect(sampleOf({ schemas }, { $ref: "#/components/schemas/Shape" })).toEqual({ shape: "square", side: 1 });
	expect(sampleOf({ schemas }, { $ref: "#/components/schemas/Cat" })).toEqual({ kind: "cat", lives: 1 });
	expect(sampleOf({ schemas }, { $ref: "#/components/schemas/Pet" })).toMatchObject({ kind: "cat" });
});

it("finds no value where there is none", () => {
	expect(sampleOf({ schemas }, { type: "string", pattern: "^a$", minLength: 2 })).toBe(undefined);
	expect(
		sampleOf(
			{ schemas: { A: object({ required: ["a"], properties: { a: { $ref: "#/components/schemas/A" } } }) } },
			{ $ref: "#/components/schemas/A" },
		),
	).toBe(undefined);
});

it.each([
	[
		{ type: "object", properties: { "a/b": { type: "array", items: { minimum: 3 } } } },
		{ "a/b": [3, 1] },
		"/a~1b/1",
		"minimum",
	],
	[{ type: "object", required: ["a"] }, {}, "/a", "required"],
	[{ type: "object", additionalProperties: false }, { b: 1 }, "/b", "additionalProperties"],
	[{ anyOf: [{ type: "string" }, { type: "integer" }] }, true, "", "type"],
] as [Schema, unknown, string, string][])("says where %j is wrong", (schema, value, pointer, keyword) => {
	expect(faultOf({ schemas }, schema, value)).toMatchObject({ pointer, keyword });
});

it("takes decimals as text where that is asked for", () => {
	const schema: Schema = { type: ["number", "null"], format: "decimal", minimum: 1 };
	expect(faultOf({ schemas }, schema, "1.50", { decimals: "string" })).toBe(undefined);
	expect(faultOf({ schemas }, schema, null, { decimals: "string" })).toBe(undefined);
	expect(faultOf({ schemas }, schema, 1.5, { decimals: "string" })?.keyword).toBe("type");
	expect(faultOf({ schemas }, schema, "0.5", { decimals: "string" })?.keyword).toBe("minimum");
});

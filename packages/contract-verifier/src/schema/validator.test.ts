import { describe, expect, it } from "vitest";
import type { OpenApiDocument, SchemaObject } from "../document/types.js";
import { checkOf } from "./validator.js";

const base: SchemaObject = {
	type: "object",
	required: ["id"],
	properties: { id: { type: "integer", format: "int32" } },
};
const document: OpenApiDocument = {
	openapi: "3.0.3",
	info: { title: "t", version: "1" },
	paths: {},
	components: {
		schemas: {
			Base: base,
			Derived: {
				allOf: [{ $ref: "#/components/schemas/Base" }, { type: "object", properties: { name: { type: "string" } } }],
			},
			Tree: {
				type: "object",
				properties: { children: { type: "array", items: { $ref: "#/components/schemas/Tree" } } },
			},
		},
	},
};
const check = (schema: SchemaObject, value: unknown) =>
	checkOf(document, schema)(value).map(({ pointer, reason }) => `${pointer} ${reason}`);

describe("checkOf", () => {
	it("closes objects that list properties", () => {
		expect(check({ $ref: "#/components/schemas/Base" }, { id: 1, a: 2 })).toEqual(["/a is not documented"]);
	});

	it("leaves open what says so", () => {
		expect(check({ ...base, additionalProperties: true }, { id: 1, a: 2 })).toEqual([]);
		expect(check({ ...base, additionalProperties: { type: "string" } }, { id: 1, a: 2 })).toEqual([
			"/a must be string",
		]);
		expect(check({ type: "object" }, { anything: 1 })).toEqual([]);
	});

	it("closes an allOf as a whole", () => {
		const derived = { $ref: "#/components/schemas/Derived" };
		expect(check(derived, { id: 1, name: "n" })).toEqual([]);
		expect(check(derived, { id: 1, other: "n" })).toEqual(["/other is not documented"]);
		expect(check(derived, { name: "n" })).toEqual(["/id is missing"]);
	});

	it("closes recursive schemas at every depth", () => {
		const tree = { $ref: "#/components/schemas/Tree" };
		expect(check(tree, { children: [{ children: [{}] }] })).toEqual([]);
		expect(check(tree, { children: [{ children: [{ x: 1 }] }] })).toEqual([
			"/children/0/children/0/x is not documented",
		]);
	});

	it("takes null only where it is nullable", () => {
		expect(check({ type: "string" }, null)).toEqual([" must be string"]);
		expect(check({ type: "string", nullable: true }, null)).toEqual([]);
		expect(check({ nullable: true, allOf: [{ $ref: "#/components/schemas/Base" }] }, null)).toEqual([]);
	});

	it("reads exclusive bounds as OpenAPI 3.0 states them", () => {
		const positive: SchemaObject = { type: "number", minimum: 0, exclusiveMinimum: true };
		expect(check(positive, 0)).toEqual([" must be > 0"]);
		expect(check(positive, 0.1)).toEqual([]);
		expect(check({ type: "number", maximum: 1, exclusiveMaximum: false }, 1)).toEqual([]);
	});

	it("checks formats that it knows and ignores the others", () => {
		expect(check({ type: "integer", format: "int32" }, 2147483648)).toHaveLength(1);
		expect(check({ type: "string", format: "date" }, "2026-02-30")).toHaveLength(1);
		expect(check({ type: "string", format: "date-time" }, "2026-01-31T10:00:00")).toHaveLength(1);
		expect(check({ type: "string", format: "date-time" }, "2026-01-31T10:00:00.5+01:00")).toEqual([]);
		expect(check({ type: "string", format: "postcode" }, "anything")).toEqual([]);
	});

	it("accepts exactly one branch of a oneOf", () => {
		const either: SchemaObject = { oneOf: [{ type: "integer" }, { type: "number" }] };
		expect(check(either, 1.5)).toEqual([]);
		expect(check(either, 1).join()).toContain("exactly one schema");
	});
});

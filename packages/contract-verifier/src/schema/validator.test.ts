import { type DocumentModel, readModel, type Schema } from "@onespec/openapi-document";
import { describe, expect, it } from "vitest";
import { withClosedAnswers } from "./closed.js";
import { checkOf } from "./validator.js";

const base: Schema = {
	type: "object",
	required: ["id"],
	properties: { id: { type: "integer", format: "int32" } },
};
const model: DocumentModel = readModel({
	openapi: "3.1.0",
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
			Pet: {
				type: "object",
				required: ["id", "password"],
				properties: { id: { type: "integer", readOnly: true }, password: { type: "string", writeOnly: true } },
			},
		},
	},
});
const closed = withClosedAnswers(model);
const told = (of: DocumentModel, schema: Schema, value: unknown) =>
	checkOf(of, schema)(value).map(({ pointer, reason }) => `${pointer} ${reason}`);
const check = (schema: Schema, value: unknown) => told(model, schema, value);
const strict = (schema: Schema, value: unknown) => told(closed, schema, value);

describe("checkOf", () => {
	it("takes undeclared members unless the schema or the caller closes the object", () => {
		expect(check({ $ref: "#/components/schemas/Base" }, { id: 1, a: 2 })).toEqual([]);
		expect(check({ ...base, additionalProperties: false }, { id: 1, a: 2 })).toEqual(["/a is not documented"]);
		expect(strict({ $ref: "#/components/schemas/Base" }, { id: 1, a: 2 })).toEqual(["/a is not documented"]);
	});

	it("leaves open what says so", () => {
		expect(strict({ ...base, additionalProperties: true }, { id: 1, a: 2 })).toEqual([]);
		expect(check({ ...base, additionalProperties: { type: "string" } }, { id: 1, a: 2 })).toEqual([
			"/a must be string",
		]);
		expect(strict({ type: "object" }, { anything: 1 })).toEqual([]);
	});

	it("closes an allOf as a whole", () => {
		const derived = { $ref: "#/components/schemas/Derived" };
		expect(strict(derived, { id: 1, name: "n" })).toEqual([]);
		expect(strict(derived, { id: 1, other: "n" })).toEqual(["/other is not documented"]);
		expect(strict(derived, { name: "n" })).toEqual(["/id is missing"]);
	});

	it("closes recursive schemas at every depth", () => {
		const tree = { $ref: "#/components/schemas/Tree" };
		expect(strict(tree, { children: [{ children: [{}] }] })).toEqual([]);
		expect(strict(tree, { children: [{ children: [{ x: 1 }] }] })).toEqual([
			"/children/0/children/0/x is not documented",
		]);
	});

	it("takes null only where it is nullable", () => {
		expect(check({ type: "string" }, null)).toEqual([" must be string"]);
		expect(check({ type: ["string", "null"] }, null)).toEqual([]);
	});

	it("requires readOnly members of answers alone, and writeOnly members of requests alone", () => {
		const pet = { $ref: "#/components/schemas/Pet" };
		expect(checkOf(model, pet, "answer")({ id: 1 })).toEqual([]);
		expect(checkOf(model, pet, "request")({ password: "p" })).toEqual([]);
		expect(check(pet, {})).toEqual(["/id is missing"]);
		expect(checkOf(model, pet, "request")({})).toMatchObject([{ pointer: "/password", reason: "is missing" }]);
	});

	it("checks formats that it knows and ignores the others", () => {
		expect(check({ type: "integer", format: "int32" }, 2147483648)).toHaveLength(1);
		expect(check({ type: "string", format: "date" }, "2026-02-30")).toHaveLength(1);
		expect(check({ type: "string", format: "date-time" }, "2026-01-31T10:00:00")).toHaveLength(1);
		expect(check({ type: "string", format: "date-time" }, "2026-01-31T10:00:00.5+01:00")).toEqual([]);
		expect(check({ type: "string", format: "postcode" }, "anything")).toEqual([]);
	});

	it("accepts exactly one branch of a oneOf", () => {
		const either: Schema = { oneOf: [{ type: "integer" }, { type: "number" }] };
		expect(check(either, 1.5)).toEqual([]);
		expect(check(either, 1).join()).toContain("exactly one schema");
	});
});

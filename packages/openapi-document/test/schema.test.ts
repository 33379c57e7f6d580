import { describe, expect, it } from "vitest";
import { branchesOf, flatten, listOf, membersOf, resolve, type Schema, typeOf, withoutNull } from "../src/schema.ts";

const scope = {
	schemas: {
		Pet: { type: "object", required: ["id"], properties: { id: { type: "integer" } }, xml: { name: "pet" } },
		Cat: {
			allOf: [
				{ $ref: "#/components/schemas/Pet" },
				{ properties: { lives: { type: "integer" } }, required: ["lives"] },
			],
		},
		Pets: { type: "array", items: { $ref: "#/components/schemas/Pet" } },
		Alias: { $ref: "#/components/schemas/Pet" },
		Loop: { oneOf: [{ $ref: "#/components/schemas/Loop" }, { type: "string" }] },
		Self: { allOf: [{ $ref: "#/components/schemas/Self" }] },
	} satisfies Record<string, Schema>,
};
const to = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

describe("resolving", () => {
	it("follows chains, and lets annotations beside a reference win", () => {
		expect(resolve(scope, to("Alias"))).toBe(scope.schemas.Pet);
		expect(resolve(scope, { ...to("Alias"), description: "d" })).toMatchObject({ type: "object", description: "d" });
	});

	it("makes an allOf of what constrains beside a reference", () => {
		expect(resolve(scope, { ...to("Pet"), maxProperties: 2 })).toEqual({ allOf: [to("Pet"), { maxProperties: 2 }] });
	});

	it("names what is missing", () => {
		expect(() => resolve(scope, to("Lost"))).toThrow("There is no schema Lost.");
	});
});

describe("flattening", () => {
	it("joins what the parts of an allOf say", () => {
		expect(flatten(scope, to("Cat"))).toEqual({
			type: "object",
			required: ["id", "lives"],
			properties: { id: { type: "integer" }, lives: { type: "integer" } },
			xml: { name: "pet" },
		});
	});

	it("keeps the narrower of two bounds and types", () => {
		const parts = [
			{ type: ["number", "null"], minimum: 1, maximum: 9 },
			{ type: "integer", minimum: 0, maximum: 5 },
		] as const;
		expect(flatten(scope, { allOf: parts })).toEqual({ type: "integer", minimum: 1, maximum: 5 });
	});

	it("refuses a schema that is part of itself", () => {
		expect(() => flatten(scope, to("Self"))).toThrow("part of its own allOf");
	});
});

describe("branches", () => {
	it("are flat, without null, and have what stands beside the choice", () => {
		const schema: Schema = { required: ["a"], oneOf: [{ properties: { a: {} } }, { type: "null" }, to("Cat")] };
		expect(branchesOf(scope, schema).map((one) => one.required)).toEqual([["a"], ["a", "id", "lives"]]);
	});

	it("of a choice that contains itself end", () => {
		expect(branchesOf(scope, to("Loop"))).toEqual([{ type: "string" }]);
	});

	it("of two choices at once are all combinations", () => {
		const choice = (...names: string[]): Schema => ({ oneOf: names.map((name) => ({ properties: { [name]: {} } })) });
		const members = branchesOf(scope, { allOf: [choice("a", "b"), choice("c", "d")] }).map((one) =>
			Object.keys(one.properties ?? {})
				.sort()
				.join(""),
		);
		expect(members.sort()).toEqual(["ac", "ad", "bc", "bd"]);
	});
});

it("lists and members are found through references and choices", () => {
	expect(listOf(scope, { oneOf: [to("Pet"), to("Pets")] })?.item).toEqual(to("Pet"));
	expect(listOf(scope, to("Pet"))).toBeUndefined();
	expect([...membersOf(scope, to("Cat"))].map(([name, { required }]) => [name, required])).toEqual([
		["id", true],
		["lives", true],
	]);
});

it.each<[Schema, boolean, Schema]>([
	[{ type: ["string", "null"] }, true, { type: "string" }],
	[{ type: ["string", "null"], enum: ["a", null] }, true, { type: "string", enum: ["a"] }],
	[{ type: ["string", "null"], enum: ["a"] }, false, { type: "string", enum: ["a"] }],
	[{ anyOf: [to("Pet"), { type: "null" }] }, true, scope.schemas.Pet],
	[
		{ oneOf: [{ const: null }, { type: "string" }, { type: "integer" }] },
		true,
		{ oneOf: [{ type: "string" }, { type: "integer" }] },
	],
	[{ type: "string" }, false, { type: "string" }],
])("%j without null", (schema, nullable, rest) => {
	expect(withoutNull(scope, schema)).toEqual({ schema: rest, nullable });
});

it.each<[Schema, string | undefined]>([
	[{ type: "integer" }, "integer"],
	[{ type: ["null", "string"] }, "string"],
	[{ properties: {} }, "object"],
	[{ items: {} }, "array"],
	[{}, undefined],
	[{ type: ["string", "integer"] }, undefined],
])("%j is of the type %s", (schema, type) => {
	expect(typeOf(schema)).toBe(type);
});

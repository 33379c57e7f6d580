import { writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { readModel } from "@onespec/openapi-document";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { documentWith, temporaryWorkspace } from "../../test/fixtures.js";
import { parcels } from "../../test/parcels.js";
import type { OpenApiDocument, Schema } from "../../test/raw-document.js";
import { apiOf } from "../api.js";
import { validatorPlan } from "./body-schemas.js";
import { jsonSchema } from "./json-schema.js";
import { ajvOptions, standaloneCode } from "./standalone.js";

type Validate = ((data: unknown, options?: { decimals: "string" | "number" }) => boolean) & {
	errors?: { instancePath: string; keyword: string; params: Record<string, unknown>; message: string }[] | null;
};

const decimal = {
	type: "number",
	format: "decimal",
	minimum: 0,
	"x-decimal": { significantDigits: 5, jsonFractionDigits: 1 },
};

/** Every kind of constraint that a request body of ours may have. */
const shelf: Schema = {
	type: "object",
	additionalProperties: false,
	required: ["name"],
	properties: {
		name: { type: "string", minLength: 2, maxLength: 3 },
		code: { type: "string", pattern: "^[A-Z]+$", nullable: true },
		width: decimal,
		depth: { ...decimal, nullable: true },
		count: { type: "integer", format: "int32" },
		level: { type: "integer", format: "int32", minimum: 0 },
		load: { type: "number", minimum: 0, exclusiveMinimum: true, maximum: 1, exclusiveMaximum: true },
		fixed: { type: "boolean" },
		kind: { type: "string", enum: ["open", "closed"] },
		slots: { type: "array", minItems: 1, maxItems: 2, items: { $ref: "#/components/schemas/Slot" } },
		either: { oneOf: [{ type: "string", maxLength: 1 }, { type: "boolean" }] },
		labels: { type: "object", additionalProperties: { type: "string", maxLength: 2 } },
	},
	example: { name: "abc" },
	xml: { name: "Shelf" },
};

const slot: Schema = { type: "object", required: ["at"], properties: { at: { type: "integer" } } };

function schemasOf(document: OpenApiDocument) {
	return readModel(document).schemas;
}

async function load(document: OpenApiDocument): Promise<{ code: string; validate: Validate }> {
	const code = standaloneCode({ schemas: schemasOf(document) }, { validate: "Body" });
	await using workspace = await temporaryWorkspace();
	const file = path.join(workspace.folder, "validators.mjs");
	await writeFile(file, code);
	return { code, validate: ((await import(pathToFileURL(file).href)) as { validate: Validate }).validate };
}

const document = documentWith(shelf, { Slot: slot });
const { code, validate } = await load(document);

describe("the code", () => {
	it("is a module that imports nothing", () => {
		expect(code).not.toMatch(/\brequire\b/);
		expect(code).not.toMatch(/\bimport\b/);
	});

	it("holds no schema that it does not read", () => {
		for (const [, name = ""] of code.matchAll(/^const (schema\d+) =/gm)) {
			expect(code.split(new RegExp(`\\b${name}\\b`)).length).toBeGreaterThan(2);
		}
		expect(code).not.toContain("Shelf");
	});

	it("is the same each time", () => {
		expect(standaloneCode({ schemas: schemasOf(document) }, { validate: "Body" })).toBe(code);
	});

	it.each<[string, Schema, unknown[], unknown[]]>([
		[
			"uniqueItems",
			{ type: "array", uniqueItems: true, items: {} },
			[[{ a: [1] }, { a: [2] }]],
			[[{ a: [1] }, { a: [1] }]],
		],
		["an enum of objects", { enum: [{ a: 1 }, "b"] } as Schema, [{ a: 1 }, "b"], [{ a: 2 }]],
		[
			"an enum of 250 words",
			{ type: "string", enum: Array.from({ length: 250 }, (_, index) => `w${index}`) } as Schema,
			["w0", "w249"],
			["w250"],
		],
		[
			"keywords without a type",
			{ required: ["name"], properties: { name: { maxLength: 3 } } } as Schema,
			[{ name: "abc" }],
			[{}],
		],
		[
			"choices inside of choices",
			{
				anyOf: [
					{
						anyOf: [
							{ anyOf: [{ type: "string", maxLength: 1 }, { type: "boolean" }] },
							{ type: "string", minLength: 3 },
						],
					},
					{ allOf: [{ not: { type: "object" } }, { allOf: [{ type: "array" }, { maxItems: 1 }] }] },
				],
			} as Schema,
			["a", true, "abc", [1]],
			["ab", 1, {}, [1, 2]],
		],
		["a pattern with a dash in a class", { type: "string", pattern: "^[\\w-.]+$" } as Schema, ["a-b.c"], ["a b"]],
		[
			"two objects that must be there, side by side",
			{ type: "object", required: ["from", "to"], properties: { from: slot, to: slot } } as Schema,
			[{ from: { at: 1 }, to: { at: 2 } }],
			[{ from: { at: 1 }, to: { at: "2" } }, { from: { at: 1 } }],
		],
		[
			"members that the parts of a closed whole have",
			{
				additionalProperties: false,
				required: ["at"],
				allOf: [{ $ref: "#/components/schemas/Slot" }, { properties: { by: { type: "string" } } }],
			} as Schema,
			[{ at: 1 }, { at: 1, by: "me" }],
			[{ at: 1, to: 2 }, { at: "1" }],
		],
		[
			"what stands beside a reference",
			{ allOf: [{ $ref: "#/components/schemas/Slot" }, { required: ["free"] }] } as Schema,
			[{ at: 1, free: 1 }],
			[{ at: 1 }],
		],
	])("judges %s", async (_, schema, right, wrong) => {
		const { validate: judge } = await load(documentWith(schema, { Slot: slot }));
		for (const value of right) expect(judge(value), JSON.stringify(value)).toBe(true);
		for (const value of wrong) expect(judge(value), JSON.stringify(value)).toBe(false);
	});

	it("judges by the meaning of OpenAPI 3.1", async () => {
		const tuple = {
			type: "object",
			properties: { at: { prefixItems: [{ type: "integer" }, { type: "string" }], items: false } },
			dependentRequired: { at: ["by"] },
			unevaluatedProperties: false,
			allOf: [{ properties: { by: { const: "me" } } }],
		};
		const { validate: judge } = await load({ ...documentWith(tuple as never), openapi: "3.1.0" });
		expect([{ at: [1, "a"], by: "me" }, {}].map((value) => judge(value))).toEqual([true, true]);
		expect([{ at: [1, 2], by: "me" }, { at: [1, "a"] }, { more: 1 }].map((value) => judge(value))).toEqual([
			false,
			false,
			false,
		]);
	});
});

describe("a value", () => {
	it.each<[string, Record<string, unknown>]>([
		["with no more than what is required", {}],
		["with 3 characters of 6 code units", { name: "🙂🙂🙂" }],
		["with 2 characters of 4 code units", { name: "🙂🙂" }],
		["with 2 characters, one of them of 2 code units", { name: "a🙂" }],
		["with a nullable null", { code: null, depth: null }],
		["with exact decimals, whatever their digits", { width: "0.10000000000000001", depth: "-1" }],
		["with the ends of an int32", { count: -2147483648, level: 2147483647 }],
		["with a load between the bounds", { load: 0.5 }],
		["with an array of the shortest and the longest length", { slots: [{ at: 1 }, { at: 2, free: "to add" }] }],
		["with a branch of oneOf", { either: true }],
		["with labels", { labels: { any: "ab" } }],
	])("%s fits", (_, members) => {
		expect(validate({ name: "ab", ...members })).toBe(true);
		expect(validate.errors).toBeNull();
	});

	it.each<[string, unknown, string, string]>([
		["that is null", null, "", "type"],
		["that is an array", [], "", "type"],
		["without a required member", {}, "", "required"],
		["with a member too many", { name: "ab", extra: 1 }, "", "additionalProperties"],
		["with __proto__ among its members", JSON.parse('{"name":"ab","__proto__":{}}'), "", "additionalProperties"],
		["with 1 character of 2 code units", { name: "🙂" }, "/name", "minLength"],
		["with 4 characters", { name: "abcd" }, "/name", "maxLength"],
		["with 4 characters of 8 code units", { name: "🙂🙂🙂🙂" }, "/name", "maxLength"],
		["with a null that is not nullable", { name: null }, "/name", "type"],
		["that breaks a pattern", { name: "ab", code: "a" }, "/code", "pattern"],
		["with a decimal that lost its text", { name: "ab", width: 0.1 }, "/width", "type"],
		["beyond an int32", { name: "ab", count: 2147483648 }, "/count", "maximum"],
		["below an int32", { name: "ab", count: -2147483649 }, "/count", "minimum"],
		["below the bound that an int32 names itself", { name: "ab", level: -1 }, "/level", "minimum"],
		["with a fraction for an integer", { name: "ab", count: 1.5 }, "/count", "type"],
		["on an exclusive bound", { name: "ab", load: 1 }, "/load", "exclusiveMaximum"],
		["on the other exclusive bound", { name: "ab", load: 0 }, "/load", "exclusiveMinimum"],
		["beyond an enum", { name: "ab", kind: "ajar" }, "/kind", "enum"],
		["with an empty array", { name: "ab", slots: [] }, "/slots", "minItems"],
		["with a fault deep within", { name: "ab", slots: [{ at: 1 }, { at: "2" }] }, "/slots/1/at", "type"],
		["with a fault in an added member", { name: "ab", labels: { any: "abc" } }, "/labels/any", "maxLength"],
	])("%s does not fit, at its place", (_, value, instancePath, keyword) => {
		expect(validate(value)).toBe(false);
		expect(validate.errors).toEqual([
			{
				instancePath,
				keyword,
				params: expect.any(Object),
				message: expect.any(String),
				schemaPath: expect.any(String),
			},
		]);
	});

	it("may be what ajv refuses in its strict mode: members without a type, and required ones that another part has", async () => {
		const { validate } = await load(
			documentWith(
				{ allOf: [{ $ref: "#/components/schemas/Named" }, { required: ["name"] }] },
				{ Named: { properties: { name: { type: "string" } } } },
			),
		);
		expect([{ name: "a" }, { name: 1 }, {}, 7].map((value) => validate(value))).toEqual([true, false, false, true]);
	});

	it("of a name that no URI has as it stands is held against itself", async () => {
		const name = "Лист«A b»#1%";
		const list: Schema = { type: "object", properties: { next: { $ref: `#/components/schemas/${encodeURI(name)}` } } };
		const { validate } = await load(documentWith({ $ref: list.properties?.next?.$ref as string }, { [name]: list }));
		expect([{ next: { next: {} } }, { next: { next: 1 } }].map((value) => validate(value))).toEqual([true, false]);
	});

	describe("at the end of a chain of references", () => {
		const chain = (last: number) => {
			const link = (index: number): Schema => ({
				type: "object",
				required: ["name"],
				properties: {
					name: { type: "string", maxLength: 9 },
					...(index < last && { next: { $ref: `#/components/schemas/Link${index + 1}` } }),
				},
			});
			const links = Array.from({ length: last }, (_, index) => [`Link${index + 1}`, link(index + 1)]);
			return documentWith(link(0), Object.fromEntries(links));
		};

		it("is held against the last of 240 schemas", async () => {
			const { validate } = await load(chain(240));
			const holding = (name: string) => {
				let value: object = { name };
				for (let index = 0; index < 240; index++) value = { name: "a", next: value };
				return value;
			};
			expect([validate(holding("at most 9")), validate(holding("more than 9"))]).toEqual([true, false]);
			expect(validate.errors?.[0]?.instancePath).toBe(`${"/next".repeat(240)}/name`);
		});

		it("is held against none of 3,000, which is said", () => {
			const said: string[] = [];
			const source = { schemas: schemasOf(chain(3000)) };
			const code = standaloneCode(source, { validate: "Body" }, (text) => said.push(text));
			expect(code).not.toContain("export const validate ");
			expect(said).toEqual([expect.stringMatching(/Body: has no validator: it leads to more than 500 schemas/)]);
		});
	});

	it("of an int64 may be a bigint, as clients give what no number holds", async () => {
		const wide = { type: "integer", format: "int64", maximum: 9e18 } as const;
		const { validate } = await load(
			documentWith({ type: "object", properties: { id: wide, ids: { type: "array", items: wide } } }),
		);
		expect(validate({ id: 9007199254740993n, ids: [1, 2n] })).toBe(true);
		expect(validate({ id: 9223372036854775807n })).toBe(false);
		expect(validate.errors?.[0]).toMatchObject({ instancePath: "/id", keyword: "maximum" });
		expect(validate({ id: "1" })).toBe(false);
	});

	it("with several faults has them all", () => {
		validate({ name: "a", count: 1.5, kind: 3 });
		expect(validate.errors?.map(({ instancePath }) => instancePath)).toEqual(["/name", "/count", "/kind", "/kind"]);
	});
});

const names = [
	"name",
	"code",
	"width",
	"depth",
	"count",
	"level",
	"load",
	"fixed",
	"kind",
	"slots",
	"either",
	"labels",
	"at",
];
const text = fc.string({ unit: fc.constantFrom("a", "B", "é", "🙂", "\ud800"), maxLength: 8 });
const anything = fc.letrec((tie) => ({
	value: fc.oneof(
		{ depthSize: "small" },
		fc.constantFrom(null, true, 0, 1, 1.5, -1, 2147483647, 2147483648, "open", "closed"),
		text,
		fc.array(tie("value"), { maxLength: 3 }),
		fc.dictionary(fc.constantFrom(...names), tie("value"), { maxKeys: 6 }),
	),
})).value;

describe("against ajv at run time", () => {
	it.each(["string", "number"] as const)(
		"every value gets the same answer, for the same reasons, with decimals as a %s",
		(decimals) => {
			const plain = (_: string, value: unknown) => {
				if (typeof value !== "object" || value === null || !("decimal" in value)) return value;
				const { decimal, ...others } = value;
				return { ...others, type: [decimals, ...(decimal as string[])] };
			};
			const ajv = new Ajv2020(ajvOptions);
			const schemas = schemasOf(document);
			for (const [name, schema] of Object.entries(schemas)) {
				ajv.addSchema(
					JSON.parse(JSON.stringify(jsonSchema({ schemas }, schema)), plain),
					`#/components/schemas/${name}`,
				);
			}
			const runtime = ajv.getSchema("#/components/schemas/Body");
			const faults = (errors: Validate["errors"]) =>
				errors?.map(({ instancePath, keyword }) => [instancePath, keyword]);
			fc.assert(
				fc.property(
					fc.oneof(anything, fc.record({ name: text, slots: anything, width: anything }), fc.anything()),
					(value) => {
						expect(validate(value, { decimals })).toBe(runtime?.(value));
						expect(faults(validate.errors)).toEqual(faults(runtime?.errors as Validate["errors"]));
					},
				),
				{ numRuns: 1000 },
			);
		},
	);

	it("decimals are strings again after a call that takes them for numbers", () => {
		expect(validate({ name: "ab", width: 1.5, depth: null }, { decimals: "number" })).toBe(true);
		expect(validate({ name: "ab", width: 1.5 })).toBe(false);
		expect(validate({ name: "ab", width: "1.5" }, { decimals: "number" })).toBe(false);
		expect(validate({ name: "ab", width: Number.NaN }, { decimals: "number" })).toBe(false);
		expect(validate({ name: "ab", width: -1 }, { decimals: "number" })).toBe(false);
	});

	it("every length is counted as the code points are", async () => {
		const most = 6;
		for (let max = 0; max <= most; max++) {
			for (let min = 0; min <= max; min++) {
				const limits = documentWith({ type: "string", minLength: min, maxLength: max });
				const { validate: fast } = await load(limits);
				fc.assert(
					fc.property(text, (value) => {
						const { length } = [...value];
						expect(fast(value)).toBe(length >= min && length <= max);
					}),
					{ numRuns: 60 },
				);
			}
		}
	});
});

describe("the schemas that get a validator", () => {
	const planOf = (one: OpenApiDocument) =>
		validatorPlan(apiOf("shelves", { bundled: { ...one }, model: readModel(one), files: [] }));
	const componentsOf = (one: OpenApiDocument) => Object.values(planOf(one).named);

	it("are those of request bodies and of their items, in the document's order", () => {
		const several = documentWith(
			{ type: "array", items: { $ref: "#/components/schemas/Slot" } },
			{ Slot: slot, Other: slot },
		);
		expect(componentsOf(several)).toEqual(["Body", "Slot"]);
	});

	it("are found through a request body that is a reference, and where a schema contains itself", () => {
		const nested = documentWith({ type: "array", items: { $ref: "#/components/schemas/Body" } });
		const post = nested.paths["/shelves"]?.post;
		nested.components = { ...nested.components, requestBodies: { Shelf: post?.requestBody } };
		if (post !== undefined) post.requestBody = { $ref: "#/components/requestBodies/Shelf" };
		expect(componentsOf(nested)).toEqual(["Body"]);
	});

	it("are those of bodies of success, with each branch and its items, and not those of errors", () => {
		expect(componentsOf(parcels())).toEqual([
			"Parcel",
			"NewParcel",
			"Weighings",
			"Weighing",
			"Page",
			"PageOrCount",
			"Count",
			"OneParcel",
			"Outcome",
			"Result",
			"Results",
		]);
	});

	it("are for each operation also its parameters, and what is no component", () => {
		const { operations, more } = planOf(parcels());
		expect(operations[0]).toEqual({
			id: "listParcels",
			query: "validateListParcelsQuery",
			responses: { 200: "validatePageOrCount" },
		});
		expect(operations.find(({ id }) => id === "getParcel")?.path).toBe("validateGetParcelPath");
		expect(more.validateGetParcelPath).toMatchObject({ required: ["id"], properties: { id: { type: "integer" } } });
		const inline = parcels((_, { getParcel }) => {
			Object.assign(getParcel?.responses ?? {}, {
				200: { description: "A word.", content: { "application/json": { schema: { type: "string" } } } },
			});
		});
		expect(planOf(inline).more.validateGetParcel200).toEqual({ type: "string" });
	});
});

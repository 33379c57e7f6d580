import type { Schema, SchemaScope } from "@onespec/openapi-document/schema";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimal, mutated } from "../test/arbitraries.js";
import { ref, scope } from "../test/schemas.js";
import { createJsonCodec } from "./json.js";
import { flatListConverter } from "./json-to-xml/flat-list.js";
import { createJsonToXml } from "./json-to-xml.js";
import { shapeOf } from "./shape.js";
import { createXmlCodec } from "./xml.js";

const money = (jsonFractionDigits: number): Schema => ({
	type: "number",
	format: "decimal",
	"x-decimal": { significantDigits: 17, jsonFractionDigits },
});

const track: Schema = {
	type: "object",
	properties: {
		Id: { type: "integer" },
		Title_1: { type: "string" },
		Label: { type: ["string", "null"], xml: { name: "Imprint" } },
		Price: money(1),
		Fee: money(2),
		Weight: money(0),
		Live: { type: "boolean" },
		Length: { type: "number" },
		Note: { type: "string" },
	},
};

const tracks: SchemaScope = {
	schemas: {
		Track: track,
		TrackList: { type: "array", xml: { name: "ArrayOfTrack", wrapped: true }, items: ref("Track") },
		TrackListOrCount: {
			oneOf: [ref("TrackList"), { type: "object", properties: { TotalCount: { type: "integer" } } }],
		},
	},
};

/** Texts with all that JSON or XML escapes, or XML cannot carry. */
const text = fc.oneof(
	fc.string({ unit: "grapheme", maxLength: 8 }),
	fc.string({ unit: "binary", maxLength: 8 }),
	fc.string({
		unit: fc.constantFrom(
			..."\"\\/&<>'$]}{[,: 1u\0\u0001\b\t\n\r\u001f\u007f\u2028\ud83d\ude00\ufffe\uffff",
			...['","Note":"', "]]>", "&amp;", "\\u0041", "$1", "><", "></", "é", "😀"],
		),
		maxLength: 8,
	}),
);

const list = fc.array(
	fc.record({
		Id: fc.oneof(fc.integer(), fc.maxSafeInteger()),
		Title_1: text,
		Label: fc.option(text, { freq: 20 }),
		Price: decimal,
		Fee: decimal,
		Weight: decimal,
		Live: fc.boolean(),
		Length: fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })),
		Note: text,
	}),
	{ maxLength: 4 },
);

const codec = createJsonCodec(tracks, ref("TrackList"));
const written = list.map((value) => codec.write(value));

/** What reading into values and writing these gives. */
function plain(schema: Schema, of = tracks) {
	const json = createJsonCodec(of, schema, { padding: "dropped" });
	const xml = createXmlCodec(of, schema);
	return (body: string) => xml.write(json.read(body).value);
}

function outcome(convert: (body: string) => string, body: string): string {
	try {
		return convert(body);
	} catch (error) {
		return String(error); // an UnwritableNameError
	}
}

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

describe.each(["TrackList", "TrackListOrCount"])("%s", (name) => {
	const toXml = createJsonToXml(tracks, ref(name));
	const expected = plain(ref(name));

	it("is the XML of the values that the text stands for", () => {
		fc.assert(
			fc.property(written, (body) => {
				expect(toXml(body)).toBe(expected(body));
			}),
			{ numRuns: 500 },
		);
	});

	it("is that also for JSON that the codec would write otherwise", () => {
		const otherwise = fc.oneof(
			written.map((body) => JSON.stringify(JSON.parse(body), null, 1)),
			mutated(written, [
				"0",
				"-",
				".",
				"e1",
				".0",
				"00",
				" ",
				"\\u0041",
				"\\/",
				"\\ud83d",
				"null",
				"{}",
				"[]",
				",",
				'"',
			]),
		);
		fc.assert(
			fc.property(otherwise.filter(isJson), (body) => {
				expect(outcome(toXml, body)).toBe(outcome(expected, body));
			}),
			{ numRuns: 1000 },
		);
	});
});

describe("the converter of flat lists", () => {
	const convert = flatListConverter(shapeOf(tracks, ref("TrackList")));
	const one =
		'{"Id":7,"Title_1":"a","Label":"","Price":1.0,"Fee":2.50,"Weight":0.50,"Live":true,"Length":3,"Note":"b\\"&"}';

	it("takes what the codec writes", () => {
		expect(convert?.(`[${one},${one}]`)).toBe(plain(ref("TrackList"))(`[${one},${one}]`));
		expect(convert?.(`[${one}]`)).toContain("<Imprint /><Price>1</Price><Fee>2.5</Fee><Weight>0.50</Weight>");
	});

	it.each([
		["no items", "[]"],
		["no list", one],
		["a space", `[${one}, ${one}]`],
		["another item", `[${one},{"Id":7}]`],
		["nothing for an item", `[${one},{}]`],
		["a member more", `[${one.replace("}", ',"More":1}')}]`],
		["null", `[${one.replace('"a"', "null")}]`],
		["a number of 16 digits", `[${one.replace("7", "1234567890123456")}]`],
		["a negative zero", `[${one.replace("1.0", "-0.0")}]`],
		["an exponent", `[${one.replace("1.0", "1e2")}]`],
	])("leaves %s to the plain path", (_what, body) => {
		expect(convert?.(body)).toBeUndefined();
	});

	it.each(["BookList", "Book", "Ledger", "BookCount", "Entry"])("there is none of %s", (name) => {
		expect(flatListConverter(shapeOf(scope, ref(name)))).toBeUndefined();
	});
});

it.each([
	["an attribute", { Code: { type: "string", xml: { attribute: true } }, Name: { type: "string" } }],
	["a list inside", { Codes: { type: "array", items: { type: "string" } } }],
	["an object inside", { Money: { type: "object", properties: { Amount: money(1) } } }],
	["a member of the item's name", { Track: { type: "string" } }],
	["a name that means more in a pattern", { "Unit.Price": { type: "string" } }],
	["no members", {}],
] satisfies [string, Record<string, Schema>][])("the converter leaves lists with %s alone", (_what, properties) => {
	const schema: Schema = {
		type: "array",
		xml: { name: "ArrayOfTrack", wrapped: true },
		items: { type: "object", xml: { name: "Track" }, properties },
	};
	expect(flatListConverter(shapeOf(tracks, schema))).toBeUndefined();
});

it("writes any other body the plain way", () => {
	const toXml = createJsonToXml(scope, ref("Book"));
	expect(toXml('{"Title":"a","Price":1.0}')).toBe(plain(ref("Book"), scope)('{"Title":"a","Price":1.0}'));
});

import { describe, expect, it } from "vitest";
import { decimalFault } from "./decimal.js";
import { readStrictJson } from "./strict.js";

describe("readStrictJson", () => {
	it("keeps the raw text of each number by its pointer", () => {
		const { value, numbers } = readStrictJson(
			' { "a" : [ 1.0 , -2e3 , "3" ] , "b/c" : { "~" : 10 } , "d": [], "e": {} } ',
		);
		expect(value).toEqual({ a: [1, -2000, "3"], "b/c": { "~": 10 }, d: [], e: {} });
		expect([...numbers]).toEqual([
			["/a/0", "1.0"],
			["/a/1", "-2e3"],
			["/b~1c/~0", "10"],
		]);
	});

	it("finds members that occur twice, however they are escaped", () => {
		expect(readStrictJson(String.raw`[{"a":1,"b":{"c":1,"c":2},"\u0061":3}]`).duplicates).toEqual(["/0/b/c", "/0/a"]);
		expect(readStrictJson('[{"a":1},{"a":1}]').duplicates).toEqual([]);
	});

	it("is not led astray by brackets and quotes in texts", () => {
		expect(readStrictJson(String.raw`{"a":"}]\",{","b":1}`).numbers.get("/b")).toBe("1");
	});

	it.each([["\ufeff{}"], ["{} {}"], ["{'a':1}"], ["[1,]"], ["NaN"], [""]])("refuses %j", (text) => {
		expect(() => readStrictJson(text)).toThrow(SyntaxError);
	});
});

describe("decimalFault", () => {
	const rule = { significantDigits: 5, jsonFractionDigits: 1 };

	it.each(["1.0", "-0.5", "12345.0", "123.45", "0.12345", "0.0", "1.50000000"])("accepts %s", (raw) => {
		expect(decimalFault(raw, rule)).toBeUndefined();
	});

	it.each([
		["1", "must have at least 1 decimal"],
		["1e2", "without an exponent"],
		["123456.0", "at most 5 significant digits"],
		["0.123456", "at most 5 significant digits"],
	])("refuses %s", (raw, reason) => {
		expect(decimalFault(raw, rule)).toContain(reason);
	});
});

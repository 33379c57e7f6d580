import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainText, readableText, readDecimal } from "./decimal.js";

describe("plainText", () => {
	it.each([
		[0, "0"],
		[-0, "0"],
		[1.5, "1.5"],
		[1e21, "1000000000000000000000"],
		[1e-7, "0.0000001"],
		[-1.25e-9, "-0.00000000125"],
		[34158822.957761675, "34158822.957761675"],
	])("writes %s as %s", (value, text) => {
		expect(plainText(value)).toBe(text);
	});

	it("writes text that gives the same number, without an exponent", () => {
		fc.assert(
			fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
				const text = plainText(value);
				expect(text).toMatch(/^-?\d+(\.\d*[1-9])?$/);
				expect(Number(text)).toBe(value + 0);
			}),
		);
	});
});

describe("readableText", () => {
	it.each([
		[0, "0.00"],
		[1234567.5, "1,234,567.50"],
		[-1234, "-1,234.00"],
		[-123, "-123.00"],
		[0.125, "0.125"],
	])("writes %s as %s", (value, text) => {
		expect(readableText(value)).toBe(text);
	});
});

describe("readDecimal", () => {
	it.each([
		["101.25", 101.25],
		[" +0050.500 ", 50.5],
		["-0", 0],
		[".5", 0.5],
		["5.", 5],
		["9007199254740993", "inexact"],
		["0.10000000000000001", "inexact"],
		[`1${"0".repeat(400)}`, "inexact"],
		["", "malformed"],
		["1,5", "malformed"],
		["1e3", "malformed"],
		[".", "malformed"],
		["12 34", "malformed"],
		["Infinity", "malformed"],
	])("reads %j as %j", (text, value) => {
		expect(readDecimal(text)).toBe(value);
	});

	it("reads back every number that a form shows", () => {
		fc.assert(
			fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
				expect(readDecimal(plainText(value))).toBe(value + 0);
			}),
		);
	});

	it("gives a number only where no digit is lost", () => {
		fc.assert(
			fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), (value) => {
				const read = readDecimal(String(value));
				expect(read).toBe(BigInt(Number(value)) === value ? Number(value) : "inexact");
			}),
		);
	});
});

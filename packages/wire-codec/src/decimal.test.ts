import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimal } from "../test/arbitraries.js";
import {
	decimalText,
	dropFractionPadding,
	isExactInteger,
	padFraction,
	readJsonDecimal,
	readXmlDecimal,
} from "./decimal.js";

const rule = { significantDigits: 17, jsonFractionDigits: 1 };

describe("readJsonDecimal", () => {
	it.each([
		["0", "0"],
		["-0", "0"],
		["-0.00", "0.00"],
		["1.50", "1.50"],
		["-1.5", "-1.5"],
		["1e2", "100"],
		["1.50e1", "15.0"],
		["1.5E-3", "0.0015"],
		["-12e-1", "-1.2"],
		["0e999999999", "0"],
		["0.10000000000000001", "0.10000000000000001"],
		["99999999999999999", "99999999999999999"],
		["0.00000000000000001", "0.00000000000000001"],
		["12345678901234567.0", "12345678901234567"],
	])("reads %s as %s", (text, exact) => {
		expect(readJsonDecimal(text, rule)).toBe(exact);
	});

	it.each([
		"123456789012345678",
		"1.00000000000000000",
		"12345678901234567.00",
		"0.000000000000000001",
		"1e17",
		"1e-18",
		"1e999999999",
		"1e-999999999",
		"0e-999999999",
		`1e${"9".repeat(400)}`,
		`0e-${"9".repeat(400)}`,
	])("refuses %s", (text) => {
		expect(readJsonDecimal(text, rule)).toBeUndefined();
	});

	it("leaves canonical decimals as they are, and reads what the writer padded", () => {
		fc.assert(
			fc.property(decimal, (text) => {
				expect(readJsonDecimal(text, rule)).toBe(text);
				expect(Number(readJsonDecimal(padFraction(text, 1), rule))).toBe(Number(text));
			}),
		);
	});

	it("says the same as arithmetic, whatever the exponent", () => {
		fc.assert(
			fc.property(fc.bigInt({ min: 1n, max: 99999n }), fc.integer({ min: 0, max: 12 }), (digits, exponent) => {
				expect(readJsonDecimal(`${digits}e${exponent}`, rule)).toBe(String(digits * 10n ** BigInt(exponent)));
				expect(Number(readJsonDecimal(`${digits}e-${exponent}`, rule))).toBe(Number(`${digits}e-${exponent}`));
			}),
		);
	});
});

describe("dropFractionPadding", () => {
	it.each([
		["1.0", 1, "1"],
		["-20.0", 1, "-20"],
		["1.5", 1, "1.5"],
		["1.50", 1, "1.50"],
		["1.50", 2, "1.5"],
		["1.00", 2, "1"],
		["10", 0, "10"],
	])("%s of %i decimals is %s", (text, fractionDigits, expected) => {
		expect(dropFractionPadding(text, fractionDigits)).toBe(expected);
	});

	it("gives what is padded to the same, and nothing shorter does", () => {
		fc.assert(
			fc.property(decimal, fc.integer({ min: 0, max: 3 }), (text, fractionDigits) => {
				const padded = padFraction(text, fractionDigits);
				const dropped = dropFractionPadding(padded, fractionDigits);
				expect(padFraction(dropped, fractionDigits)).toBe(padded);
				expect(dropped.length).toBeLessThanOrEqual(text.length);
			}),
		);
	});
});

describe("readXmlDecimal", () => {
	it.each([
		["+1", "1"],
		["007", "7"],
		[".5", "0.5"],
		["1.", "1"],
		["-0", "0"],
		["00.10", "0.10"],
		["-.5", "-0.5"],
	])("reads %s as %s", (text, exact) => {
		expect(readXmlDecimal(text, rule)).toBe(exact);
	});

	it.each(["", ".", "+", "1e2", "1 2", "0x1", "NaN", "INF", "--1", "١"])("refuses '%s'", (text) => {
		expect(readXmlDecimal(text, rule)).toBeUndefined();
	});
});

describe("decimalText", () => {
	it.each([
		[1, "1"],
		[1e21, "1000000000000000000000"],
		[1.5e-7, "0.00000015"],
		[-0, "0"],
		[5e-324, `0.${"0".repeat(323)}5`],
		["1.50", "1.50"],
	])("writes %s as %s", (value, text) => {
		expect(decimalText(value)).toBe(text);
	});

	it.each([[Number.NaN], [Number.POSITIVE_INFINITY], ["1e2"], ["01"], ["1."], [""], ["abc"], [true], [null], [{}]])(
		"takes %s for no decimal",
		(value) => {
			expect(decimalText(value)).toBeUndefined();
		},
	);
});

describe("isExactInteger", () => {
	it.each(["1.0", "1e3", "10e-1", "0.000", "-1.20e1"])("holds for %s", (text) => {
		expect(isExactInteger(text)).toBe(true);
	});

	it.each(["1.00000000000000000001", "1e-1", "0.99999999999999999999"])("does not hold for %s", (text) => {
		expect(isExactInteger(text)).toBe(false);
	});
});

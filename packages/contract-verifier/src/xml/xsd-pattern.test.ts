import { describe, expect, it } from "vitest";
import { xsdPatternOf } from "./xsd-pattern.js";

describe("xsdPatternOf", () => {
	it.each([
		["^-?[0-9]{1,10}$", "-?[0-9]{1,10}"],
		["^(200|400|404)$", "(200|400|404)"],
		["^\\d+\\.\\w$", "[0-9]+\\.[A-Za-z0-9_]"],
		["^[\\d-]+$", "[0-9-]+"],
		["^(?:a|b)c\\/d$", "(a|b)c/d"],
		["abc", "[\\s\\S]*abc[\\s\\S]*"],
		["^abc", "abc[\\s\\S]*"],
		["^a\\$", "a\\$[\\s\\S]*".replace("\\$", "$")],
		["^\\u0041\\x2e$", "A\\."],
		["^[[]$", "[\\[]"],
	])("translates %s", (pattern, expected) => {
		expect(xsdPatternOf(pattern)).toBe(expected);
	});

	it.each(["^a|b$", "^(?=a)b$", "^a+?$", "^\\bword$", "^(a)\\1$", "^\\p{L}$", "^a$b"])(
		"has no equal for %s",
		(pattern) => {
			expect(xsdPatternOf(pattern)).toBeUndefined();
		},
	);
});

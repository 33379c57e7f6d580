import fc from "fast-check";
import { expect, it } from "vitest";
import { quoted } from "./json-text.js";

it("is what JSON.stringify gives", () => {
	const unit = fc.oneof(fc.integer({ min: 0, max: 0x7f }), fc.integer({ min: 0, max: 0xffff }));
	const text = fc.array(unit, { maxLength: 12 }).map((units) => String.fromCharCode(...units));
	fc.assert(
		fc.property(text, (any) => {
			expect(quoted(any)).toBe(JSON.stringify(any));
		}),
		{ numRuns: 2000 },
	);
});

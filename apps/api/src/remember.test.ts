import fc from "fast-check";
import { expect, it } from "vitest";
import { remember } from "./remember.js";

it("gives what the function gives, for the same text and for more texts than it remembers", () => {
	const work = (text: string) => text.toUpperCase();
	const remembered = remember(work);
	fc.assert(
		fc.property(fc.string({ maxLength: 3 }), (text) => {
			expect(remembered(text)).toBe(work(text));
		}),
	);
	for (let index = 0; index < 3000; index++) expect(remembered(`text ${index % 1500}`)).toBe(`TEXT ${index % 1500}`);
});

it("asks once for a short text, and each time for one that is not worth the memory", () => {
	let asked = 0;
	const remembered = remember(() => ++asked);
	expect([remembered("a"), remembered("a")]).toEqual([1, 1]);
	const long = "a".repeat(257);
	expect([remembered(long), remembered(long)]).toEqual([2, 3]);
});

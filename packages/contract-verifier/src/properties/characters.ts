import fc from "fast-check";

/** What a body is written in; it limits the characters of its strings. */
export type Family = "json" | "xml";

/** Characters that need escaping somewhere, or that are often mistaken for syntax. */
const AWKWARD = ["<", ">", "&", '"', "'", "\\", "/", "\n", "\t", "\r", "]]>", "{", "}", "%", "\u00a0", "\u2028", "é"];

/** Code points beyond the basic multilingual plane: two UTF-16 units each. */
const ASTRAL = ["\u{1f600}", "\u{10348}", "\u{2070e}", "\u{10fffd}"];

/** Whether XML 1.0 can carry a text. */
export function isXmlText(text: string): boolean {
	return /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u.test(text);
}

/** One character of a text that a family can carry; each is one code point, but for `]]>`. */
export function characters(family: Family): fc.Arbitrary<string> {
	const any = codePoints(0, 0x10ffff);
	return fc.oneof(
		{ arbitrary: codePoints(0x20, 0x7e), weight: 5 },
		{ arbitrary: fc.constantFrom(...AWKWARD), weight: 2 },
		{ arbitrary: fc.constantFrom(...ASTRAL), weight: 1 },
		{ arbitrary: family === "xml" ? any.filter(isXmlText) : any, weight: 1 },
	);
}

/** Half of a surrogate pair is no character. */
function codePoints(min: number, max: number): fc.Arbitrary<string> {
	const whole = fc.integer({ min, max }).filter((code) => code < 0xd800 || code > 0xdfff);
	return whole.map((code) => String.fromCodePoint(code));
}

/** How many code points a text has, which is how schemas count. */
export function lengthOf(text: string): number {
	return [...text].length;
}

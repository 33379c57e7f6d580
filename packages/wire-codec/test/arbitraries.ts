import fc from "fast-check";

/** Text that XML 1.0 can carry. */
export const xmlText = fc
	.string({ unit: "binary", maxLength: 12 })
	// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML 1.0 refuses
	.map((text) => text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]/gu, "x"));

/** A decimal as the codecs write it, of at most 17 digits. */
export const decimal = fc
	.record({
		negative: fc.boolean(),
		whole: fc.bigInt({ min: 0n, max: 10n ** 17n - 1n }).map(String),
		fraction: fc.stringMatching(/^[0-9]{0,16}$/),
	})
	.map(({ negative, whole, fraction }) => {
		const room = whole === "0" ? 16 : 17 - whole.length;
		const kept = fraction.slice(0, room);
		const text = kept === "" ? whole : `${whole}.${kept}`;
		return negative && /[1-9]/.test(text) ? `-${text}` : text;
	});

const bookMembers = {
	Id: fc.integer(),
	Price: decimal,
	Discount: fc.option(decimal),
	Weight: fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
	InPrint: fc.boolean(),
	Subtitle: fc.option(xmlText),
	Publisher: fc.record({ Code: fc.integer(), Name: xmlText }, { requiredKeys: [], noNullPrototype: true }),
	Authors: fc.array(xmlText, { maxLength: 3 }),
	Prices: fc.array(decimal, { minLength: 1, maxLength: 3 }),
};

/** A value of the schema `Book`, with decimals as text. */
export const book = fc.letrec<{ book: Record<string, unknown>; related: Record<string, unknown>[] }>((tie) => ({
	book: fc
		.record(
			{ Title: xmlText, ...bookMembers, Related: tie("related") },
			{ requiredKeys: ["Title"], noNullPrototype: true },
		)
		.map((value): Record<string, unknown> => value),
	related: fc.array(tie("book"), { maxLength: 2, depthIdentifier: "book" }),
})).book;

/** A text with one piece of another put in, or with a piece taken out. */
export function mutated(text: fc.Arbitrary<string>, pieces: readonly string[]): fc.Arbitrary<string> {
	return fc
		.tuple(text, fc.nat(), fc.nat({ max: 3 }), fc.constantFrom("", ...pieces))
		.map(([whole, place, removed, added]) => {
			const at = place % (whole.length + 1);
			return whole.slice(0, at) + added + whole.slice(at + removed);
		});
}

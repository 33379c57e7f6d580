/**
 * Plain JSON in which an integer beyond 2^53, of which a number would lose digits, is a bigint. Generated code loads it where
 * a document has `format: int64`.
 *
 * @example const api: ApiDescription = { json: () => import("@onespec/client-core/wide-json") };
 */
import type { BodyCodec, Codecs } from "./codecs.js";

/** Stands before the digits of a bigint in a string, and in no string of anybody else's. */
const mark = `${crypto.randomUUID()}:`;
const marked = new RegExp(`"${mark}(-?\\d+)"`, "g");
/** A string, or an integer of so many digits that it may not be safe. */
const token = /"(?:[^"\\]|\\.)*"|(?<![\w.+-])-?[1-9]\d{15,}(?![\w.+-])/g;

/** What reads and writes any body. */
export const wideJson: BodyCodec = {
	read(text) {
		if (!/\d{16}/.test(text)) return JSON.parse(text);
		const isSafe = (one: string): boolean => one.startsWith('"') || Number.isSafeInteger(Number(one));
		return JSON.parse(
			text.replace(token, (one) => (isSafe(one) ? one : `"${mark}${one}"`)),
			(_, value: unknown) =>
				typeof value === "string" && value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value,
		);
	},
	write(value) {
		let hasWide = false;
		const text: string | undefined = JSON.stringify(value, (_, one: unknown) => {
			if (typeof one !== "bigint") return one;
			hasWide = true;
			return mark + one;
		});
		// JSON has neither undefined nor functions; `JSON.stringify` says nothing of them.
		if (text === undefined) throw new TypeError(`JSON cannot carry ${typeof value}.`);
		return hasWide ? text.replace(marked, "$1") : text;
	},
};

/** What reads and writes the bodies of any API. */
export function codecs(): Codecs {
	return { request: () => wideJson, response: () => wideJson };
}

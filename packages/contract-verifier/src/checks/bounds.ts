import { type DocumentModel, isNullable, type Schema, typeOf } from "@onespec/openapi-document";
import { LEFT_OUT, pinned } from "../live/own-items.js";
import type { OwnValues } from "../live/own-values.js";
import { isReference, referencesIn } from "../live/references.js";
import { integerBounds } from "../properties/bounds.js";
import { ExactNumber, mapExact } from "../properties/exact-number.js";
import { sampleOf } from "../requests/sample.js";
import { checkOf } from "../schema/validator.js";
import { whole } from "../xml/names.js";

/** A value of a member that lies at one of its bounds, or is easily changed on the way in. */
export interface Variant {
	readonly value: unknown;
	/** In words: `a text of 60 characters`. */
	readonly what: string;
	/** The document states the bound: the value must be accepted. Else a server may refuse it, but not change it. */
	readonly stated: boolean;
}

/** Longer texts are tried only where the document states the length. */
const LONG = [1001, 32_768, 70_000];
const LONGEST_TEXT = 200_000;
const MOST_ITEMS = 200;

/** Texts that servers are known to change, by what is in them. */
const DELICATE: readonly (readonly [what: string, text: string])[] = [
	["characters beyond the basic plane", "\u{1f600}\u{10348}x"],
	["combining characters", "e\u0301\u212b\ufb01"],
	["letters from right to left", "\u05e9\u05dc\u05d5\u05dd \u0639"],
	["markup", "<b>&amp;</b>"],
	["quotes and escapes", 'it\'s "q" \\n %s {x}'],
	["blanks at both ends", "  x  "],
	["line ends and tabs", "a\r\nb\nc\td"],
	["capitals", "MiXeD ÀÉ ß"],
];

/** The values of a member to try, those at its bounds first. Each fits the schema. */
export function variantsOf(model: DocumentModel, schema: Schema, values: OwnValues): Variant[] {
	const here = whole(model, schema);
	const variants = plainVariants(model, here, values);
	if (isNullable(model, schema)) variants.push({ value: null, what: "null", stated: true });
	const faults = checkOf(model, schema, "request");
	return variants.filter(({ value }) => faults(mapExact(value, Number)).length === 0);
}

/** So many other members are tried beside one. */
const MOST_COMPANY = 10;

/**
 * Members to send beside one whose value is refused: a server may want an end after its start, a price within two others, or
 * take a value in one mode alone.
 *
 * @param schema of the body
 * @returns values of the other members, a set for each request; each fits its schema
 * @example companyOf(model, booking, "ends_at") // [{ starts_at: "1970-01-01T00:00:00Z" }, { starts_at: "2999-12-31T23:59:59Z" }]
 */
export function companyOf(model: DocumentModel, schema: Schema, name: string): Record<string, unknown>[] {
	const { properties = {} } = whole(model, schema);
	const ends = endsOf(whole(model, properties[name] ?? {}));
	const others = Object.entries(properties).filter(
		([other, member]) =>
			other !== name && whole(model, member).readOnly !== true && !isReference(other, whole(model, member)),
	);
	const fits = (member: Schema, value: unknown) => checkOf(model, member, "request")(value).length === 0;
	const atEnd = (end: 0 | 1) =>
		Object.fromEntries(
			others.flatMap(([other, member]) => {
				const own = endsOf(whole(model, member));
				const value = own?.values[end];
				return ends?.kind === own?.kind && value !== undefined && fits(member, value) ? [[other, value]] : [];
			}),
		);
	const modes = others.flatMap(([other, member]) => {
		const here = whole(model, member);
		const values = here.enum ?? (typeOf(here) === "boolean" ? [true, false] : []);
		return values.filter((value) => fits(member, value)).map((value) => ({ [other]: value }));
	});
	return [atEnd(0), atEnd(1), ...modes].filter((one) => Object.keys(one).length > 0).slice(0, MOST_COMPANY);
}

/** The least and the greatest value of what has an order. */
function endsOf(here: Schema): { kind: string; values: [unknown, unknown] } | undefined {
	const type = typeOf(here);
	if (here.enum !== undefined) return undefined;
	if (type === "integer" || type === "number")
		return { kind: "number", values: [here.minimum ?? 0, here.maximum ?? 1_000_000] };
	if (here.format === "date") return { kind: "date", values: ["1970-01-01", "2999-12-31"] };
	if (here.format === "date-time") return { kind: "date", values: ["1970-01-01T00:00:00Z", "2999-12-31T23:59:59Z"] };
	return undefined;
}

function plainVariants(model: DocumentModel, here: Schema, values: OwnValues): Variant[] {
	if (here.const !== undefined || here.oneOf !== undefined || here.anyOf !== undefined) return [];
	if (here.enum !== undefined)
		return here.enum.flatMap((value) => (value === null ? [] : [{ value, what: JSON.stringify(value), stated: true }]));
	switch (typeOf(here)) {
		case "boolean":
			return [true, false].map((value) => ({ value, what: String(value), stated: true }));
		case "integer":
			return integers(here);
		case "number":
			return numbers(here);
		case "string":
			return texts(here, values);
		case "array":
			return arrays(model, here);
		case "object":
			return objects(model, here);
		default:
			return [];
	}
}

function integers(here: Schema): Variant[] {
	const { min, max, stated } = integerBounds(here);
	const step = here.multipleOf ?? 1;
	const least = Math.ceil(min / step) * step;
	const most = Math.floor(max / step) * step;
	const variants: Variant[] = [];
	if (stated.max)
		variants.push({ value: most, what: `its greatest value ${most}`, stated: here.maximum !== undefined });
	if (stated.min) variants.push({ value: least, what: `its least value ${least}`, stated: here.minimum !== undefined });
	if (least < 0 && most > 0) variants.push({ value: 0, what: "0", stated: false });
	return variants;
}

function numbers(here: Schema): Variant[] {
	const { minimum, maximum, multipleOf = 1 } = here;
	const ends: [what: string, bound: number | undefined][] = [
		["greatest", maximum],
		["least", minimum],
	];
	if (!Number.isInteger(multipleOf)) return [];
	if (ends.some(([, bound]) => bound !== undefined) || integerBounds({ ...here, format: "" }).stated.min) {
		return ends.flatMap(([what, value]) =>
			value === undefined ? [] : [{ value, what: `its ${what} value ${value}`, stated: true }],
		);
	}
	const digits = here["x-decimal"]?.significantDigits;
	if (digits === undefined) return [1234.5, 0, -0.25].map((value) => ({ value, what: String(value), stated: false }));
	const all = "9876543219".repeat(Math.ceil(digits / 10)).slice(0, digits);
	const point = Math.ceil(digits / 2);
	const decimals = [`${all.slice(0, point)}.${all.slice(point)}`, `-0.${all}`, all, "0"].filter(
		(text) => !text.endsWith("."),
	);
	return decimals.map((text) => ({ value: new ExactNumber(text), what: `the decimal ${text}`, stated: true }));
}

function texts(here: Schema, values: OwnValues): Variant[] {
	const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern, format } = here;
	if (format === "date") return ["2024-02-29", "1999-12-31"].map((value) => ({ value, what: value, stated: true }));
	if (format === "date-time")
		return [
			{ value: "2024-02-29T23:59:59Z", what: "2024-02-29T23:59:59Z", stated: true },
			// Not every server takes another zone; none may take the hour for that of its own.
			{ value: "2024-02-29T23:59:59+02:00", what: "a time with an offset", stated: false },
		];
	if (pattern !== undefined || (format !== undefined && format !== "")) return [];
	const lengths = new Set(
		[...LONG.filter((length) => length < maxLength), maxLength].filter((one) => one <= LONGEST_TEXT),
	);
	const ofLength = (length: number, stated: boolean) => ({
		value: textOf(length, values.token()),
		what: `a text of ${length} characters`,
		stated,
	});
	return [
		...[...lengths].map((length) => ofLength(length, length === maxLength || maxLength !== Number.POSITIVE_INFINITY)),
		...(minLength > 0
			? [ofLength(minLength, true)]
			: [{ value: "", what: "the empty text", stated: here.minLength === 0 }]),
		...DELICATE.flatMap(([what, text]) => {
			const length = [...text].length;
			return length <= maxLength
				? [{ value: text.padEnd(minLength, "x"), what: `a text with ${what}`, stated: false }]
				: [];
		}),
	];
}

/** A text of so many characters, of which no two neighbours are alike; it begins with what no other text has. */
function textOf(length: number, token: string): string {
	const rest = "abcdefghijklmnopqrstuvwxyz0123456789".repeat(Math.ceil(length / 36));
	return (length < token.length ? token.slice(-length) : `${token}${rest}`).slice(0, length);
}

/** Members inside of a member: some other values than those of the plain sample. */
function objects(model: DocumentModel, here: Schema): Variant[] {
	const references = referencesIn(model, here, "");
	if (references.some(({ required }) => required)) return [];
	const pins = new Map(references.map(({ place }) => [place, LEFT_OUT]));
	const value = pinned(sampleOf(model, here, undefined, 2), pins);
	return value === undefined ? [] : [{ value, what: "other members inside", stated: false }];
}

function arrays(model: DocumentModel, here: Schema): Variant[] {
	const item = whole(model, here.items ?? {});
	const isText = typeOf(item) === "string" && item.enum === undefined && item.pattern === undefined && !item.format;
	const { minItems = 0, maxItems = 3 } = here;
	if (maxItems > MOST_ITEMS) return [];
	const of = (count: number) =>
		Array.from({ length: count }, (_, index) =>
			isText
				? `t${String(count - index).padStart(3, "0")}`.slice(0, item.maxLength ?? 4)
				: sampleOf(model, here.items ?? {}, undefined, index + 1),
		);
	const variants: Variant[] = [
		{ value: of(maxItems), what: `${maxItems} items`, stated: here.maxItems !== undefined && isText },
	];
	if (minItems < maxItems)
		variants.push({ value: of(minItems), what: `${minItems} items`, stated: here.minItems !== undefined });
	return variants;
}

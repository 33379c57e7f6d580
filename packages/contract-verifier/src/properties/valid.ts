import { type DocumentModel, escapeToken, isNullable, type Schema, typeOf } from "@onespec/openapi-document";
import fc from "fast-check";
import { LEFT_OUT } from "../live/own-items.js";
import type { OwnValues } from "../live/own-values.js";
import { sampleOf } from "../requests/sample.js";
import { whole } from "../xml/names.js";
import { integerBounds } from "./bounds.js";
import { characters, type Family, isXmlText, lengthOf } from "./characters.js";
import { ExactNumber } from "./exact-number.js";

/** A place in a body: a JSON pointer with `*` for each index. */
export type Place = string;

export interface ValidOptions {
	model: DocumentModel;
	family: Family;
	/** Values that are not generated, because they name data: by place. */
	pins: ReadonlyMap<Place, unknown>;
	/** A place that has to be there, and all above it. */
	present?: Place;
	/** Gives e-mail addresses and the like that nobody else has. */
	values?: OwnValues | undefined;
	/** No string and no array at its greatest length. */
	small?: boolean;
	/** Everything at its greatest length, its most digits, or at one end of its range. */
	atLimits?: boolean;
}

const LONG_TEXT = 70_000;
const LONG_ARRAY = 500;

/** Values that fit a schema: members present or absent, texts and numbers up to their limits. */
export function validValues(schema: Schema, options: ValidOptions, place: Place = ""): fc.Arbitrary<unknown> {
	const { model, pins, present = "" } = options;
	if (pins.has(place)) return fc.constant(pins.get(place));
	const here = whole(model, schema);
	const needed = present === place || present.startsWith(`${place}/`);
	if (place.split("/").length > DEEPEST || SAMPLED.some((keyword) => here[keyword] !== undefined)) {
		return samples(model, here);
	}
	const branches = here.oneOf ?? here.anyOf;
	if (branches !== undefined) return fc.oneof(...branches.map((branch) => validValues(branch, options, place)));
	if (isNullable(model, schema) && !needed) {
		return fc.option(validValues(here, options, place), { nil: null, freq: 5 });
	}
	if (here.const !== undefined) return fc.constant(here.const);
	if (here.enum !== undefined) return fc.constantFrom(...here.enum.filter((one) => one !== null));
	switch (typeOf(here)) {
		case "integer":
			return integers(here, options.atLimits);
		case "number":
			return numbers(here, options.atLimits);
		case "boolean":
			return fc.boolean();
		case "string":
			return texts(here, options);
		case "array":
			return arrays(here, options, place, needed);
		default:
			return here.properties === undefined ? samples(model, here) : objects(here, options, place);
	}
}

/** Of a schema that contains itself, no more is generated below this. */
const DEEPEST = 10;
const SAMPLES = [1, 2, 3, 4, 5];

/** What no generator is written for: the model's sampler knows values. */
const SAMPLED = [
	"not",
	"if",
	"dependentRequired",
	"dependentSchemas",
	"patternProperties",
	"propertyNames",
	"prefixItems",
	"contains",
	"unevaluatedItems",
	"unevaluatedProperties",
	"contentEncoding",
	"contentMediaType",
] as const;

/** The values that the model's sampler has for a schema. */
function samples(model: DocumentModel, schema: Schema): fc.Arbitrary<unknown> {
	return fc.constantFrom(...SAMPLES.map((n) => sampleOf(model, schema, undefined, n)));
}

/**
 * Generated values that really fit: constraints that only the whole shows are not built into the generator. Where hardly
 * any fits, the samples take their place.
 */
export function fitting<Value>(
	values: fc.Arbitrary<Value>,
	fits: (value: Value) => boolean,
	samples: () => Value[],
): fc.Arbitrary<Value> {
	const share = (tries: number) => fc.sample(values, { seed: tries, numRuns: tries }).filter(fits).length / tries;
	if (share(FEW) === 1) return values;
	if (share(MANY) > RARE) return values.filter(fits);
	const fit = samples().filter(fits);
	return fit.length === 0 ? values : fc.constantFrom(...fit);
}

const FEW = 6;
const MANY = 60;
const RARE = 0.05;

function arrays(here: Schema, options: ValidOptions, place: Place, needed: boolean): fc.Arbitrary<unknown> {
	const least = Math.max(here.minItems ?? 0, needed ? 1 : 0);
	const most = Math.min(here.maxItems ?? Number.POSITIVE_INFINITY, least + 3);
	if (here.uniqueItems && least > 1) return samples(options.model, here);
	const item = validValues(here.items ?? {}, options, `${place}/*`);
	const short = here.uniqueItems
		? fc.uniqueArray(item, { minLength: least, maxLength: most, selector: (one) => JSON.stringify(one) })
		: fc.array(item, { minLength: least, maxLength: most });
	const full = here.maxItems;
	if (options.small || here.uniqueItems || full === undefined || full > LONG_ARRAY) return short;
	const smallItem = validValues(here.items ?? {}, { ...options, small: true }, `${place}/*`);
	const long = fc.array(smallItem, { minLength: full, maxLength: full });
	return fc.oneof({ arbitrary: short, weight: 19 }, { arbitrary: long, weight: 1 });
}

function objects(here: Schema, options: ValidOptions, place: Place): fc.Arbitrary<unknown> {
	const { present = "", pins } = options;
	const members: Record<string, fc.Arbitrary<unknown>> = {};
	const required: string[] = [];
	for (const [name, member] of Object.entries(here.properties ?? {})) {
		const inside = `${place}/${escapeToken(name)}`;
		if (pins.get(inside) === LEFT_OUT) continue;
		members[name] = validValues(member, options, inside);
		const needed = present === inside || present.startsWith(`${inside}/`) || pins.has(inside);
		if (needed || here.required?.includes(name)) required.push(name);
	}
	const values = fc.record(members, { requiredKeys: required, noNullPrototype: true });
	const { minProperties = 0, maxProperties = Number.POSITIVE_INFINITY } = here;
	if (minProperties <= required.length && Object.keys(members).length <= maxProperties) return values;
	if (minProperties > Object.keys(members).length || required.length > maxProperties)
		return samples(options.model, here);
	return values.filter((one) => {
		const { length } = Object.keys(one);
		return length >= minProperties && length <= maxProperties;
	});
}

function integers(schema: Schema, atLimits = false): fc.Arbitrary<number> {
	const step = schema.multipleOf ?? 1;
	if (!Number.isInteger(step) || step < 1) return fc.constant(0);
	const bounds = integerBounds(schema);
	const [min, max] = [
		Math.ceil(bounds.min / step),
		Math.max(Math.ceil(bounds.min / step), Math.floor(bounds.max / step)),
	];
	if (step > 1) return integers({ minimum: min, maximum: max }, atLimits).map((one) => one * step);
	const ends = fc.constantFrom(min, max, ...(min < 0 && max > 0 ? [0] : []));
	if (atLimits) return ends;
	return fc.oneof({ arbitrary: fc.integer({ min, max }), weight: 2 }, { arbitrary: ends, weight: 1 });
}

function numbers(schema: Schema, atLimits = false): fc.Arbitrary<unknown> {
	const { stated } = integerBounds({ ...schema, format: "" });
	if (stated.min || stated.max || schema.multipleOf !== undefined) {
		const { min, max } = integerBounds({ ...schema, format: "" });
		if (min <= max || schema.multipleOf !== undefined) return integers(schema, atLimits);
		const [low, high] = [schema.minimum ?? schema.exclusiveMinimum, schema.maximum ?? schema.exclusiveMaximum];
		return fc.double({
			noNaN: true,
			min: low ?? 0,
			max: high ?? 0,
			minExcluded: schema.minimum === undefined,
			maxExcluded: schema.maximum === undefined,
		});
	}
	const isDecimal = schema.format === "decimal" || schema["x-decimal"] !== undefined;
	const digits = schema["x-decimal"]?.significantDigits ?? 15;
	if (isDecimal) return decimals(digits, atLimits ? digits : 1);
	return fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }).map((one) => (one === 0 ? 0 : one));
}

/** Decimals of exactly so many significant digits, or of fewer. */
export function decimals(mostDigits: number, leastDigits = 1): fc.Arbitrary<ExactNumber> {
	return fc
		.record({
			first: fc.integer({ min: 1, max: 9 }),
			rest: fc.array(fc.integer({ min: 0, max: 9 }), {
				minLength: leastDigits - 1,
				maxLength: mostDigits - 1,
				size: "max",
			}),
			last: fc.integer({ min: 1, max: 9 }),
			point: fc.nat(mostDigits),
			negative: fc.boolean(),
		})
		.map(({ first, rest, last, point, negative }) => {
			// Neither a zero at the start nor one at the end: each digit counts.
			const digits = [first, ...rest.slice(0, -1), ...(rest.length > 0 ? [last] : [])].join("");
			const at = Math.min(point, digits.length);
			const text = at === digits.length ? digits : `${digits.slice(0, at) || "0"}.${digits.slice(at)}`;
			return new ExactNumber(negative ? `-${text}` : text);
		});
}

/** Texts that fit a schema of type `string`. */
function texts(schema: Schema, { model, family, small, atLimits, values }: ValidOptions): fc.Arbitrary<string> {
	const least = schema.minLength ?? 0;
	const most = schema.maxLength ?? least + 60;
	const fits = (text: string) => lengthOf(text) >= least && lengthOf(text) <= most;
	if (schema.pattern !== undefined) {
		const matching = fc.stringMatching(new RegExp(schema.pattern, "u"));
		return matching.filter((text) => fits(text) && (family === "json" || isXmlText(text)));
	}
	switch (schema.format) {
		case "date":
			return days().map((date) => date.toISOString().slice(0, 10));
		case "date-time":
			return days().map((date) => date.toISOString());
		case "uuid":
			return fc.uuid();
		case "byte":
			return fc.uint8Array({ maxLength: 30 }).map((bytes) => Buffer.from(bytes).toString("base64"));
		case undefined:
		case "password":
			break;
		default:
			return samples(model, schema).map((one) => values?.text(schema, String(one)) ?? String(one));
	}
	const short = fc
		.array(characters(family), { minLength: least, maxLength: Math.min(most, least + 30) })
		.map((all) => [...all.join("")].slice(0, most).join(""));
	if (most > LONG_TEXT || schema.maxLength === undefined) return short;
	if (atLimits) return longTexts(most);
	if (small) return short;
	return fc.oneof({ arbitrary: short, weight: 12 }, { arbitrary: longTexts(most), weight: 1 });
}

function days(): fc.Arbitrary<Date> {
	return fc.date({ min: new Date("1900-01-01"), max: new Date("2100-01-01"), noInvalidDate: true });
}

/** Texts of so many code points, half of them beyond the basic multilingual plane. */
export function longTexts(length: number): fc.Arbitrary<string> {
	return fc.constantFrom("x", "\u{1f600}", "&", "é").map((character) => character.repeat(length));
}

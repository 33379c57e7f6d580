import { type DocumentModel, escapeToken, isNullable, type Schema, tokensOf, typeOf } from "@onespec/openapi-document";
import fc from "fast-check";
import type { OwnValues } from "../live/own-values.js";
import { checkOf } from "../schema/validator.js";
import { whole } from "../xml/names.js";
import { integerBounds } from "./bounds.js";
import { characters, type Family, lengthOf } from "./characters.js";
import { ExactNumber } from "./exact-number.js";
import { decimals, longTexts, type Place, validValues } from "./valid.js";

/** One constraint at one place of a body, and values that break it and nothing else. */
export interface Breach {
	/** The schema's keyword: `maxLength`. */
	constraint: string;
	place: Place;
	/** Whole bodies; `index` is the item at fault where the body is an array. */
	values: fc.Arbitrary<{ value: unknown; index: number | undefined }>;
}

export interface BreachInput {
	model: DocumentModel;
	schema: Schema;
	family: Family;
	pins: ReadonlyMap<Place, unknown>;
	values?: OwnValues | undefined;
	/** Places whose values name other things. */
	references?: ReadonlySet<Place>;
}

/** What stands at the place instead: another value, or nothing. */
const ABSENT = Symbol("absent");

/** Every constraint of a request schema, each with bodies that break it alone. */
export function breachesOf(input: BreachInput): Breach[] {
	const breaches: Breach[] = [];
	const walk = (schema: Schema, place: Place, depth: number): void => {
		if (depth > 8) return;
		// What names another thing could be read as somebody's.
		if (input.references?.has(place)) return;
		const here = whole(input.model, schema);
		for (const [constraint, values] of Object.entries(poisons(here, isNullable(input.model, schema), input))) {
			breaches.push({ constraint, place, values: bodiesWith(input, place, values) });
		}
		if (here.items !== undefined) walk(here.items, `${place}/*`, depth + 1);
		for (const name of here.required ?? []) {
			const inside = `${place}/${escapeToken(name)}`;
			breaches.push({ constraint: "required", place: inside, values: bodiesWith(input, inside, fc.constant(ABSENT)) });
		}
		for (const [name, member] of Object.entries(here.properties ?? {})) {
			walk(member, `${place}/${escapeToken(name)}`, depth + 1);
		}
		if (here.additionalProperties === false) {
			const known = new Set(Object.keys(here.properties ?? {}));
			const name = fc
				.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,12}$/)
				.filter((one) => !known.has(one) && !isPrototypeName(one));
			const extra = fc.record({ name, value: fc.constantFrom<unknown>("x", 1, true) }, { noNullPrototype: true });
			const values = extra.chain(({ name: extraName, value }) =>
				bodiesWith(input, `${place}/${extraName}`, fc.constant(value)),
			);
			breaches.push({ constraint: "additionalProperties", place: `${place}/?`, values });
		}
	};
	walk(input.schema, "", 0);
	return breaches;
}

function isPrototypeName(name: string): boolean {
	return name in {};
}

/** Valid bodies with one place changed. */
function bodiesWith(input: BreachInput, place: Place, poison: fc.Arbitrary<unknown>): Breach["values"] {
	const parent = place.includes("/") ? place.slice(0, place.lastIndexOf("/")) : "";
	const base = validValues(input.schema, { ...input, present: place === "" ? "" : parent, small: true });
	return fc.record({ base, poison, pick: fc.nat() }).map(({ base: valid, poison: value, pick }) => {
		if (place === "") return { value, index: undefined };
		const segments = tokensOf(place);
		const copy = cloned(valid);
		let at = copy as Record<string, unknown> | unknown[];
		let index: number | undefined;
		for (const [depth, segment] of segments.entries()) {
			const key = segment === "*" && Array.isArray(at) ? String(pick % at.length) : segment;
			if (depth === 0 && Array.isArray(at)) index = Number(key);
			const owner = at as Record<string, unknown>;
			if (depth < segments.length - 1) at = owner[key] as Record<string, unknown>;
			else if (value === ABSENT) delete owner[key];
			else owner[key] = value;
		}
		return { value: copy, index };
	});
}

function cloned(value: unknown): unknown {
	if (value instanceof ExactNumber) return value;
	if (Array.isArray(value)) return value.map(cloned);
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, cloned(member)]));
}

/** Values that break one keyword of a place, by keyword. */
function poisons(
	here: Schema,
	nullable: boolean,
	{ model, family, pins }: BreachInput,
): Record<string, fc.Arbitrary<unknown>> {
	const type = typeOf(here);
	const found: Record<string, fc.Arbitrary<unknown>> = {};
	const check = checkOf(model, here);
	const refused = (value: unknown) => check(value).length > 0;
	const otherTypes = (family === "xml" ? xmlTypes(here) : JSON_TYPES).filter((value) =>
		family === "xml" ? true : kindOf(value) !== type && refused(value),
	);
	if (type !== undefined && otherTypes.length > 0) found.type = fc.constantFrom(...otherTypes);
	if (!nullable && type !== undefined && refused(null)) found.null = fc.constant(null);
	if (here.enum !== undefined && type === "string") {
		found.enum = fc.string({ unit: characters(family), maxLength: 20 }).filter(refused);
	}
	switch (type) {
		case "integer": {
			const { min, max, stated } = integerBounds(here);
			if (here.enum !== undefined) found.enum = fc.integer({ min, max }).filter(refused);
			else {
				if (stated.min)
					found.minimum = fc.oneof(fc.constant(min - 1), fc.integer({ min: min - 2 ** 40, max: min - 1 }));
				if (stated.max)
					found.maximum = fc.oneof(fc.constant(max + 1), fc.integer({ min: max + 1, max: max + 2 ** 40 }));
			}
			break;
		}
		case "number": {
			const digits = here["x-decimal"]?.significantDigits;
			if (digits !== undefined) found.significantDigits = decimals(digits + 20, digits + 1);
			if (here.minimum !== undefined)
				found.minimum = fc.integer({ min: 1, max: 2 ** 40 }).map((by) => (here.minimum ?? 0) - by);
			if (here.maximum !== undefined)
				found.maximum = fc.integer({ min: 1, max: 2 ** 40 }).map((by) => (here.maximum ?? 0) + by);
			break;
		}
		case "string": {
			const { minLength = 0, maxLength } = here;
			if (maxLength !== undefined && maxLength < 200_000) {
				const more = fc.integer({ min: maxLength + 1, max: maxLength + 40 });
				found.maxLength = more.chain((length) => longTexts(length));
			}
			if (minLength > 0)
				found.minLength = fc.string({ maxLength: minLength - 1 }).filter((text) => lengthOf(text) < minLength);
			if (here.pattern !== undefined || ["date", "date-time", "uuid", "byte"].includes(here.format ?? "")) {
				const inLength = (text: string) => lengthOf(text) >= minLength && lengthOf(text) <= (maxLength ?? 40);
				found[here.pattern === undefined ? "format" : "pattern"] = fc
					.string({ unit: "grapheme-ascii", minLength, maxLength: Math.min(maxLength ?? 40, minLength + 40) })
					.filter((text) => inLength(text) && refused(text));
			}
			break;
		}
		case "array": {
			const options = { model, family, pins, small: true };
			const item = validValues(
				here.items ?? {},
				{ ...options, pins: new Map([...pins].map(([at, pin]) => [at, pin])) },
				"/*",
			);
			if (here.minItems) found.minItems = fc.array(item, { minLength: 0, maxLength: here.minItems - 1 });
			if (here.maxItems !== undefined && here.maxItems <= 1000) {
				found.maxItems = fc.array(item, { minLength: here.maxItems + 1, maxLength: here.maxItems + 3, size: "max" });
			}
			break;
		}
	}
	return found;
}

/** One of each kind, and texts that look like another type. */
const JSON_TYPES: unknown[] = ["abc", "5", "true", "", 7, 1.5, true, false, [], ["abc"], {}, { abc: 1 }];

function kindOf(value: unknown): string {
	if (Array.isArray(value)) return "array";
	if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
	return typeof value;
}

/** XML has no types but those that a text can be read as. */
function xmlTypes(here: Schema): unknown[] {
	switch (typeOf(here)) {
		case "integer":
			return ["abc", "1.5", "1e3", "", "0x1F", { abc: "1" }];
		case "number":
			return ["abc", "1,5", "", "1.2.3", { abc: "1" }];
		case "boolean":
			return ["yes", "TRUE", "", "2", { abc: "true" }];
		case "string":
			return [{ abc: "x" }];
		default:
			return ["abc"];
	}
}

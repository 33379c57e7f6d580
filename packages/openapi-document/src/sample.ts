/**
 * Values that schemas describe, for mocks, requests, fixtures and documentation that have no example.
 *
 * @example
 * sampleOf(model, { $ref: "#/components/schemas/Pet" }) // { id: 1, name: "name 1", born: "2024-01-01" }
 */
import { type CheckOptions, faultOf, isOfOtherDirection, isSame } from "./check.js";
import { formatSample, NUMBER_FORMATS } from "./formats.js";
import { patternSamples } from "./pattern-sample.js";
import { flatten, merge, refName, refTo, type Schema, type SchemaScope, type TypeName, typesOf } from "./schema.js";

export interface SampleOptions extends Pick<CheckOptions, "direction"> {
	/** Which of the many values, from 1 on: different numbers give different values where the schema allows several. */
	readonly n?: number | undefined;
	/** Whether members are there that need not be; `all` where it is absent. */
	readonly members?: "all" | "required" | undefined;
	/** Whether `examples` and `default` of the schemas go before made values; `true` where it is absent. */
	readonly examples?: boolean | undefined;
	/** What the value is called, which texts say; `text` where it is absent. */
	readonly name?: string | undefined;
}

/** Where a value is being made. */
interface Place {
	readonly name: string;
	readonly n: number;
	/** The names of schemas that are being made around it: what contains itself ends there. */
	readonly around: ReadonlySet<string>;
	readonly depth: number;
}

/** Below so many objects and arrays, members that need not be there are left out. */
const DEEPEST_OPTIONAL = 5;
/** Below so many, there is no value: what must be there has no end. */
const DEEPEST = 48;
/** After so many values in one sample, members that need not be there are left out. */
const MOST_OPTIONAL = 1000;
/** After so many no more is tried: a document may not take the time of those who read it. */
const MOST_VALUES = 20_000;

/**
 * A value that a schema describes: valid, the same each time, and plausible by type, format, pattern and the member's name.
 * A wrong example of the schema is passed over.
 *
 * @returns `undefined` where no value was found: the schema allows none, or is beyond what is tried
 * @throws Error where the scope lacks a schema that a reference names
 */
export function sampleOf(scope: SchemaScope, schema: Schema, options: SampleOptions = {}): unknown {
	const { n = 1, name = "text" } = options;
	return new Sampler(scope, options).value(schema, { name, n, around: new Set(), depth: 0 });
}

class Sampler {
	readonly #scope: SchemaScope;
	readonly #options: SampleOptions;
	#made = 0;

	constructor(scope: SchemaScope, options: SampleOptions) {
		this.#scope = scope;
		this.#options = options;
	}

	value(schema: Schema, place: Place): unknown {
		for (const candidate of this.#candidates(schema, place)) {
			if (this.#made++ > MOST_VALUES) return undefined;
			if (faultOf(this.#scope, schema, candidate, this.#options) === undefined) return candidate;
		}
		return undefined;
	}

	/** Values to try, the best first; none of them is `undefined`. */
	*#candidates(schema: Schema, place: Place): Generator<unknown> {
		const name = refName(schema);
		const around = name === undefined ? place.around : new Set(place.around).add(name);
		if ((name !== undefined && place.around.has(name)) || place.depth > DEEPEST) return;
		const flat = this.#flat(schema);
		if (flat === undefined) return;
		const inside = { ...place, around };
		// What may end there does, before it goes on for ever.
		if (place.depth >= DEEPEST_OPTIONAL && this.#mayBeNull(flat)) yield null;
		if (this.#options.examples !== false) {
			const given = flat.examples?.[place.n - 1];
			if (given !== undefined) yield this.#directed(flat, given);
			if (flat.default !== undefined && flat.default !== null) yield flat.default;
		}
		if (flat.const !== undefined) return void (yield flat.const);
		if (flat.enum !== undefined) {
			const values = flat.enum.filter((value) => value !== null);
			for (let index = 0; index < values.length; index++) yield values[(place.n - 1 + index) % values.length];
			if (values.length < flat.enum.length) yield null;
			return;
		}
		yield* this.#alternatives(flat, name, inside);
		if (typesOf(flat).includes("null")) yield null;
	}

	#mayBeNull(flat: Schema): boolean {
		const branches = flat.oneOf ?? flat.anyOf ?? [];
		return [flat, ...branches].some((one) => typesOf(one).includes("null"));
	}

	/** `undefined` for a schema that is part of its own `allOf`, which describes no value. */
	#flat(schema: Schema): Schema | undefined {
		try {
			return flatten(this.#scope, schema);
		} catch {
			return undefined;
		}
	}

	*#alternatives(flat: Schema, name: string | undefined, place: Place): Generator<unknown> {
		const { oneOf, anyOf, discriminator, if: condition, then, else: otherwise, ...common } = flat;
		const branches = oneOf ?? anyOf;
		const value = (of: string | undefined) =>
			Object.entries(discriminator?.mapping ?? {}).find(([, target]) => target === of)?.[0];
		if (branches !== undefined) {
			const rest: Schema = oneOf && anyOf ? { ...common, anyOf } : common;
			for (const branch of branches) {
				const of = refName(branch);
				if (of !== undefined && place.around.has(of)) continue;
				const inside = of === undefined ? place : { ...place, around: new Set(place.around).add(of) };
				const both = { allOf: [rest, branch] };
				const key = value(of);
				if (discriminator !== undefined && key !== undefined) {
					yield* this.#candidates({ allOf: [both, marked(discriminator.propertyName, key)] }, inside);
				}
				yield* this.#candidates(both, inside);
			}
			return;
		}
		if (discriminator !== undefined) {
			const key = value(name);
			if (key !== undefined) {
				yield* this.#typed(merge(common, marked(discriminator.propertyName, key)), place);
			} else {
				for (const target of Object.values(discriminator.mapping)) {
					if (Object.hasOwn(this.#scope.schemas, target)) yield* this.#candidates(refTo(target), place);
				}
			}
		}
		if (condition !== undefined) {
			yield* this.#candidates({ allOf: [common, condition, then ?? {}] }, place);
			if (otherwise !== undefined) yield* this.#candidates({ allOf: [common, otherwise] }, place);
		}
		if (common.dependentSchemas !== undefined) {
			const { dependentSchemas, ...others } = common;
			yield* this.#candidates({ allOf: [others, ...Object.values(dependentSchemas)] }, place);
		}
		yield* this.#typed(common, place);
	}

	*#typed(schema: Schema, place: Place): Generator<unknown> {
		const named = typesOf(schema).filter((type) => type !== "null");
		const types = named.length > 0 || schema.type !== undefined ? named : impliedTypes(schema);
		for (const type of types) {
			switch (type) {
				case "string":
					yield* this.#texts(schema, place);
					break;
				case "integer":
				case "number":
					yield* numbers(schema, type, place.n);
					break;
				case "boolean":
					yield place.n % 2 === 1;
					yield place.n % 2 === 0;
					break;
				case "array":
					yield* this.#arrays(schema, place);
					break;
				case "object":
					yield* this.#objects(schema, place);
			}
		}
	}

	*#texts(schema: Schema, { name, n, around, depth }: Place): Generator<string> {
		const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern, format } = schema;
		const formatted = format === undefined ? undefined : formatSample(format, n);
		if (formatted !== undefined) yield formatted;
		if (pattern !== undefined) yield* patternSamples(pattern, n, minLength);
		if (schema.contentSchema !== undefined) {
			const content = this.value(schema.contentSchema, { name, n, around, depth: depth + 1 });
			if (content !== undefined) yield JSON.stringify(content);
		}
		if (schema.contentEncoding === "base64") yield btoa(`sample ${n}`);
		const ending = maxLength > 2 ? ` ${n}` : String(n);
		const text = [...name].slice(0, Math.max(0, maxLength - ending.length)).join("") + ending;
		yield text.slice(0, maxLength).padEnd(minLength, "-");
	}

	*#arrays(schema: Schema, place: Place): Generator<unknown[]> {
		const { minItems = 0, maxItems = Number.POSITIVE_INFINITY, prefixItems = [], contains } = schema;
		// A tuple is shown whole, though it may be shorter: so it is in types.
		const tuple = place.depth < DEEPEST_OPTIONAL ? prefixItems.length : 0;
		const wanted = Math.max(minItems, tuple, this.#isRich(place) && (schema.items || contains) ? 1 : 0);
		const value: unknown[] = [];
		const contained = contains === undefined ? 0 : (schema.minContains ?? 1);
		const length = Math.min(maxItems, Math.max(wanted, contained));
		for (let index = 0; index < length; index++) {
			const rule = prefixItems[index] ?? schema.items ?? {};
			const isContained = contains !== undefined && index >= length - contained;
			const item = this.#item(
				isContained ? { allOf: [rule, contains] } : rule,
				place,
				index,
				schema.uniqueItems ? value : [],
			);
			if (item === undefined) break;
			value.push(item);
		}
		if (value.length >= minItems) yield value;
		if (minItems === 0) yield [];
	}

	/** @param others what it has to differ from */
	#item(rule: Schema, place: Place, index: number, others: readonly unknown[]): unknown {
		for (let more = 0; more < 20; more++) {
			const item = this.value(rule, { ...place, n: place.n + index + more, depth: place.depth + 1 });
			if (item === undefined || !others.some((other) => isSame(other, item))) return item;
		}
		return undefined;
	}

	*#objects(schema: Schema, place: Place): Generator<Record<string, unknown>> {
		if (this.#isRich(place)) {
			const value = this.#object(schema, place, true);
			if (value !== undefined) yield value;
		}
		const value = this.#object(schema, place, false);
		if (value !== undefined) yield value;
	}

	#isRich({ depth }: Place): boolean {
		return this.#options.members !== "required" && depth < DEEPEST_OPTIONAL && this.#made < MOST_OPTIONAL;
	}

	#object(schema: Schema, place: Place, rich: boolean): Record<string, unknown> | undefined {
		const { properties = {}, minProperties = 0, maxProperties = Number.POSITIVE_INFINITY } = schema;
		const { direction } = this.#options;
		const required = new Set(schema.required);
		for (const name of required) for (const one of schema.dependentRequired?.[name] ?? []) required.add(one);
		const value: Record<string, unknown> = {};
		const put = (name: string, rule: Schema): boolean => {
			const made = this.value(rule, { ...place, name, depth: place.depth + 1 });
			// By an assignment, `__proto__` would change the object instead.
			if (made !== undefined) Object.defineProperty(value, name, { value: made, ...PLAIN });
			return made !== undefined;
		};
		const optional: [string, Schema][] = [];
		for (const [name, member] of Object.entries(properties)) {
			if (isOfOtherDirection(this.#scope, member, direction)) continue;
			if (required.has(name)) {
				if (!put(name, member)) return undefined;
			} else {
				if (rich) put(name, member);
				optional.push([name, member]);
			}
		}
		for (const name of required) {
			if (Object.hasOwn(properties, name)) continue;
			const rule = this.#ruleOf(schema, name);
			if (rule === undefined || !put(name, rule)) return undefined;
		}
		for (const [name, member] of optional) {
			if (Object.keys(value).length >= minProperties) break;
			if (!Object.hasOwn(value, name)) put(name, member);
		}
		const showsOne = rich && Object.keys(properties).length === 0 && isMap(schema);
		const least = Math.max(minProperties, showsOne && maxProperties > 0 ? 1 : 0);
		for (let index = 0; index < least * 2 && Object.keys(value).length < least; index++) {
			const name = this.#otherName(schema, place.n + index);
			const rule = name === undefined ? undefined : this.#ruleOf(schema, name);
			if (name === undefined || rule === undefined || !put(name, rule)) break;
		}
		for (const [name] of optional.reverse()) {
			if (Object.keys(value).length > maxProperties) delete value[name];
		}
		return value;
	}

	/** A name for a member that the schema does not name. */
	#otherName(schema: Schema, n: number): string | undefined {
		const [pattern] = Object.keys(schema.patternProperties ?? {});
		const rule = schema.propertyNames ?? (pattern === undefined ? undefined : { type: "string" as const, pattern });
		if (rule === undefined) return `key${n}`;
		return this.value({ allOf: [{ type: "string" }, rule] }, { name: "key", n, around: new Set(), depth: 0 }) as
			| string
			| undefined;
	}

	/** What a member has to be that the schema does not name; `undefined` where none may be there. */
	#ruleOf(schema: Schema, name: string): Schema | undefined {
		const patterns = Object.entries(schema.patternProperties ?? {});
		const rules = patterns.filter(([pattern]) => new RegExp(pattern, "u").test(name)).map(([, rule]) => rule);
		if (rules.length > 0) return { allOf: rules };
		const { additionalProperties: other = schema.unevaluatedProperties ?? true } = schema;
		// A closed object that requires a member which it does not describe takes any value there.
		if (other === false) return schema.required?.includes(name) ? { type: "string" } : undefined;
		return other === true ? { type: "string" } : other;
	}

	/** An example without the members that the other direction has. */
	#directed(schema: Schema, value: unknown): unknown {
		const { direction } = this.#options;
		if (direction === undefined || typeof value !== "object" || value === null) return value;
		const flat = this.#flat(schema) ?? {};
		if (Array.isArray(value)) return value.map((item) => this.#directed(flat.items ?? {}, item));
		return Object.fromEntries(
			Object.entries(value).flatMap(([name, held]) => {
				const member = flat.properties && Object.hasOwn(flat.properties, name) ? flat.properties[name] : undefined;
				if (member === undefined) return [[name, held]];
				return isOfOtherDirection(this.#scope, member, direction) ? [] : [[name, this.#directed(member, held)]];
			}),
		);
	}
}

const PLAIN = { enumerable: true, configurable: true, writable: true } as const;

function isMap({ additionalProperties, patternProperties }: Schema): boolean {
	return typeof additionalProperties === "object" || patternProperties !== undefined;
}

function marked(member: string, value: string): Schema {
	return { properties: { [member]: { const: value } }, required: [member] };
}

/** The types that the keywords of a schema speak of; where they speak of none, anything will do. */
function impliedTypes(schema: Schema): readonly TypeName[] {
	const has = (...keywords: (keyof Schema)[]) => keywords.some((keyword) => schema[keyword] !== undefined);
	if (has("properties", "required", "additionalProperties", "patternProperties", "minProperties", "propertyNames")) {
		return ["object"];
	}
	if (has("items", "prefixItems", "minItems", "contains", "uniqueItems")) return ["array"];
	if (has("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")) return ["number"];
	if (has("pattern", "format", "minLength", "maxLength")) return ["string"];
	return ["string", "object", "array", "integer", "boolean"];
}

function* numbers(schema: Schema, type: "integer" | "number", n: number): Generator<number> {
	const [least, most] = NUMBER_FORMATS[schema.format ?? ""] ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
	const lower = Math.max(schema.minimum ?? least, schema.exclusiveMinimum ?? least, least);
	const upper = Math.min(schema.maximum ?? most, schema.exclusiveMaximum ?? most, most);
	const step = stepOf(schema.multipleOf, type);
	const rounded = (value: number) => Number(value.toPrecision(15));
	if (n * step >= lower && n * step <= upper) yield rounded(n * step);
	const first = Number.isFinite(lower) ? Math.ceil(lower / step) : Math.floor(upper / step);
	const room =
		Number.isFinite(lower) && Number.isFinite(upper) ? Math.floor(upper / step) - first + 1 : Number.POSITIVE_INFINITY;
	const up = Number.isFinite(lower) ? 1 : -1;
	for (const index of [n - 1, n]) yield rounded((first + up * (room > 0 ? index % room : 0)) * step);
	// Between two bounds that no whole step lies between.
	if (type === "number") yield rounded((lower + upper) / 2);
	if (type === "number") yield Number.isFinite(lower) ? lower : upper;
}

/** The distance of two numbers; that of two integers which are multiples of 0.5 is 1. */
function stepOf(multipleOf: number | undefined, type: "integer" | "number"): number {
	if (multipleOf === undefined) return 1;
	if (type === "number") return multipleOf;
	for (let times = 1; times <= 1000; times++) {
		const step = multipleOf * times;
		if (Math.abs(step - Math.round(step)) < 1e-9) return Math.round(step);
	}
	return multipleOf;
}

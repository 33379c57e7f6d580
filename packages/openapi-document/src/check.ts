/**
 * Whether a value is one that a schema describes; small, for browsers too. The verifier doesn't use it: who judges has
 * a validator of its own.
 */
import { formatFits } from "./formats.js";
import { escapeToken } from "./pointer.js";
import {
	choiceOf,
	closedAsWhole,
	namingAll,
	refName,
	type Schema,
	type SchemaScope,
	type TypeName,
	typesOf,
} from "./schema.js";

/** What is wrong at one place of a value. */
export interface SchemaFault {
	/** JSON pointer into the value; the empty string is the whole value. */
	readonly pointer: string;
	/** The keyword that it breaks: `type`, `required`, `additionalProperties` … */
	readonly keyword: string;
	/** The schema that has the keyword; references followed. */
	readonly schema: Schema;
}

export interface CheckOptions {
	/** In a request members that are `readOnly` need not be there, in a response those that are `writeOnly`. */
	readonly direction?: "request" | "response" | undefined;
	/** Whether decimals (`format: decimal`) are text, as the codecs give them; numbers where it is absent. */
	readonly decimals?: "string" | "number" | undefined;
}

/** Alternatives inside of alternatives that never come to a type: they say nothing. */
const DEEPEST_IN_PLACE = 64;

/**
 * The first thing that is wrong with a value, by the meaning of JSON Schema 2020-12; formats that OpenAPI and JSON Schema
 * name are asserted. For alternatives that all fail it is the fault of the first; a discriminator says which one counts.
 *
 * @returns `undefined` where the value fits
 * @throws Error where the scope lacks a schema that a reference names
 * @example
 * faultOf(model, { type: "integer", minimum: 1 }, 0) // { pointer: "", keyword: "minimum", schema: { … } }
 */
export function faultOf(
	scope: SchemaScope,
	schema: Schema,
	value: unknown,
	options: CheckOptions = {},
): SchemaFault | undefined {
	return new Check(scope, options).fault(schema, value, "", new Set(), 0);
}

/** Names of members and indexes of items that some part of a schema has spoken of. */
type Evaluated = Set<string | number>;

class Check {
	readonly #scope: SchemaScope;
	readonly #options: CheckOptions;

	constructor(scope: SchemaScope, options: CheckOptions) {
		this.#scope = scope;
		this.#options = options;
	}

	/** @param depth how many schemas were entered without going further into the value */
	fault(
		written: Schema,
		value: unknown,
		pointer: string,
		evaluated: Evaluated,
		depth: number,
	): SchemaFault | undefined {
		if (depth > DEEPEST_IN_PLACE) return undefined;
		const schema = closedAsWhole(this.#scope, written);
		const name = refName(schema);
		if (name !== undefined) {
			const target = Object.hasOwn(this.#scope.schemas, name) ? this.#scope.schemas[name] : undefined;
			if (target === undefined) throw new Error(`There is no schema ${name}.`);
			const fault = this.fault(target, value, pointer, evaluated, depth + 1);
			if (fault !== undefined) return fault;
		}
		const keyword = this.#scalarFault(schema, value);
		if (keyword !== undefined) return { pointer, keyword, schema };
		return (
			this.#inPlace(schema, value, pointer, evaluated, depth + 1) ??
			(Array.isArray(value)
				? this.#array(schema, value, pointer, evaluated)
				: typeof value === "object" && value !== null
					? this.#object(schema, value as Record<string, unknown>, pointer, evaluated, depth + 1)
					: undefined)
		);
	}

	#fits(schema: Schema, value: unknown, evaluated: Evaluated = new Set(), depth = 0): boolean {
		const own: Evaluated = new Set();
		if (this.fault(schema, value, "", own, depth) !== undefined) return false;
		for (const one of own) evaluated.add(one);
		return true;
	}

	/** The keywords that look at the value as a whole. */
	#scalarFault(schema: Schema, value: unknown): string | undefined {
		const types = typesOf(schema);
		const isDecimalText =
			this.#options.decimals === "string" && schema.format === "decimal" && types.includes("number");
		const allowed: readonly TypeName[] = isDecimalText
			? types.map((type) => (type === "number" ? "string" : type))
			: types;
		if (allowed.length > 0 && !allowed.some((type) => isOf(type, value))) return "type";
		if (schema.enum !== undefined && !schema.enum.some((one) => isSame(one, value))) return "enum";
		if (schema.const !== undefined && !isSame(schema.const, value)) return "const";
		if (isDecimalText && typeof value === "string") return numberFault(schema, Number(value));
		if (typeof value === "number") return numberFault(schema, value);
		return typeof value === "string" ? textFault(schema, value) : undefined;
	}

	#inPlace(
		schema: Schema,
		value: unknown,
		pointer: string,
		evaluated: Evaluated,
		depth: number,
	): SchemaFault | undefined {
		for (const part of schema.allOf ?? []) {
			const fault = this.fault(part, value, pointer, evaluated, depth);
			if (fault !== undefined) return fault;
		}
		const choice = choiceOf(this.#scope, schema);
		for (const keyword of ["anyOf", "oneOf"] as const) {
			const branches = schema[keyword];
			if (branches === undefined) continue;
			if (choice !== undefined && isOf("object", value)) {
				const { member, alternatives, otherwise } = choice;
				const chosen = alternatives.get((value as Record<string, string>)[member] ?? "") ?? otherwise;
				if (chosen === undefined)
					return { pointer: `${pointer}/${escapeToken(member)}`, keyword: "discriminator", schema };
				const fault = this.fault(chosen, value, pointer, evaluated, depth);
				if (fault !== undefined) return fault;
				continue;
			}
			const fitting = branches.filter((branch) => this.#fits(branch, value, evaluated, depth));
			const [first] = branches;
			if (fitting.length === 0) {
				return (first && this.fault(first, value, pointer, new Set(), depth)) ?? { pointer, keyword, schema };
			}
			const isAmbiguous =
				keyword === "oneOf" && fitting.length > 1 && namingAll(this.#scope, fitting, value).length !== 1;
			if (isAmbiguous) return { pointer, keyword, schema };
		}
		if (schema.not !== undefined && this.#fits(schema.not, value, new Set(), depth)) {
			return { pointer, keyword: "not", schema };
		}
		if (schema.if !== undefined) {
			const branch = this.#fits(schema.if, value, evaluated, depth) ? schema.then : schema.else;
			return branch && this.fault(branch, value, pointer, evaluated, depth);
		}
		return undefined;
	}

	#array(schema: Schema, value: readonly unknown[], pointer: string, evaluated: Evaluated): SchemaFault | undefined {
		const fault = (keyword: string): SchemaFault => ({ pointer, keyword, schema });
		if (schema.minItems !== undefined && value.length < schema.minItems) return fault("minItems");
		if (schema.maxItems !== undefined && value.length > schema.maxItems) return fault("maxItems");
		if (schema.uniqueItems === true && hasTwice(value)) return fault("uniqueItems");
		const { prefixItems = [], contains } = schema;
		for (const [index, item] of value.entries()) {
			const rule = prefixItems[index] ?? schema.items;
			if (rule === undefined) continue;
			evaluated.add(index);
			const wrong = this.fault(rule, item, `${pointer}/${index}`, new Set(), 0);
			if (wrong !== undefined) return wrong;
		}
		if (contains !== undefined) {
			const indexes = [...value.keys()].filter((index) => this.#fits(contains, value[index]));
			for (const index of indexes) evaluated.add(index);
			if (indexes.length < (schema.minContains ?? 1)) return fault("contains");
			if (schema.maxContains !== undefined && indexes.length > schema.maxContains) return fault("maxContains");
		}
		const { unevaluatedItems } = schema;
		for (const [index, item] of unevaluatedItems === undefined ? [] : value.entries()) {
			if (evaluated.has(index)) continue;
			const wrong = this.#other(unevaluatedItems, item, `${pointer}/${index}`, fault("unevaluatedItems"));
			if (wrong !== undefined) return wrong;
			evaluated.add(index);
		}
		return undefined;
	}

	#object(
		schema: Schema,
		value: Readonly<Record<string, unknown>>,
		pointer: string,
		evaluated: Evaluated,
		depth: number,
	): SchemaFault | undefined {
		const fault = (keyword: string, name?: string): SchemaFault => ({
			pointer: name === undefined ? pointer : `${pointer}/${escapeToken(name)}`,
			keyword,
			schema,
		});
		const { properties = {}, patternProperties, additionalProperties, propertyNames } = schema;
		// Every object has a `constructor`, and none of them is a member.
		const has = (name: string) => Object.hasOwn(value, name) && value[name] !== undefined;
		const names = Object.keys(value).filter(has);
		const patterns = Object.entries(patternProperties ?? {}).map(
			([pattern, rule]) => [new RegExp(pattern, "u"), rule] as const,
		);
		for (const name of names) {
			const rules = [
				...(Object.hasOwn(properties, name) ? [properties[name] as Schema] : []),
				...patterns.filter(([pattern]) => pattern.test(name)).map(([, rule]) => rule),
			];
			if (rules.length === 0 && additionalProperties === false) return fault("additionalProperties", name);
		}
		for (const name of schema.required ?? []) {
			if (!has(name) && !this.#isOtherDirection(properties[name])) return fault("required", name);
		}
		if (schema.minProperties !== undefined && names.length < schema.minProperties) return fault("minProperties");
		if (schema.maxProperties !== undefined && names.length > schema.maxProperties) return fault("maxProperties");
		// In the order of the schema, then what else is there.
		const ordered = [...Object.keys(properties).filter(has), ...names];
		for (const name of new Set(ordered)) {
			const place = `${pointer}/${escapeToken(name)}`;
			if (propertyNames !== undefined && !this.#fits(propertyNames, name)) return fault("propertyNames", name);
			const rules = [
				...(Object.hasOwn(properties, name) ? [properties[name] as Schema] : []),
				...patterns.filter(([pattern]) => pattern.test(name)).map(([, rule]) => rule),
			];
			if (rules.length === 0 && typeof additionalProperties === "object") rules.push(additionalProperties);
			if (rules.length > 0 || additionalProperties !== undefined) evaluated.add(name);
			for (const rule of rules) {
				const wrong = this.fault(rule, value[name], place, new Set(), 0);
				if (wrong !== undefined) return wrong;
			}
		}
		for (const [name, needed] of Object.entries(schema.dependentRequired ?? {})) {
			const missing = has(name) ? needed.find((one) => !has(one)) : undefined;
			if (missing !== undefined) return fault("dependentRequired", missing);
		}
		for (const [name, rule] of Object.entries(schema.dependentSchemas ?? {})) {
			const wrong = has(name) ? this.fault(rule, value, pointer, evaluated, depth) : undefined;
			if (wrong !== undefined) return wrong;
		}
		const { unevaluatedProperties } = schema;
		for (const name of unevaluatedProperties === undefined ? [] : names) {
			if (evaluated.has(name)) continue;
			const place = `${pointer}/${escapeToken(name)}`;
			const wrong = this.#other(unevaluatedProperties, value[name], place, fault("unevaluatedProperties", name));
			if (wrong !== undefined) return wrong;
			evaluated.add(name);
		}
		return undefined;
	}

	#other(
		rule: boolean | Schema | undefined,
		value: unknown,
		pointer: string,
		refusal: SchemaFault,
	): SchemaFault | undefined {
		if (rule === false) return refusal;
		return typeof rule === "object" ? this.fault(rule, value, pointer, new Set(), 0) : undefined;
	}

	/** Whether a member belongs to the other direction, so that nobody has to send it in this one. */
	#isOtherDirection(member: Schema | undefined): boolean {
		return member !== undefined && isOfOtherDirection(this.#scope, member, this.#options.direction);
	}
}

/** Whether a member is `readOnly` in a request, or `writeOnly` in a response; references and `allOf` are looked through. */
export function isOfOtherDirection(
	scope: SchemaScope,
	member: Schema,
	direction: "request" | "response" | undefined,
	depth = 0,
): boolean {
	if (direction === undefined || depth > DEEPEST_IN_PLACE) return false;
	const keyword = direction === "request" ? "readOnly" : "writeOnly";
	if (member[keyword] !== undefined) return member[keyword];
	const target = scope.schemas[refName(member) ?? ""];
	return [...(target ? [target] : []), ...(member.allOf ?? [])].some((part) =>
		isOfOtherDirection(scope, part, direction, depth + 1),
	);
}

function isOf(type: TypeName, value: unknown): boolean {
	switch (type) {
		case "null":
			return value === null;
		case "array":
			return Array.isArray(value);
		case "object":
			return typeof value === "object" && value !== null && !Array.isArray(value);
		case "integer":
			return typeof value === "bigint" || Number.isInteger(value);
		case "number":
			return typeof value === "bigint" || Number.isFinite(value);
		default:
			return typeof value === type;
	}
}

function numberFault(schema: Schema, value: number): string | undefined {
	const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, format } = schema;
	if (minimum !== undefined && value < minimum) return "minimum";
	if (maximum !== undefined && value > maximum) return "maximum";
	if (exclusiveMinimum !== undefined && value <= exclusiveMinimum) return "exclusiveMinimum";
	if (exclusiveMaximum !== undefined && value >= exclusiveMaximum) return "exclusiveMaximum";
	if (multipleOf !== undefined && !isMultiple(value, multipleOf)) return "multipleOf";
	return format === undefined || formatFits(format, value) ? undefined : "format";
}

/** 0.3 is a multiple of 0.1, though not to a double. */
function isMultiple(value: number, of: number): boolean {
	const quotient = value / of;
	return Math.abs(quotient - Math.round(quotient)) <= 1e-9 * Math.max(1, Math.abs(quotient));
}

function textFault({ minLength, maxLength, pattern, format }: Schema, text: string): string | undefined {
	// Characters are code points; there are no more of them than code units.
	if (minLength !== undefined && [...text].length < minLength) return "minLength";
	if (maxLength !== undefined && text.length > maxLength && [...text].length > maxLength) return "maxLength";
	if (pattern !== undefined && !new RegExp(pattern, "u").test(text)) return "pattern";
	return format === undefined || formatFits(format, text) ? undefined : "format";
}

function hasTwice(items: readonly unknown[]): boolean {
	const seen = new Set<unknown>();
	for (const item of items) {
		const key = typeof item === "object" && item !== null ? canonical(item) : item;
		if (seen.has(key)) return true;
		seen.add(key);
	}
	return false;
}

/** Whether two JSON values are the same; the order of members is of no account. */
export function isSame(one: unknown, other: unknown): boolean {
	if (one === other) return true;
	if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
	return canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
	return JSON.stringify(value, (_, held) =>
		typeof held === "object" && held !== null && !Array.isArray(held)
			? Object.fromEntries(Object.entries(held).sort(([one], [other]) => (one < other ? -1 : 1)))
			: held,
	);
}

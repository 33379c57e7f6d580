import {
	choiceOf,
	closedAsWhole,
	type DecimalDeclaration,
	type DocumentModel,
	escapeToken,
	forAjv,
	mapSubschemas,
	membersOf,
	refName,
	refTo,
	resolve,
	type Schema,
	tokensOf,
	typeOf,
} from "@onespec/openapi-document";
import type { ErrorObject, FuncKeywordDefinition, SchemaValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { DataValidationCxt } from "ajv/dist/types/index.js";
import { decimalFault } from "../json/decimal.js";
import { formats } from "./formats.js";

/** What is wrong with a value at one place. */
export interface ValueFault {
	/** A JSON pointer, `""` for the whole. */
	pointer: string;
	reason: string;
	/** The keyword that refuses it. */
	rule: SchemaPlace;
}

/** A place in the schemas of a document, and what of a value it speaks of. */
export interface SchemaPlace {
	/** The component that it stands in; `undefined` where it stands in the schema itself that the value is held against. */
	component: string | undefined;
	/** The way from there: `["properties", "Id", "type"]`. */
	path: string[];
	/** The innermost member that it is about; `undefined` for a value that is no member. */
	member: string | undefined;
	/** What is wrong with the member. */
	fault: "missing" | "undocumented" | "value";
}

/** Checks a value; `numbers` has the raw texts of its JSON numbers, where it came from a text. */
export type ValueCheck = (value: unknown, numbers?: Map<string, string>) => ValueFault[];

/** Members that are `readOnly` are not required of a request, and those that are `writeOnly` not of an answer. */
export type Direction = "request" | "answer";

/** Marks alternatives that have been told apart. */
const APART = "x-apart";

/** A keyword of our own: the number is written without fraction and exponent. */
const INTEGER_TOKEN = "x-integer-token";

const validators = new WeakMap<DocumentModel, Map<Direction, ModelValidator>>();

/**
 * The check of a value against a schema of the document; compiled once for each schema.
 *
 * @throws Error where the schema is none.
 */
export function checkOf(model: DocumentModel, schema: Schema, direction: Direction = "answer"): ValueCheck {
	const known = validators.get(model) ?? new Map<Direction, ModelValidator>();
	validators.set(model, known);
	let validator = known.get(direction);
	if (validator === undefined) {
		validator = new ModelValidator(model, direction);
		known.set(direction, validator);
	}
	return validator.check(schema);
}

class ModelValidator {
	readonly #model: DocumentModel;
	readonly #direction: Direction;
	readonly #ajv = new Ajv2020({
		allErrors: true,
		strict: false,
		logger: false,
		passContext: true,
		formats,
		verbose: true,
		addUsedSchema: false,
	});
	readonly #checks = new Map<Schema | string, ValueCheck>();
	/** Of the components, by what they are called in what is compiled. */
	readonly #names = new Map<string, string>();

	constructor(model: DocumentModel, direction: Direction) {
		this.#model = model;
		this.#direction = direction;
		this.#ajv.addKeyword(onToken("x-decimal", (raw, rule) => decimalFault(raw, rule)));
		this.#ajv.addKeyword(
			onToken(INTEGER_TOKEN, (raw) =>
				/^-?\d+$/.test(raw) ? undefined : `must be written as an integer, but is ${raw}`,
			),
		);
	}

	check(schema: Schema): ValueCheck {
		const key = Object.keys(schema).length === 1 ? (schema.$ref ?? schema) : schema;
		let check = this.#checks.get(key);
		if (check === undefined) {
			check = this.#compile(schema);
			this.#checks.set(key, check);
		}
		return check;
	}

	#compile(schema: Schema): ValueCheck {
		const definitions: Record<string, Schema> = Object.create(null);
		const names = this.#names;
		const root = this.#convert(schema, definitions);
		const validate = this.#ajv.compile({ ...root, $defs: definitions });
		return (value, numbers) => {
			if (validate.call({ numbers }, value)) return [];
			return (validate.errors ?? []).map((error) => faultOf(error, names));
		};
	}

	/** @param part the schema is one of an `allOf`: what a discriminator in it chooses is not asked there */
	#convert(written: Schema, definitions: Record<string, Schema>, part = false): Schema {
		const schema = forAjv(closedAsWhole(this.#model, part ? written : this.#apart(this.#chosen(written))));
		const parts = new Set(schema.allOf);
		const result: Record<string, unknown> = {
			...mapSubschemas(schema, (one) => this.#convert(one, definitions, parts.has(one))),
		};
		for (const keyword of Object.keys(result)) {
			const other = keyword.startsWith("x-") && keyword !== "x-decimal";
			if (other || ANNOTATIONS.has(keyword)) delete result[keyword];
		}
		if (typeof result["x-decimal"] !== "object") delete result["x-decimal"];
		if (schema.$ref !== undefined) {
			result.$ref = `#/$defs/${this.#define(refName(schema) as string, definitions, part)}`;
		}
		if (typeOf(schema) === "integer") result[INTEGER_TOKEN] = true;
		if (schema.required !== undefined) {
			result.required = schema.required.filter((name) => !this.#isOfOtherDirection(schema.properties?.[name]));
		}
		return result as Schema;
	}

	#define(name: string, definitions: Record<string, Schema>, part: boolean): string {
		const schema = this.#model.schemas[name] ?? {};
		const isPart = part && schema.discriminator !== undefined;
		// The characters of a pointer would need escapes in another pointer.
		const safe = `${name.replace(/[^\w.-]/g, (character) => `_${character.codePointAt(0)}_`)}${isPart ? "-part" : ""}`;
		if (!Object.hasOwn(definitions, safe)) {
			const definition = {};
			definitions[safe] = definition;
			this.#names.set(safe, name);
			Object.assign(definition, this.#convert(schema, definitions, isPart));
		}
		return safe;
	}

	/**
	 * A schema whose discriminator chooses by itself: JSON Schema knows none. So it is the chosen alternative that counts, and
	 * whose faults are told.
	 */
	#chosen(schema: Schema): Schema {
		const { discriminator, ...plain } = schema;
		if (discriminator === undefined || schema.if !== undefined) return schema;
		const member = discriminator.propertyName;
		const choice = choiceOf(this.#model, schema);
		if (choice !== undefined) {
			const { oneOf: _one, anyOf: _any, ...common } = plain;
			const { alternatives, otherwise, nullable } = choice;
			const known: Schema = { required: [member], properties: { [member]: { enum: [...alternatives.keys()] } } };
			const last: Schema = otherwise ?? { type: nullable ? ["object", "null"] : "object", ...known };
			return { ...common, ...chain(member, alternatives, last) };
		}
		if (schema.oneOf !== undefined || schema.anyOf !== undefined) return schema;
		const extending = new Map(
			Object.entries(discriminator.mapping)
				.filter(([, name]) => this.#extends(name, schema))
				.map(([value, name]) => [value, refTo(name)]),
		);
		return extending.size === 0 ? schema : chain(member, extending, plain);
	}

	/** Whether a schema has another as a part, so that a value of it is one of the other too. */
	#extends(name: string, parent: Schema): boolean {
		const parts = (schema: Schema, depth: number): boolean =>
			depth < 16 &&
			(schema.allOf ?? []).some((one) => {
				const target = this.#model.schemas[refName(one) ?? ""];
				if (target === undefined) return parts(one, depth + 1);
				return target.discriminator === parent.discriminator || parts(target, depth + 1);
			});
		return parts(this.#model.schemas[name] ?? {}, 0);
	}

	/**
	 * Objects are open, so that an alternative which has some of the members of another fits wherever the other does. Of such
	 * alternatives the one is meant that names all members of a value.
	 */
	#apart(schema: Schema): Schema {
		const { oneOf, ...rest } = schema;
		if (oneOf === undefined || schema[APART] === true || oneOf.length > MOST_ALTERNATIVES || rest.anyOf !== undefined)
			return schema;
		const names = oneOf.map((one) => new Set(membersOf(this.#model, one).keys()));
		const isWithin = (inner: Set<string>, outer: Set<string>) => [...inner].every((name) => outer.has(name));
		const overlap = names.some(
			(inner, at) =>
				inner.size > 0 &&
				names.some((outer, other) => at !== other && inner.size < outer.size && isWithin(inner, outer)),
		);
		if (!overlap) return schema;
		const closed = oneOf.map((one, at): Schema => {
			const own = [...(names[at] as Set<string>)];
			return own.length === 0 ? one : { allOf: [one], propertyNames: { enum: own } };
		});
		return {
			...rest,
			anyOf: [
				{ [APART]: true, oneOf },
				{ [APART]: true, oneOf: closed },
			],
		};
	}

	#isOfOtherDirection(member: Schema | undefined): boolean {
		if (member === undefined) return false;
		const { readOnly, writeOnly } = resolve(this.#model, member);
		return this.#direction === "request" ? readOnly === true : writeOnly === true;
	}
}

/** With more alternatives, comparing each with each would take long. */
const MOST_ALTERNATIVES = 50;

/** The alternative of each value of a member; `last` where it has none of them. */
function chain(member: string, alternatives: ReadonlyMap<string, Schema>, last: Schema): Schema {
	return [...alternatives].reduceRight<Schema>(
		(otherwise, [value, schema]) => ({
			if: { type: "object", required: [member], properties: { [member]: { const: value } } },
			// biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
			then: schema,
			else: otherwise,
		}),
		last,
	);
}

/** So many values of an enumeration are named. */
const MOST_VALUES = 20;

/** Keywords that say nothing about validity. */
const ANNOTATIONS: ReadonlySet<string> = new Set([
	"discriminator",
	"xml",
	"externalDocs",
	"examples",
	"deprecated",
	"readOnly",
	"writeOnly",
	"title",
	"description",
	"default",
	"contentSchema",
]);

/** A keyword that looks at the raw text of a number, where there is one. */
function onToken(
	keyword: string,
	fault: (raw: string, rule: DecimalDeclaration) => string | undefined,
): FuncKeywordDefinition {
	const validate: SchemaValidateFunction = function (
		this: unknown,
		rule: DecimalDeclaration,
		_data: unknown,
		_parent?: unknown,
		context?: DataValidationCxt,
	) {
		const raw = (this as { numbers?: Map<string, string> }).numbers?.get(context?.instancePath ?? "");
		const message = raw === undefined ? undefined : fault(raw, rule);
		validate.errors = message === undefined ? [] : [{ keyword, message, params: {} }];
		return message === undefined;
	};
	return { keyword, type: "number", errors: "full", validate };
}

function faultOf(error: ErrorObject, names: ReadonlyMap<string, string>): ValueFault {
	const pointer = error.instancePath;
	const params = error.params as Record<string, unknown>;
	const rule = (fault: SchemaPlace["fault"], member?: string) => placeOf(error, names, fault, member);
	switch (error.keyword) {
		case "additionalProperties":
		case "unevaluatedProperties": {
			const name = String(params.additionalProperty ?? params.unevaluatedProperty);
			return {
				pointer: `${pointer}/${escapeToken(name)}`,
				reason: "is not documented",
				rule: rule("undocumented", name),
			};
		}
		case "required": {
			const name = String(params.missingProperty);
			return { pointer: `${pointer}/${escapeToken(name)}`, reason: "is missing", rule: rule("missing", name) };
		}
		case "enum": {
			const values = params.allowedValues as unknown[];
			const shown = values.slice(0, MOST_VALUES).map((one) => JSON.stringify(one));
			const more = values.length > MOST_VALUES ? `, or ${values.length - MOST_VALUES} others` : "";
			return { pointer, reason: `must be one of ${shown.join(", ")}${more}`, rule: rule("value") };
		}
		default:
			return { pointer, reason: error.message ?? `breaks ${error.keyword}`, rule: rule("value") };
	}
}

/** Where the keyword of an error stands. */
function placeOf(
	{ schemaPath }: ErrorObject,
	names: ReadonlyMap<string, string>,
	fault: SchemaPlace["fault"],
	member?: string,
): SchemaPlace {
	let path = tokensOf(schemaPath);
	const last = path.lastIndexOf("$defs");
	const component = last === -1 ? undefined : names.get(path[last + 1] ?? "");
	if (last !== -1) path = path.slice(last + 2);
	const innermost = path.lastIndexOf("properties");
	const inner = innermost === -1 ? undefined : path[innermost + 1];
	return { component, path, member: member ?? inner, fault };
}

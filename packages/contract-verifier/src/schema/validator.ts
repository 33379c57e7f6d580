import {
	type DecimalDeclaration,
	type DocumentModel,
	escapeToken,
	mapSubschemas,
	refName,
	resolve,
	type Schema,
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
}

/** Checks a value; `numbers` has the raw texts of its JSON numbers, where it came from a text. */
export type ValueCheck = (value: unknown, numbers?: Map<string, string>) => ValueFault[];

/** Members that are `readOnly` are not required of a request, and those that are `writeOnly` not of an answer. */
export type Direction = "request" | "answer";

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
		const definitions: Record<string, Schema> = {};
		const root = this.#convert(schema, definitions);
		const validate = this.#ajv.compile({ ...root, $defs: definitions });
		return (value, numbers) => {
			if (validate.call({ numbers }, value)) return [];
			return (validate.errors ?? []).map((error) => faultOf(error));
		};
	}

	#convert(schema: Schema, definitions: Record<string, Schema>): Schema {
		const result: Record<string, unknown> = { ...mapSubschemas(schema, (one) => this.#convert(one, definitions)) };
		for (const keyword of Object.keys(result)) {
			const other = keyword.startsWith("x-") && keyword !== "x-decimal";
			if (other || ANNOTATIONS.has(keyword)) delete result[keyword];
		}
		if (typeof result["x-decimal"] !== "object") delete result["x-decimal"];
		if (schema.$ref !== undefined) result.$ref = `#/$defs/${this.#define(refName(schema) as string, definitions)}`;
		if (typeOf(schema) === "integer") result[INTEGER_TOKEN] = true;
		if (schema.required !== undefined) {
			result.required = schema.required.filter((name) => !this.#isOfOtherDirection(schema.properties?.[name]));
		}
		return result as Schema;
	}

	#define(name: string, definitions: Record<string, Schema>): string {
		// The characters of a pointer would need escapes in another pointer.
		const safe = name.replace(/[^\w.-]/g, (character) => `_${character.codePointAt(0)}_`);
		if (!Object.hasOwn(definitions, safe)) {
			const definition = {};
			definitions[safe] = definition;
			Object.assign(definition, this.#convert(this.#model.schemas[name] ?? {}, definitions));
		}
		return safe;
	}

	#isOfOtherDirection(member: Schema | undefined): boolean {
		if (member === undefined) return false;
		const { readOnly, writeOnly } = resolve(this.#model, member);
		return this.#direction === "request" ? readOnly === true : writeOnly === true;
	}
}

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

function faultOf(error: ErrorObject): ValueFault {
	const pointer = error.instancePath;
	const params = error.params as Record<string, unknown>;
	switch (error.keyword) {
		case "additionalProperties":
		case "unevaluatedProperties": {
			const name = String(params.additionalProperty ?? params.unevaluatedProperty);
			return { pointer: `${pointer}/${escapeToken(name)}`, reason: "is not documented" };
		}
		case "required":
			return { pointer: `${pointer}/${escapeToken(String(params.missingProperty))}`, reason: "is missing" };
		case "enum":
			return {
				pointer,
				reason: `must be one of ${(params.allowedValues as unknown[]).map((one) => JSON.stringify(one)).join(", ")}`,
			};
		default:
			return { pointer, reason: error.message ?? `breaks ${error.keyword}` };
	}
}

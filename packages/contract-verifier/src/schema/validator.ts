import type { ErrorObject, FuncKeywordDefinition, SchemaValidateFunction } from "ajv";
import { Ajv2019 } from "ajv/dist/2019.js";
import type { DataValidationCxt } from "ajv/dist/types/index.js";
import { escapeSegment } from "../document/pointer.js";
import type { DecimalRule, OpenApiDocument, SchemaObject } from "../document/types.js";
import { decimalFault } from "../json/decimal.js";
import { formats } from "./formats.js";
import { INTEGER_TOKEN, jsonSchemaOf } from "./json-schema.js";

/** What is wrong with a value at one place. */
export interface ValueFault {
	/** A JSON pointer, `""` for the whole. */
	pointer: string;
	reason: string;
}

/** Checks a value; `numbers` has the raw texts of its JSON numbers, where it came from a text. */
export type ValueCheck = (value: unknown, numbers?: Map<string, string>) => ValueFault[];

const checks = new WeakMap<OpenApiDocument, Map<SchemaObject | string, ValueCheck>>();

/**
 * The check of a value against a schema of the document; compiled once for each schema.
 * @throws Error where the schema is none.
 */
export function checkOf(document: OpenApiDocument, schema: SchemaObject): ValueCheck {
	const known = checks.get(document) ?? new Map<SchemaObject | string, ValueCheck>();
	checks.set(document, known);
	const key = schema.$ref ?? schema;
	let check = known.get(key);
	if (check === undefined) {
		check = compile(document, schema);
		known.set(key, check);
	}
	return check;
}

function compile(document: OpenApiDocument, schema: SchemaObject): ValueCheck {
	const ajv = new Ajv2019({ allErrors: true, strict: false, logger: false, passContext: true, formats, verbose: true });
	ajv.addKeyword(onToken("x-decimal", (raw, rule) => decimalFault(raw, rule)));
	ajv.addKeyword(
		onToken(INTEGER_TOKEN, (raw) => (/^-?\d+$/.test(raw) ? undefined : `must be written as an integer, but is ${raw}`)),
	);
	const validate = ajv.compile(jsonSchemaOf(document, schema));
	return (value, numbers) => {
		if (validate.call({ numbers }, value)) return [];
		return (validate.errors ?? []).map((error) => faultOf(error));
	};
}

/** A keyword that looks at the raw text of a number, where there is one. */
function onToken(
	keyword: string,
	fault: (raw: string, rule: DecimalRule) => string | undefined,
): FuncKeywordDefinition {
	const validate: SchemaValidateFunction = function (
		this: unknown,
		rule: DecimalRule,
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
			return { pointer: `${pointer}/${escapeSegment(name)}`, reason: "is not documented" };
		}
		case "required":
			return { pointer: `${pointer}/${escapeSegment(String(params.missingProperty))}`, reason: "is missing" };
		case "enum":
			return {
				pointer,
				reason: `must be one of ${(params.allowedValues as unknown[]).map((one) => JSON.stringify(one)).join(", ")}`,
			};
		default:
			return { pointer, reason: error.message ?? `breaks ${error.keyword}` };
	}
}

import type { Decimals } from "./codecs.js";
import type { OperationRequest } from "./operation.js";
import type { ValidateOptions } from "./options.js";
import type { OperationValidators, ValidationFault, Validator, ValidatorError, Validators } from "./validators.js";

/** What is validated of each operation. */
export interface Checks {
	readonly requests: ((operation: string, request: OperationRequest) => ValidationFault[]) | undefined;
	readonly responses: ((operation: string, status: number, data: unknown) => ValidationFault[]) | undefined;
}

/** The checks that a client asks for, which takes decimals as it does. */
export function checksOf(validators: Validators, { requests, responses }: ValidateOptions, decimals: Decimals): Checks {
	const errorsOf: ErrorsOf = (validator, value) =>
		validator === undefined || validator(value, { decimals }) ? [] : (validator.errors ?? []);
	return {
		requests: requests ? (operation, request) => requestFaults(validators[operation], request, errorsOf) : undefined,
		responses: responses
			? (operation, status, data) =>
					responseFaults(validators[operation]?.responses?.[status], data, responses === "exact", errorsOf)
			: undefined,
	};
}

type ErrorsOf = (validator: Validator | undefined, value: unknown) => readonly ValidatorError[];

/** More would hide the first. */
const maximum = 20;

/** What in the path, the query and the body of a request breaks the document. */
function requestFaults(
	validators: OperationValidators | undefined,
	{ path, query, body, isContinued }: OperationRequest,
	errorsOf: ErrorsOf,
): ValidationFault[] {
	const faultsOf = (validator: Validator | undefined, value: unknown, whole: string) =>
		withoutNoise(errorsOf(validator, value)).map((error) => inWords(error, whole));
	if (isContinued) return [];
	return [
		...faultsOf(validators?.path, path ?? {}, "the path"),
		...faultsOf(validators?.query, withoutNothing(query), "the query"),
		...faultsOf(validators?.body, body, "the body"),
	].slice(0, maximum);
}

/** What in the body of a success breaks the document. */
function responseFaults(
	validator: Validator | undefined,
	data: unknown,
	exact: boolean,
	errorsOf: ErrorsOf,
): ValidationFault[] {
	const errors = exact ? errorsOf(validator, data) : tolerantErrorsOf(data, (value) => errorsOf(validator, value));
	return withoutNoise(errors)
		.map((error) => inWords(error, "the body"))
		.slice(0, maximum);
}

/** A choice of schemas deeper than this is not read with tolerance. */
const rounds = 8;

/**
 * What breaks the document, with unknown members taken. Where there is a choice of schemas, a member may be unknown to
 * one and known to another: in each round those members go that most of the schemas do not know.
 */
function tolerantErrorsOf(
	data: unknown,
	errorsOf: (value: unknown) => readonly ValidatorError[],
): readonly ValidatorError[] {
	let value = data;
	let errors = errorsOf(value);
	for (let round = 0; round < rounds && errors.length > 0; round += 1) {
		const unknown = new Map<string, { pointer: string; member: string; times: number }>();
		for (const { keyword, instancePath, params } of errors) {
			if (keyword !== "additionalProperties" && keyword !== "unevaluatedProperties") continue;
			const member = String(params.additionalProperty ?? params.unevaluatedProperty);
			const place = JSON.stringify([instancePath, member]);
			const times = (unknown.get(place)?.times ?? 0) + 1;
			unknown.set(place, { pointer: instancePath, member, times });
		}
		const most = Math.max(0, ...[...unknown.values()].map(({ times }) => times));
		if (most === 0) break;
		if (value === data) value = structuredClone(data);
		for (const { pointer, member, times } of unknown.values()) {
			if (times === most) delete (at(value, pointer) as Record<string, unknown>)[member];
		}
		errors = errorsOf(value);
	}
	return errors.filter(({ keyword }) => keyword !== "additionalProperties" && keyword !== "unevaluatedProperties");
}

/** The value that a JSON pointer leads to. */
function at(value: unknown, pointer: string): unknown {
	return tokensOf(pointer).reduce((inner, token) => (inner as Record<string, unknown>)[token], value);
}

/**
 * Where a choice of schemas has faults of its own inside, it is one of the choice that was meant: that none fits, and
 * that the others want another type, says nothing beyond.
 */
function withoutNoise(errors: readonly ValidatorError[]): ValidatorError[] {
	const choices = new Set(errors.filter(({ keyword }) => keyword === "oneOf" || keyword === "anyOf").map(placeOf));
	const inside = (place: string): boolean => errors.some(({ instancePath }) => instancePath.startsWith(`${place}/`));
	return errors.filter((error) => {
		const { keyword } = error;
		const isChoice = keyword === "oneOf" || keyword === "anyOf" || keyword === "type";
		return !(isChoice && choices.has(placeOf(error)) && inside(placeOf(error)));
	});
}

function placeOf({ instancePath }: ValidatorError): string {
	return instancePath;
}

/** Parameters that are not sent are not there for the validator either. */
function withoutNothing(query: OperationRequest["query"]): object {
	return Object.fromEntries(Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null));
}

/**
 * Says in plain words what a validator found.
 *
 * @param whole what to call the value itself: `the body`
 */
export function inWords(error: ValidatorError, whole: string): ValidationFault {
	const named = absentOrUnknown(error);
	const member = memberAt(error.instancePath, named);
	return { member, constraint: error.keyword, message: `${member || whole} ${rule(error)}` };
}

function absentOrUnknown({ keyword, params }: ValidatorError): string | undefined {
	if (keyword === "required") return String(params.missingProperty);
	return keyword === "additionalProperties" ? String(params.additionalProperty) : undefined;
}

/** `/3/Name` → `[3].Name` */
function memberAt(pointer: string, below: string | undefined): string {
	const tokens = tokensOf(pointer);
	if (below !== undefined) tokens.push(below);
	return tokens
		.map((token) => (/^\d+$/.test(token) ? `[${token}]` : `.${token}`))
		.join("")
		.replace(/^\./, "");
}

/** `/a~1b/0` → `["a/b", "0"]` */
function tokensOf(pointer: string): string[] {
	return pointer
		.split("/")
		.slice(1)
		.map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function rule({ keyword, params, message = "is not as documented" }: ValidatorError): string {
	const { limit, type, allowedValues, allowedValue, format, pattern, multipleOf } = params;
	switch (keyword) {
		case "required":
			return "is missing";
		case "additionalProperties":
			return "is not a member that the document knows";
		case "type":
			return `must be ${types(type)}`;
		case "enum":
			return `must be one of ${(allowedValues as unknown[]).map((value) => JSON.stringify(value)).join(", ")}`;
		case "const":
			return `must be ${JSON.stringify(allowedValue)}`;
		case "maxLength":
			return `must have at most ${count(limit, "character")}`;
		case "minLength":
			return `must have at least ${count(limit, "character")}`;
		case "maxItems":
			return `must have at most ${count(limit, "item")}`;
		case "minItems":
			return `must have at least ${count(limit, "item")}`;
		case "maximum":
			return `must be at most ${limit}`;
		case "minimum":
			return `must be at least ${limit}`;
		case "exclusiveMaximum":
			return `must be below ${limit}`;
		case "exclusiveMinimum":
			return `must be above ${limit}`;
		case "multipleOf":
			return `must be a multiple of ${multipleOf}`;
		case "format":
			return `must be of the format ${format}`;
		case "pattern":
			return `must match ${pattern}`;
		case "uniqueItems":
			return "must not have the same item twice";
		case "oneOf":
		case "anyOf":
			return "fits none of the documented forms";
		default:
			return message;
	}
}

const words: Readonly<Record<string, string>> = {
	string: "a string",
	number: "a number",
	integer: "an integer",
	boolean: "true or false",
	array: "an array",
	object: "an object",
	null: "null",
};

function types(type: unknown): string {
	const all: unknown[] = Array.isArray(type) ? type : String(type).split(",");
	return all.map((one) => words[String(one)] ?? String(one)).join(" or ");
}

function count(limit: unknown, noun: string): string {
	return `${limit} ${noun}${limit === 1 ? "" : "s"}`;
}

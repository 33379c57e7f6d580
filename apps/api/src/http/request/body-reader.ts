import type { Validator, ValidatorError } from "@onespec/customer-groups/validators";
import { type Codec, type Fault, MalformedBodyError } from "@onespec/wire-codec/json";
import { type ApiDocument, componentName, resolve, type SchemaObject } from "../../document.js";
import { bounded } from "../response/error-result.js";
import { malformedBody, Problem } from "../response/problems.js";
import { describeSchema } from "./parameters.js";

/** What is wrong with a body, or an item of it, as an error body says it. */
export interface BodyFault {
	/** The member at fault; empty for the whole. */
	member: string;
	message: string;
}

/** Longer names of members are cut in messages. */
const MAX_NAME = 200;

/** Faults of the codec that say no more than that the value is not what the schema allows. */
const CONSTRAINT_FAULTS = new Set(["type", "x-decimal"]);

/** Puts what a codec found into words. `schema` is that of the value which the pointer starts from. */
export function codecFault(document: ApiDocument, schema: SchemaObject, pointer: string, fault: Fault): BodyFault {
	const place = at(document, schema, pointer);
	const rule =
		CONSTRAINT_FAULTS.has(fault.keyword) && place.schema ? `must be ${describeSchema(place.schema)}` : fault.message;
	return { member: place.member, message: `${place.name} ${rule}.` };
}

/**
 * The first thing that is wrong with an object, or undefined.
 *
 * Members that the schema does not have are looked for first, and the validator does not see them: it would list every
 * one, and a large body can have a million.
 */
export function validationFault(
	document: ApiDocument,
	schema: SchemaObject,
	validate: Validator<unknown>,
	value: unknown,
): BodyFault | undefined {
	const unknown = unknownMember(resolve(document, schema), value);
	if (unknown !== undefined) {
		const name = bounded(unknown, MAX_NAME);
		return { member: name, message: `${name} is not a member of ${resolve(document, schema).xml?.name}.` };
	}
	if (validate(value)) return undefined;
	const [error] = validate.errors ?? [];
	return error && validatorFault(document, schema, error);
}

function validatorFault(document: ApiDocument, schema: SchemaObject, error: ValidatorError): BodyFault {
	if (error.keyword === "required") {
		const member = String(error.params.missingProperty);
		return { member, message: `${member} is required.` };
	}
	const place = at(document, schema, error.instancePath);
	return {
		member: place.member,
		message: `${place.name} ${place.schema ? `must be ${describeSchema(place.schema)}` : error.message}.`,
	};
}

function unknownMember(schema: SchemaObject, value: unknown): string | undefined {
	if (schema.additionalProperties !== false || typeof value !== "object" || value === null || Array.isArray(value)) {
		return undefined;
	}
	const known = schema.properties ?? {};
	return Object.keys(value).find((member) => !Object.hasOwn(known, member));
}

/** The member that a pointer leads to, its name for a message, and its schema where it has one. */
function at(document: ApiDocument, schema: SchemaObject, pointer: string) {
	let here: SchemaObject | undefined = resolve(document, schema);
	let member = "";
	for (const token of pointer.split("/").slice(1)) {
		const name = token.replaceAll("~1", "/").replaceAll("~0", "~");
		if (here?.type === "array") here = here.items;
		else {
			member = name;
			here = here?.properties && Object.hasOwn(here.properties, name) ? here.properties[name] : undefined;
		}
		if (here) here = resolve(document, here);
	}
	const name = bounded(member, MAX_NAME);
	return { member: name, name: name === "" ? "The body" : name, schema: here };
}

/** Reads the text of a body and validates it. */
export type BodyReader<Body = unknown> = (text: string, codec: Codec) => Body;

/** An item of a body whose items stand alone: valid, or with what is wrong with it. */
export type StandAloneItem<Item> = { valid: true; value: Item } | { valid: false; value: unknown; fault: BodyFault };

/** The codecs report no more faults than this; what comes after the last of them may have some too. */
const MAX_CODEC_FAULTS = 100;

/** The validators of the generated package, by the name of their component. */
export type Validators = Readonly<Record<string, Validator<unknown>>>;

/** Reads bodies that are taken as a whole or refused with their first fault. */
export function wholeBodyReader(document: ApiDocument, schema: SchemaObject, validators: Validators): BodyReader {
	const validate = validatorOf(schema, validators);
	const resolved = resolve(document, schema);
	return (text, codec) => {
		const { value, faults } = read(text, codec);
		const [first] = faults;
		const fault = first
			? codecFault(document, resolved, first.pointer, first)
			: validationFault(document, resolved, validate, value);
		if (fault) throw new Problem(400, fault.member, fault.message);
		return value;
	};
}

/**
 * Reads arrays whose items stand alone: a body that is no array of the right length is refused, an item with a fault
 * is handed on with it.
 *
 * @throws {Error} when the schema is not that of an array
 */
export function standAloneItemsReader(
	document: ApiDocument,
	schema: SchemaObject,
	validators: Validators,
): BodyReader<StandAloneItem<unknown>[]> {
	const array = resolve(document, schema);
	const itemSchema = array.items;
	if (itemSchema === undefined) throw new Error(`${componentName(schema)} has no items.`);
	const validate = validatorOf(itemSchema, validators);
	const resolvedItem = resolve(document, itemSchema);
	const { minItems = 0, maxItems = Number.POSITIVE_INFINITY } = array;

	return (text, codec) => {
		const { value, faults } = read(text, codec);
		// A fault of the whole comes first: then the value is not to be relied upon.
		const whole = faults.find(({ pointer }) => itemIndex(pointer) === undefined);
		if (whole) throw problem(codecFault(document, schema, whole.pointer, whole));
		if (!Array.isArray(value) || value.length < minItems || value.length > maxItems) {
			throw new Problem(400, "", `The body must be ${describeSchema(array)}.`);
		}
		const byItem = firstFaultOfEachItem(faults);
		const last = faults.at(-1);
		if (last && faults.length >= MAX_CODEC_FAULTS && itemIndex(last.pointer) !== value.length - 1) {
			throw problem(codecFault(document, schema, last.pointer, last));
		}
		return value.map((item, index): StandAloneItem<unknown> => {
			const found = byItem.get(index);
			const fault = found
				? codecFault(document, resolvedItem, found.pointer.replace(/^\/[0-9]+/, ""), found)
				: validationFault(document, resolvedItem, validate, item);
			return fault ? { valid: false, value: item, fault } : { valid: true, value: item };
		});
	};
}

function problem(fault: BodyFault): Problem {
	return new Problem(400, fault.member, fault.message);
}

function firstFaultOfEachItem(faults: readonly Fault[]): Map<number, Fault> {
	const first = new Map<number, Fault>();
	for (const fault of faults) {
		const index = itemIndex(fault.pointer);
		if (index !== undefined && !first.has(index)) first.set(index, fault);
	}
	return first;
}

function itemIndex(pointer: string): number | undefined {
	const index = /^\/([0-9]+)(?:\/|$)/.exec(pointer)?.[1];
	return index === undefined ? undefined : Number(index);
}

function read(text: string, codec: Codec) {
	try {
		return codec.read(text);
	} catch (error) {
		if (error instanceof MalformedBodyError) throw malformedBody(error.message);
		throw error;
	}
}

function validatorOf(schema: SchemaObject, validators: Validators): Validator<unknown> {
	const name = componentName(schema);
	const validate = validators[`validate${name}`];
	if (validate === undefined) throw new Error(`The generated package has no validator of ${name}.`);
	return validate;
}

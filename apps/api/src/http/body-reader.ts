import type { Validator } from "@onespec/customer-groups/validators";
import type { Codec, Fault } from "@onespec/wire-codec/json";
import { MalformedBodyError } from "@onespec/wire-codec/json";
import { type ApiDocument, componentName, resolve, type SchemaObject } from "../document.js";
import { type BodyFault, codecFault, validationFault } from "./body-faults.js";
import { describeSchema } from "./describe-schema.js";
import { Problem } from "./problem.js";
import { malformedBody } from "./problems.js";

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

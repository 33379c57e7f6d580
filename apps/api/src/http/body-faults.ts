import type { Validator, ValidatorError } from "@onespec/customer-groups/validators";
import type { Fault } from "@onespec/wire-codec/json";
import { type ApiDocument, resolve, type SchemaObject } from "../document.js";
import { bounded } from "./bounded.js";
import { describeSchema } from "./describe-schema.js";

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

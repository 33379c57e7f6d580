import type { ParameterObject, SchemaObject } from "../document.js";
import { describeSchema } from "./describe-schema.js";
import { Problem } from "./problem.js";

/** What a parameter can be in a request: absent, one text, or several where it was sent more than once. */
export type RawParameters = Readonly<Record<string, string | string[] | undefined>>;

export type ParameterValue = number | undefined;

/** Reads the parameters of one place (`query` or `path`) of a request. */
export type ParameterReader = (raw: RawParameters) => Record<string, ParameterValue>;

/**
 * Makes the reader of an operation's parameters from their schemas. An empty or absent value takes the schema's
 * default; parameters that are not declared are passed over. Integers are the one type that the document's parameters
 * have.
 *
 * @throws {Error} when a parameter has another type
 */
export function parameterReader(parameters: readonly ParameterObject[]): ParameterReader {
	for (const { name, schema } of parameters) {
		if (schema.type !== "integer") throw new Error(`Parameter ${name}: type ${schema.type} is not supported.`);
	}
	return (raw) => {
		const values: Record<string, ParameterValue> = {};
		for (const parameter of parameters) values[parameter.name] = read(parameter, raw[parameter.name]);
		return values;
	};
}

function read({ name, schema }: ParameterObject, raw: string | string[] | undefined): ParameterValue {
	if (Array.isArray(raw)) throw new Problem(400, name, `${name} must not occur more than once.`);
	if (raw === undefined || raw === "") return schema.default as ParameterValue;
	const value = /^-?[0-9]+$/.test(raw) ? Number(raw) : Number.NaN;
	if (!fits(value, schema)) throw new Problem(400, name, `${name} must be ${describeSchema(schema)}.`);
	return value === 0 ? 0 : value; // never -0
}

function fits(value: number, schema: SchemaObject): boolean {
	return (
		Number.isSafeInteger(value) &&
		(schema.minimum === undefined || value >= schema.minimum) &&
		(schema.maximum === undefined || value <= schema.maximum) &&
		(schema.enum === undefined || schema.enum.includes(value === 0 ? 0 : value))
	);
}

import { DocumentError, type ParameterObject, type SchemaObject } from "../../document.js";
import { Problem } from "../response/problems.js";

/**
 * What a schema allows, in words that follow `must be`.
 *
 * @example
 * describeSchema({ type: "integer", minimum: 1, maximum: 500 }); // "an integer from 1 to 500"
 */
export function describeSchema(schema: SchemaObject): string {
	if (schema.enum) return schema.enum.join(" or ");
	if (schema["x-decimal"]) return `a decimal number of at most ${schema["x-decimal"].significantDigits} digits`;
	switch (schema.type) {
		case "integer":
			return `an integer${bounds(schema.minimum, schema.maximum)}`;
		case "number":
			return `a number${bounds(schema.minimum, schema.maximum)}`;
		case "string":
			return schema.maxLength === undefined ? "a string" : `a string of at most ${schema.maxLength} characters`;
		case "boolean":
			return "true or false";
		case "array":
			return schema.minItems === undefined || schema.maxItems === undefined
				? "an array"
				: `an array of ${schema.minItems} to ${schema.maxItems} items`;
		default:
			return "an object";
	}
}

function bounds(minimum: number | undefined, maximum: number | undefined): string {
	if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`;
	if (minimum !== undefined) return ` of at least ${minimum}`;
	return maximum === undefined ? "" : ` of at most ${maximum}`;
}

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
 * @param all the operation's parameters, of which those of one place are read
 * @param operation its method and path, for messages
 * @throws {DocumentError} when a parameter has another type
 */
export function parameterReader(
	all: readonly ParameterObject[],
	place: "query" | "path",
	operation: string,
): ParameterReader {
	const parameters = all.filter((parameter) => parameter.in === place);
	const other = parameters.find(({ schema }) => schema.type !== "integer");
	if (other) {
		throw new DocumentError(
			`The document's ${operation}: parameter ${other.name} has the type ${other.schema.type}, integer alone is supported.`,
		);
	}
	const names = new Map(parameters.map(({ name }) => [name.toLowerCase(), name]));
	return (raw) => {
		const given = asDocumented(raw, names);
		const values: Record<string, ParameterValue> = {};
		for (const parameter of parameters) values[parameter.name] = read(parameter, given[parameter.name]);
		return values;
	};
}

/** The same with the names of the document, where a request writes them in another case. */
function asDocumented(raw: RawParameters, names: ReadonlyMap<string, string>): RawParameters {
	let given: Record<string, string | string[] | undefined> | undefined;
	for (const written in raw) {
		const name = names.get(written.toLowerCase());
		if (name === undefined || name === written) continue;
		given ??= { ...raw };
		given[name] = [given[name], raw[written]].flat().filter((value) => value !== undefined);
		if (given[name].length === 1) given[name] = given[name][0];
	}
	return given ?? raw;
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

import { type DocumentModel, flatten, type Parameter, typeOf } from "@onespec/openapi-document";
import { faultOf } from "@onespec/openapi-document/check";
import { parameterValue, type RequestParts } from "@onespec/openapi-document/parameter-value";
import { describe } from "./check.js";
import { Problem } from "./problem.js";

/** The values of parameters by name; those that are absent have their default. */
export type Values = Readonly<Record<string, unknown>>;

/**
 * Reads parameters by their styles and schemas. An empty value counts as absent; one that is not declared is passed over.
 *
 * @throws {Problem} 400 for a value that the schema does not allow
 */
export function readParameters(model: DocumentModel, parameters: readonly Parameter[], parts: RequestParts): Values {
	return Object.fromEntries(parameters.map((parameter) => [parameter.name, read(model, parameter, parts)]));
}

function read(model: DocumentModel, parameter: Parameter, parts: RequestParts): unknown {
	const { name, required } = parameter;
	const schema = flatten(model, parameter.schema);
	const refuse = (words: string) => new Problem(400, { value: name, words });
	const value = parameterValue(model, parameter, parts);
	if (value === undefined || value === "") {
		if (required) throw refuse(`${name} is required.`);
		return schema.default;
	}
	if (faultOf(model, schema, value) === undefined) return value;
	const isTwice = Array.isArray(value) && typeOf(schema) !== "array";
	throw refuse(isTwice ? `${name} must not occur more than once.` : `${name} must be ${describe(schema)}.`);
}

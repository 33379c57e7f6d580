import { type DocumentModel, flatten, type Parameter, typeOf } from "@onespec/openapi-document";
import { faultOf } from "@onespec/openapi-document/check";
import { describe } from "./check.js";
import { Problem } from "./problem.js";

/** The values of parameters by name; those that are absent have their default. */
export type Values = Readonly<Record<string, unknown>>;

/** What stands between the items of an array in one text. */
const DELIMITERS: Readonly<Record<string, string>> = { spaceDelimited: " ", pipeDelimited: "|" };

/**
 * Reads parameters by their schemas. An empty value counts as absent; one that is not declared is passed over, as are those
 * that are objects.
 *
 * @throws {Problem} 400 for a value that the schema does not allow
 */
export function readParameters(
	model: DocumentModel,
	parameters: readonly Parameter[],
	valuesOf: (name: string) => readonly string[],
): Values {
	return Object.fromEntries(
		parameters.map((parameter) => [parameter.name, read(model, parameter, valuesOf(parameter.name))]),
	);
}

function read(model: DocumentModel, parameter: Parameter, texts: readonly string[]): unknown {
	const { name, required, explode, style } = parameter;
	const schema = flatten(model, parameter.schema);
	const type = typeOf(schema);
	const refuse = (words: string) => new Problem(400, { value: name, words });
	const isArray = type === "array";
	if (type === "object") return undefined;
	if (texts.length > 1 && !isArray) throw refuse(`${name} must not occur more than once.`);
	const parts = isArray && !explode ? texts.flatMap((text) => text.split(DELIMITERS[style] ?? ",")) : texts;
	if (parts.every((text) => text === "")) {
		if (required) throw refuse(`${name} is required.`);
		return schema.default;
	}
	const items = isArray ? typeOf(flatten(model, schema.items ?? {})) : type;
	const value = isArray ? parts.map((text) => typed(items, text)) : typed(items, parts[0] ?? "");
	if (faultOf(model, schema, value) !== undefined) throw refuse(`${name} must be ${describe(schema)}.`);
	return value;
}

function typed(type: ReturnType<typeof typeOf>, text: string): unknown {
	if (type === "integer") return /^-?\d+$/.test(text) ? Number(text) + 0 : text;
	if (type === "number") return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
	if (type === "boolean" && (text === "true" || text === "false")) return text === "true";
	return text;
}

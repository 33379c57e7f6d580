import { describe, fitsParameter } from "./check.js";
import { type ApiDocument, merged, type Parameter } from "./document.js";
import { Problem } from "./problem.js";

/** The values of parameters by name; those that are absent have their default. */
export type Values = Readonly<Record<string, unknown>>;

/**
 * Reads parameters by their schemas. An empty value counts as absent; one that is not declared is passed over.
 *
 * @throws {Problem} 400 for a value that the schema does not allow
 */
export function readParameters(
	document: ApiDocument,
	parameters: readonly Parameter[],
	valuesOf: (name: string) => readonly string[],
): Values {
	return Object.fromEntries(
		parameters.map((parameter) => [parameter.name, read(document, parameter, valuesOf(parameter.name))]),
	);
}

function read(document: ApiDocument, { name, required, schema = {} }: Parameter, texts: readonly string[]): unknown {
	const rule = merged(document, schema);
	const refuse = (words: string) => new Problem(400, { value: name, words });
	if (rule.type === "array") return texts.flatMap((text) => text.split(","));
	if (texts.length > 1) throw refuse(`${name} must not occur more than once.`);
	const [text = ""] = texts;
	if (text === "") {
		if (required === true) throw refuse(`${name} is required.`);
		return rule.default;
	}
	const value = typed(rule.type, text);
	if (!fitsParameter(document, rule, value)) throw refuse(`${name} must be ${describe(rule)}.`);
	return value;
}

function typed(type: string | undefined, text: string): unknown {
	if (type === "integer") return /^-?\d+$/.test(text) ? Number(text) + 0 : text;
	if (type === "number") return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
	if (type === "boolean" && (text === "true" || text === "false")) return text === "true";
	return text;
}

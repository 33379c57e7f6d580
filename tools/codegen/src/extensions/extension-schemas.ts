import { readFileSync } from "node:fs";
import { Ajv, type ErrorObject } from "ajv";

const file = new URL("../../schema/extensions.schema.json", import.meta.url);

interface ExtensionSchemas {
	readonly $id: string;
	readonly properties: Readonly<Record<string, unknown>>;
}

const schemas = JSON.parse(readFileSync(file, "utf8")) as ExtensionSchemas;
const ajv = new Ajv({ allErrors: true, strict: true }).addSchema(schemas);

/** The names of the extensions that a document may use. */
export const knownExtensions: readonly string[] = Object.keys(schemas.properties);

/**
 * Holds the value of an extension against its JSON Schema in `schema/extensions.schema.json`.
 *
 * @param name one of {@link knownExtensions}
 * @param value what the document says
 * @returns the faults in words; none where the value fits
 */
export function faultsOfValue(name: string, value: unknown): string[] {
	const validate = ajv.getSchema(`${schemas.$id}#/properties/${name}`);
	if (validate === undefined) throw new Error(`${file.pathname} has no schema for ${name}.`);
	return validate(value) === true ? [] : (validate.errors ?? []).map(inWords);
}

/** An error of ajv as one phrase: its place within the value, what is wrong, and the values that are right. */
export function inWords({ instancePath, keyword, message, params }: ErrorObject): string {
	const detail =
		keyword === "enum"
			? `: ${(params.allowedValues as unknown[]).join(", ")}`
			: keyword === "additionalProperties"
				? `: ${params.additionalProperty}`
				: "";
	return `${instancePath === "" ? "it" : instancePath} ${message}${detail}`;
}

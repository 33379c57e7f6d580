import { Ajv } from "ajv";
import type { OpenApiDocument, Schema } from "../openapi.js";
import { jsonSchema } from "../validators/json-schema.js";
import type { ExtensionFault } from "./extension-fault.js";
import { faultsOfValue, inWords } from "./extension-schemas.js";
import { escapePointer } from "./walk-document.js";

/**
 * Holds the example of each entry of `x-general-responses` against the entry's schema.
 *
 * @param document the bundled document
 * @returns the faults; none where the extension itself does not fit, since that is told already
 */
export function faultsOfGeneralResponses(document: OpenApiDocument): ExtensionFault[] {
	const responses = document["x-general-responses"];
	if (faultsOfValue("x-general-responses", responses).length > 0) return [];
	const ajv = new Ajv({ allErrors: true, strict: false });
	for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
		ajv.addSchema(jsonSchema(schema, { exact: false }), `#/components/schemas/${name}`);
	}
	return Object.entries(responses as Record<string, { schema: Schema; example: unknown }>).flatMap(
		([name, { schema, example }]) => {
			const place = `#/x-general-responses/${escapePointer(name)}`;
			try {
				const validate = ajv.compile(jsonSchema(schema, { exact: false }));
				if (validate(example)) return [];
				return (validate.errors ?? []).map((error) => ({ place: `${place}/example`, message: `${inWords(error)}.` }));
			} catch (error) {
				// A reference that leads to nothing, or a pattern that is no regular expression.
				return [{ place: `${place}/schema`, message: error instanceof Error ? error.message : String(error) }];
			}
		},
	);
}

import { mapSubschemas, type Schema, typesOf } from "@onespec/openapi-document";
import { isDecimal } from "../decimals.js";

/** A JSON Schema of draft 2020-12. */
export type JsonSchema = Record<string, unknown>;

/** What says nothing about values, or what validators do not check. */
const DROPPED: ReadonlySet<string> = new Set([
	"title",
	"description",
	"deprecated",
	"readOnly",
	"writeOnly",
	"default",
	"examples",
	"format",
	"contentEncoding",
	"contentMediaType",
	"contentSchema",
	"discriminator",
	"xml",
	"externalDocs",
]);

const INT32 = { minimum: -2147483648, maximum: 2147483647 };

/** Which variant of a schema is wanted. */
export interface Variant {
	/** Whether decimals are strings, without loss, or numbers. */
	readonly exact: boolean;
}

/**
 * A schema of the model as a plain JSON Schema. An int32 without bounds gets its bounds; what says nothing about values
 * (`description`, `xml`, `examples`, `format`, `x-…`) is dropped.
 *
 * @param variant whether decimals are strings
 * @returns the same, references kept
 * @example jsonSchema({ type: ["number", "null"], format: "decimal" }, { exact: true }) // { type: ["string", "null"] }
 */
export function jsonSchema(schema: Schema, variant: Variant): JsonSchema {
	// A decimal's digits are the codec's to judge, not a numeric range's.
	if (variant.exact && isDecimal(schema)) {
		const isNullable = typesOf(schema).includes("null");
		return { ...(schema.enum && { enum: schema.enum }), type: isNullable ? ["string", "null"] : "string" };
	}
	const converted = mapSubschemas(schema, (inner) => jsonSchema(inner, variant) as Schema) as JsonSchema;
	const result: JsonSchema = schema.format === "int32" ? { ...INT32 } : {};
	for (const [keyword, value] of Object.entries(converted)) {
		if (!DROPPED.has(keyword) && !keyword.startsWith("x-")) result[keyword] = value;
	}
	// Says nothing, and would count the characters of each string for it.
	if (result.minLength === 0) delete result.minLength;
	// Any file is one: a Blob, or what text there is.
	if (schema.format === "binary" && typesOf(schema).includes("string")) delete result.type;
	return result;
}

import {
	closedAsWhole,
	forAjv,
	mapSubschemas,
	type Schema,
	type SchemaScope,
	typesOf,
} from "@onespec/openapi-document";
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

/**
 * A schema of the model as a plain JSON Schema. An int32 without bounds gets its bounds; what says nothing about values
 * (`description`, `xml`, `examples`, `format`, `x-…`) is dropped. A decimal is a string or a number, as the caller of the
 * validator says, so `decimal` takes the place of its `type`.
 *
 * @param scope where its references lead
 * @returns the same, references kept
 * @example jsonSchema(model, { type: ["number", "null"], format: "decimal" }) // { decimal: ["null"] }
 */
export function jsonSchema(scope: SchemaScope, written: Schema): JsonSchema {
	const schema = forAjv(closedAsWhole(scope, written));
	const converted = mapSubschemas(schema, (inner) => jsonSchema(scope, inner) as Schema) as JsonSchema;
	const result: JsonSchema = schema.format === "int32" ? { ...INT32 } : {};
	for (const [keyword, value] of Object.entries(converted)) {
		if (!DROPPED.has(keyword) && !keyword.startsWith("x-")) result[keyword] = value;
	}
	// Says nothing, and would count the characters of each string for it.
	if (result.minLength === 0) delete result.minLength;
	// Any file is one: a Blob, or what text there is.
	if (schema.format === "binary" && typesOf(schema).includes("string")) delete result.type;
	if (isDecimal(schema)) {
		result.decimal = typesOf(schema).filter((type) => type === "null");
		delete result.type;
		if (schema.enum !== undefined) {
			result.enum = schema.enum.flatMap((value) => (typeof value === "number" ? [value, String(value)] : [value]));
		}
	}
	return result;
}

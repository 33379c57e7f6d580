import type { Schema } from "../openapi.js";

/** A JSON Schema of draft 7. */
export type JsonSchema = Record<string, unknown>;

const kept = [
	"enum",
	"multipleOf",
	"maxLength",
	"minLength",
	"pattern",
	"maxItems",
	"minItems",
	"uniqueItems",
	"maxProperties",
	"minProperties",
	"required",
] as const;

const int32 = { minimum: -2147483648, maximum: 2147483647 };

/** Which variant of a schema is wanted. */
export interface Variant {
	/** Whether decimals are strings, without loss, or numbers. */
	readonly exact: boolean;
}

/**
 * The JSON Schema of an OpenAPI 3.0 schema. An int32 without bounds gets its bounds; what says nothing about values
 * (`description`, `xml`, `example`, `format`, `x-…`) is dropped.
 *
 * @param schema a schema of OpenAPI 3.0, or a reference
 * @param variant whether decimals are strings
 * @returns the same in draft 7, references kept
 * @example jsonSchema({ type: "number", format: "decimal", nullable: true }, { exact: true }) // { type: ["string", "null"] }
 */
export function jsonSchema(schema: Schema, variant: Variant): JsonSchema {
	const convert = (child: Schema) => jsonSchema(child, variant);
	// In OpenAPI 3.0 nothing beside a $ref counts.
	if (schema.$ref !== undefined) return { $ref: schema.$ref };
	const result: JsonSchema = {};
	for (const keyword of kept) if (schema[keyword] !== undefined) result[keyword] = schema[keyword];
	// Says nothing, and would count the characters of each string for it.
	if (result.minLength === 0) delete result.minLength;
	if (schema.type !== undefined) {
		// A decimal's digits are the codec's to judge, not a numeric range's.
		if (variant.exact && schema.format === "decimal") return { ...result, type: withNull("string", schema) };
		result.type = withNull(schema.type, schema);
	}
	addBounds(result, schema.format === "int32" ? { ...int32, ...defined(schema) } : schema);
	for (const keyword of ["allOf", "oneOf", "anyOf"] as const) {
		const list = schema[keyword];
		if (list !== undefined) result[keyword] = list.map(convert);
	}
	if (schema.not !== undefined) result.not = convert(schema.not);
	if (schema.items !== undefined) result.items = convert(schema.items);
	if (schema.properties !== undefined) {
		result.properties = Object.fromEntries(
			Object.entries(schema.properties).map(([name, property]) => [name, convert(property)]),
		);
	}
	const { additionalProperties } = schema;
	if (additionalProperties !== undefined) {
		result.additionalProperties =
			typeof additionalProperties === "boolean" ? additionalProperties : convert(additionalProperties);
	}
	return result;
}

function withNull(type: string, schema: Schema): string | string[] {
	return schema.nullable === true ? [type, "null"] : type;
}

function defined(schema: Schema): Schema {
	return Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined));
}

/** In OpenAPI 3.0 the exclusive bounds are flags beside the bounds, in draft 7 bounds of their own. */
function addBounds(result: JsonSchema, schema: Schema): void {
	const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
	if (minimum !== undefined) result[exclusiveMinimum === true ? "exclusiveMinimum" : "minimum"] = minimum;
	if (maximum !== undefined) result[exclusiveMaximum === true ? "exclusiveMaximum" : "maximum"] = maximum;
}

import type { SchemaObject } from "../document.js";

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

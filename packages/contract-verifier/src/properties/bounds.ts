import type { SchemaObject } from "../document/types.js";

/** The least and the greatest integer that a schema takes; those of its format where it states none. */
export function integerBounds(schema: SchemaObject): {
	min: number;
	max: number;
	stated: { min: boolean; max: boolean };
} {
	const int32 = schema.format === "int32";
	const min = schema.minimum ?? (int32 ? -2147483648 : undefined);
	const max = schema.maximum ?? (int32 ? 2147483647 : undefined);
	return {
		min:
			min === undefined
				? -2147483648
				: Math.ceil(min) + (schema.exclusiveMinimum === true && Number.isInteger(min) ? 1 : 0),
		max:
			max === undefined
				? 2147483647
				: Math.floor(max) - (schema.exclusiveMaximum === true && Number.isInteger(max) ? 1 : 0),
		stated: { min: min !== undefined, max: max !== undefined },
	};
}

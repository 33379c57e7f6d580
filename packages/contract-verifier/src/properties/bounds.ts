import type { Schema } from "@onespec/openapi-document";

/** The least and the greatest integer that a schema takes; those of its format where it states none. */
export function integerBounds(schema: Schema): {
	min: number;
	max: number;
	stated: { min: boolean; max: boolean };
} {
	const above = schema.exclusiveMinimum === undefined ? undefined : Math.floor(schema.exclusiveMinimum) + 1;
	const below = schema.exclusiveMaximum === undefined ? undefined : Math.ceil(schema.exclusiveMaximum) - 1;
	const int32 = schema.format === "int32";
	const lower = [schema.minimum, above, int32 ? -2147483648 : undefined].filter((one) => one !== undefined);
	const upper = [schema.maximum, below, int32 ? 2147483647 : undefined].filter((one) => one !== undefined);
	return {
		min: lower.length === 0 ? -2147483648 : Math.ceil(Math.max(...lower)),
		max: upper.length === 0 ? 2147483647 : Math.floor(Math.min(...upper)),
		stated: { min: lower.length > 0, max: upper.length > 0 },
	};
}

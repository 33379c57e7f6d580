import { resolve } from "../document/pointer.js";
import type { OpenApiDocument, ParameterObject, SchemaObject } from "../document/types.js";
import { mergedObject } from "../xml/names.js";

/** A value that a schema takes: its example, its default, the first of its `enum`, or the plainest of its type. */
export function sampleOf(document: OpenApiDocument, schema: SchemaObject): unknown {
	const place = mergedObject(document, schema);
	const given = place.example ?? place.default ?? place.enum?.[0];
	if (given !== undefined) return given;
	switch (place.type) {
		case "integer":
		case "number":
			return Math.min(Math.max(1, place.minimum ?? 1), place.maximum ?? Number.MAX_SAFE_INTEGER);
		case "boolean":
			return true;
		case "array":
			return Array.from({ length: place.minItems ?? 0 }, () => sampleOf(document, place.items ?? {}));
		case "string":
			return "sample".padEnd(place.minLength ?? 0, "x").slice(0, place.maxLength ?? undefined);
		default:
			return Object.fromEntries(
				(place.required ?? []).map((name) => [name, sampleOf(document, place.properties?.[name] ?? {})]),
			);
	}
}

/** The value that a parameter is sent with unless a scenario says another: its example, or one of its schema. */
export function parameterSample(document: OpenApiDocument, parameter: ParameterObject): unknown {
	if (parameter.example !== undefined) return parameter.example;
	const named = Object.values(parameter.examples ?? {})[0];
	if (named !== undefined) return resolve(document, named).value;
	return sampleOf(document, parameter.schema ?? {});
}

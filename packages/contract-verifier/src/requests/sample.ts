import {
	branchesOf,
	type DocumentModel,
	type Parameter,
	resolve,
	type Schema,
	typeOf,
} from "@onespec/openapi-document";

/** A value that a schema takes: its example, its default, the first of its `enum`, or the plainest of its type. */
export function sampleOf(model: DocumentModel, schema: Schema, depth = 0): unknown {
	const stated = resolve(model, schema);
	const place = stated.examples?.length ? stated : (branchesOf(model, schema)[0] ?? {});
	const given = place.examples?.[0] ?? place.default ?? place.const ?? place.enum?.[0];
	if (given !== undefined) return given;
	switch (typeOf(place)) {
		case "integer":
		case "number":
			return Math.min(Math.max(1, place.minimum ?? 1), place.maximum ?? Number.MAX_SAFE_INTEGER);
		case "boolean":
			return true;
		case "array":
			return Array.from({ length: place.minItems ?? 0 }, () => sampleOf(model, place.items ?? {}, depth + 1));
		case "string":
			return "sample".padEnd(place.minLength ?? 0, "x").slice(0, place.maxLength ?? undefined);
		default:
			if (depth > 8) return {};
			return Object.fromEntries(
				(place.required ?? []).map((name) => [name, sampleOf(model, place.properties?.[name] ?? {}, depth + 1)]),
			);
	}
}

/** The value that a parameter is sent with unless a scenario says another: its example, or one of its schema. */
export function parameterSample(model: DocumentModel, parameter: Parameter): unknown {
	return parameter.examples.find(({ value }) => value !== undefined)?.value ?? sampleOf(model, parameter.schema);
}

import type { OpenApiDocument, SchemaObject } from "./document.js";

/**
 * Follows `$ref` through the document to the schema itself.
 *
 * @throws {Error} when a reference leads nowhere or in a circle
 */
export function resolveSchema(document: OpenApiDocument, schema: SchemaObject): SchemaObject {
	const seen = new Set<string>();
	let current = schema;
	while (typeof current.$ref === "string") {
		if (seen.has(current.$ref)) throw new Error(`The schema reference ${current.$ref} leads in a circle.`);
		seen.add(current.$ref);
		current = target(document, current.$ref);
	}
	return current;
}

function target(document: OpenApiDocument, ref: string): SchemaObject {
	let place: unknown = document;
	if (!ref.startsWith("#/")) throw new Error(`The schema reference ${ref} leaves the document; bundle it first.`);
	for (const token of ref.slice(2).split("/")) {
		const name = decodeURIComponent(token).replaceAll("~1", "/").replaceAll("~0", "~");
		place = isRecord(place) && Object.hasOwn(place, name) ? place[name] : undefined;
	}
	if (!isRecord(place)) throw new Error(`The schema reference ${ref} leads to nothing in the document.`);
	return place;
}

/**
 * The schema without `$ref` and `allOf` at its top: the members of all parts together. What a later part says of the
 * same keyword wins.
 */
export function flattenSchema(document: OpenApiDocument, schema: SchemaObject): SchemaObject {
	return flatten(document, schema, new Set());
}

function flatten(document: OpenApiDocument, schema: SchemaObject, around: ReadonlySet<SchemaObject>): SchemaObject {
	const resolved = resolveSchema(document, schema);
	if (!resolved.allOf) return resolved;
	if (around.has(resolved)) throw new Error("A schema is part of its own allOf; it describes no value.");
	const inside = new Set(around).add(resolved);
	const { allOf, ...own } = resolved;
	return [...allOf.map((part) => flatten(document, part, inside)), own].reduce(mergeSchemas, {});
}

/** Both schemas at once, as far as codecs look at them. */
export function mergeSchemas(left: SchemaObject, right: SchemaObject): SchemaObject {
	const merged = { ...left, ...right };
	return {
		...merged,
		...(left.properties && right.properties && { properties: { ...left.properties, ...right.properties } }),
		...(left.required && right.required && { required: [...left.required, ...right.required] }),
		...(left.xml && right.xml && { xml: { ...left.xml, ...right.xml } }),
	};
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null;
}

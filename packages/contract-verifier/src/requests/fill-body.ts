import { escapeSegment } from "../document/pointer.js";
import type { OpenApiDocument, SchemaObject } from "../document/types.js";
import { fillText } from "../scenarios/placeholders.js";
import { mergedObject } from "../xml/names.js";

/** Gives the value of a placeholder; the place is that in the body, a JSON pointer, with its schema. */
export type BodyLookup = (name: string, pointer: string, schema: SchemaObject) => unknown;

/**
 * The body that a scenario states, with `$repeat` spelled out and placeholders replaced. A saved text becomes a number
 * where the schema has one.
 */
export function fillBody(document: OpenApiDocument, schema: SchemaObject, body: unknown, lookup: BodyLookup): unknown {
	const fill = (place: SchemaObject, value: unknown, pointer: string): unknown => {
		const here = mergedObject(document, place);
		if (typeof value === "string") {
			const filled = fillText(value, (name) => lookup(name, pointer, here));
			const numeric = here.type === "integer" || here.type === "number";
			return numeric && filled !== value && /^-?\d+(\.\d+)?$/.test(String(filled)) ? Number(filled) : filled;
		}
		if (Array.isArray(value)) return value.map((item, index) => fill(here.items ?? {}, item, `${pointer}/${index}`));
		if (typeof value !== "object" || value === null) return value;
		const { $repeat: text, times } = value as { $repeat?: unknown; times?: unknown };
		if (typeof text === "string" && typeof times === "number") return text.repeat(times);
		return Object.fromEntries(
			Object.entries(value).map(([name, member]) => [
				name,
				fill(here.properties?.[name] ?? {}, member, `${pointer}/${escapeSegment(name)}`),
			]),
		);
	};
	return fill(schema, body, "");
}

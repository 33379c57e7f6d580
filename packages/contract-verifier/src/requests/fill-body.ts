import { type DocumentModel, escapeToken, type Schema, typeOf } from "@onespec/openapi-document";
import { fillText } from "../scenarios/placeholders.js";
import { branchFor, whole } from "../xml/names.js";

/** Gives the value of a placeholder; the place is that in the body, a JSON pointer, with its schema. */
export type BodyLookup = (name: string, pointer: string, schema: Schema) => unknown;

/**
 * The body that a scenario states, with `$repeat` spelled out and placeholders replaced. A saved text becomes a number
 * where the schema has one.
 */
export function fillBody(model: DocumentModel, schema: Schema, body: unknown, lookup: BodyLookup): unknown {
	const fill = (place: Schema, value: unknown, pointer: string): unknown => {
		const here = whole(model, branchFor(model, place, value));
		if (typeof value === "string") {
			const filled = fillText(value, (name) => lookup(name, pointer, here));
			const type = typeOf(here);
			const numeric = type === "integer" || type === "number";
			return numeric && filled !== value && /^-?\d+(\.\d+)?$/.test(String(filled)) ? Number(filled) : filled;
		}
		if (Array.isArray(value)) return value.map((item, index) => fill(here.items ?? {}, item, `${pointer}/${index}`));
		if (typeof value !== "object" || value === null) return value;
		const { $repeat: text, times } = value as { $repeat?: unknown; times?: unknown };
		if (typeof text === "string" && typeof times === "number") return text.repeat(times);
		return Object.fromEntries(
			Object.entries(value).map(([name, member]) => [
				name,
				fill(here.properties?.[name] ?? {}, member, `${pointer}/${escapeToken(name)}`),
			]),
		);
	};
	return fill(schema, body, "");
}

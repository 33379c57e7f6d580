import { randomUUID } from "node:crypto";
import { type DocumentModel, resolve, type Schema, typeOf } from "@onespec/openapi-document";

/** An id that hardly any item has, as the schema of an id allows it; only the server knows whether one has. */
export function improbableId(model: DocumentModel, schema: Schema): string | number | undefined {
	return improbableIds(model, schema)[0];
}

/** Several of them, the plainest first. */
export function improbableIds(model: DocumentModel, schema: Schema): (string | number)[] {
	const place = resolve(model, schema);
	if (place.enum !== undefined || place.const !== undefined) return [];
	const { minLength = 0, maxLength = 64, pattern } = place;
	const type = typeOf(place);
	if (type === "integer" || type === "number") {
		const most = place.maximum ?? (place.format === "int64" ? Number.MAX_SAFE_INTEGER : 2147483647);
		const least = Math.max(place.minimum ?? 1, Math.ceil(most / 2));
		const between = [0.618, 0.382, 0.854, 0.146].map((part) => Math.floor(least + (most - least) * part));
		return [...new Set([most, ...between])].filter((id) => id >= (place.minimum ?? 1));
	}
	if (type !== "string" && type !== undefined) return [];
	const texts = {
		uuid: ["ffffffff-ffff-4fff-bfff-fffffffffff7", randomUUID(), randomUUID()],
		date: ["9999-12-30"],
		"date-time": ["9999-12-30T00:00:00Z"],
	}[place.format ?? ""] ?? ["no-such-item-7f3a", "nosuchitem7f3a", "7f3a9d21c05e", "907130952", "ZZZ-9999", "zzzzzz"];
	const fits = (text: string) =>
		text.length >= minLength &&
		text.length <= maxLength &&
		(pattern === undefined || new RegExp(pattern, "u").test(text));
	return texts.filter(fits);
}

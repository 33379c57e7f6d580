import { type DocumentModel, type Operation, resolve, type Schema, typeOf } from "@onespec/openapi-document";

/** An id that hardly any item has, as the schema of an id allows it; only the server knows whether one has. */
export function improbableId(model: DocumentModel, schema: Schema): string | number | undefined {
	const place = resolve(model, schema);
	if (place.enum !== undefined || place.const !== undefined) return undefined;
	const { minLength = 0, maxLength = 64, pattern } = place;
	switch (typeOf(place)) {
		case "integer":
		case "number":
			return place.maximum ?? (place.format === "int64" ? Number.MAX_SAFE_INTEGER : 2147483647);
		case "string": {
			const texts = {
				uuid: ["ffffffff-ffff-4fff-bfff-fffffffffff7"],
				date: ["9999-12-30"],
				"date-time": ["9999-12-30T00:00:00Z"],
			}[place.format ?? ""] ?? [
				"no-such-item-7f3a",
				"nosuchitem7f3a",
				"7f3a9d21c05e",
				"907130952",
				"ZZZ-9999",
				"zzzzzz",
			];
			const fits = (text: string) =>
				text.length >= minLength &&
				text.length <= maxLength &&
				(pattern === undefined || new RegExp(pattern, "u").test(text));
			return texts.find(fits);
		}
		case undefined:
			return "no-such-item-7f3a";
		default:
			return undefined;
	}
}

/** The names of the parameters in an operation's path, in their order. */
export function pathParameters({ path }: Pick<Operation, "path">): string[] {
	return [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = ""]) => name);
}

import { branchesOf, membersOf } from "./around.js";
import type { OpenApiDocument, Schema } from "./openapi.js";

/** How deep a sample goes, in case a schema contains itself. */
const deepest = 6;

/**
 * A value that has a schema's type, for an example that the document does not give: its own example or default, or the
 * least that the type allows.
 *
 * @example sampleValue(document, { type: "object", required: ["id"], properties: { id: { type: "integer" } } }) // { id: 1 }
 */
export function sampleValue(document: OpenApiDocument, schema: Schema, depth = 0): unknown {
	const [first = {}] = branchesOf(document, schema);
	const options = Array.isArray(first.enum) ? first.enum : [];
	const given = first.example ?? first.default ?? options[0];
	if (given !== undefined) return given;
	if (depth > deepest) return undefined;
	switch (first.type) {
		case "array":
			return [sampleValue(document, first.items ?? {}, depth + 1)];
		case "integer":
		case "number":
			return first.minimum ?? 1;
		case "boolean":
			return true;
		case "string":
			return "…";
		default:
			return Object.fromEntries(
				[...membersOf(document, first)]
					.filter(([, { required }]) => required)
					.map(([name, member]) => [name, sampleValue(document, member.schema, depth + 1)]),
			);
	}
}

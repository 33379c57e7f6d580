import { type OpenApiDocument, operationsOf, type RequestBody, type Schema } from "../openapi.js";
import { resolveReference } from "../resolve-reference.js";

const prefix = "#/components/schemas/";

/**
 * The names of the component schemas that a request body is of, and of their items where it is an array.
 *
 * @returns the names in the order of the document's components
 */
export function requestSchemas(document: OpenApiDocument): string[] {
	const found = new Set<string>();
	for (const { operation } of operationsOf(document)) {
		if (operation.requestBody === undefined) continue;
		const { content } = resolveReference<RequestBody>(document, operation.requestBody);
		for (const { schema } of Object.values(content)) if (schema !== undefined) add(document, schema, found);
	}
	return Object.keys(document.components?.schemas ?? {}).filter((name) => found.has(name));
}

function add(document: OpenApiDocument, schema: Schema, found: Set<string>): void {
	if (schema.$ref?.startsWith(prefix)) {
		const name = schema.$ref.slice(prefix.length);
		if (found.has(name)) return;
		found.add(name);
	}
	const { items } = resolveReference<Schema>(document, schema as Schema);
	if (items !== undefined) add(document, items, found);
}

import type { OpenApiDocument, Schema } from "./openapi.js";
import { isReference, resolveReference } from "./resolve-reference.js";

/**
 * Whether a value of the schema can hold a decimal, in whatever depth: then its type depends on what decimals are.
 */
export function hasDecimals(document: OpenApiDocument, schema: Schema): boolean {
	const seen = new Set<object>();
	const look = (node: unknown): boolean => {
		if (typeof node !== "object" || node === null || seen.has(node)) return false;
		seen.add(node);
		if (isReference(node)) return look(resolveReference<Schema>(document, node));
		if ("format" in node && node.format === "decimal") return true;
		return Object.entries(node).some(([keyword, child]) => !data.has(keyword) && look(child));
	};
	return look(schema);
}

/** Whether any schema of a document can hold a decimal. */
export function documentHasDecimals(document: OpenApiDocument): boolean {
	return JSON.stringify([document.paths, document.components?.schemas]).includes('"format":"decimal"');
}

/** Keywords below which there are values, not schemas. */
const data = new Set(["example", "default", "enum", "x-decimal"]);

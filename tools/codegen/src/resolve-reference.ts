import { CodegenError } from "./errors/codegen-error.js";
import type { OpenApiDocument, Reference } from "./openapi.js";

/**
 * Follows a reference within a bundled document to what it finally means.
 *
 * @param document the bundled document
 * @param value an object, or a reference to one
 * @returns the object
 * @throws CodegenError for a reference that leads out of the document, to nothing, or round in a circle
 * @example resolveReference(document, { $ref: "#/components/schemas/Thing" }).type
 */
export function resolveReference<T extends object>(document: OpenApiDocument, value: T | Reference): T {
	const seen = new Set<string>();
	let current: unknown = value;
	while (isReference(current)) {
		const { $ref } = current;
		if (seen.has($ref)) throw new CodegenError(`The reference ${$ref} leads back to itself.`);
		seen.add($ref);
		current = atPointer(document, $ref);
	}
	return current as T;
}

/** Whether an object is a reference. */
export function isReference(value: unknown): value is Reference {
	return typeof value === "object" && value !== null && "$ref" in value && typeof value.$ref === "string";
}

function atPointer(document: OpenApiDocument, $ref: string): unknown {
	if (!$ref.startsWith("#/")) throw new CodegenError(`The reference ${$ref} leads out of the bundled document.`);
	let current: unknown = document;
	for (const part of $ref.slice(2).split("/")) {
		const key = decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");
		current =
			typeof current === "object" && current !== null && Object.hasOwn(current, key)
				? (current as Record<string, unknown>)[key]
				: undefined;
	}
	if (typeof current !== "object" || current === null)
		throw new CodegenError(`The reference ${$ref} leads to nothing.`);
	return current;
}

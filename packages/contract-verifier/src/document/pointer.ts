import { DocumentError } from "./document-error.js";
import type { OpenApiDocument } from "./types.js";

/** Escapes one segment of a JSON pointer (RFC 6901): `a/b` → `a~1b`. */
export function escapeSegment(segment: string): string {
	return segment.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** The segments of a JSON pointer, unescaped: `/0/a~1b` → `["0", "a/b"]`. */
export function segmentsOf(pointer: string): string[] {
	if (pointer === "") return [];
	return pointer
		.slice(1)
		.split("/")
		.map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The value at a JSON pointer, or `undefined` where there is none: `at([{ id: 4 }], "/0/id")` → `4`. */
export function at(value: unknown, pointer: string): unknown {
	let place: unknown = value;
	for (const segment of segmentsOf(pointer)) {
		if (typeof place !== "object" || place === null || !Object.hasOwn(place, segment)) return undefined;
		place = (place as Record<string, unknown>)[segment];
	}
	return place;
}

/** What `deref` found: the object itself, and the pointer of the last reference that led to it. */
export interface Dereferenced<T> {
	value: T;
	/** `#/components/…`, or `undefined` where there was no reference. */
	ref: string | undefined;
}

/**
 * Follows `$ref` until it comes to an object that is none.
 * @throws DocumentError for a reference that leads nowhere, out of the document or in a circle.
 */
export function deref<T extends object>(document: OpenApiDocument, value: T): Dereferenced<T> {
	const seen = new Set<string>();
	let place: T = value;
	let ref: string | undefined;
	for (;;) {
		const next = (place as { $ref?: unknown }).$ref;
		if (typeof next !== "string") return { value: place, ref };
		if (!next.startsWith("#/")) throw new DocumentError(`$ref "${next}" leads out of the document: bundle it first.`);
		if (seen.has(next)) throw new DocumentError(`$ref "${next}" refers to itself.`);
		seen.add(next);
		const target = at(document, decodeURIComponent(next.slice(1)));
		if (typeof target !== "object" || target === null) {
			throw new DocumentError(`$ref "${next}" leads nowhere: add the object, or mend the reference.`);
		}
		place = target as T;
		ref = next;
	}
}

/** The object that a possible reference stands for. */
export function resolve<T extends object>(document: OpenApiDocument, value: T): T {
	return deref(document, value).value;
}

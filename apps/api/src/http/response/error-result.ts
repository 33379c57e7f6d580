import type { components } from "@onespec/customer-groups/exact-types";

/**
 * The first `limit` characters of a text, counted as JSON Schema's `maxLength` counts them.
 *
 * @example
 * bounded("😀😀😀", 2); // "😀😀"
 */
export function bounded(text: string, limit: number): string {
	if (text.length <= limit) return text;
	return Array.from(text.slice(0, 2 * limit))
		.slice(0, limit)
		.join("");
}

type ErrorResult = components["schemas"]["ErrorResult"];

/** The document's `maxLength` of `ErrorResult`'s members. */
const MAX_VALUE = 200;
const MAX_MESSAGE = 1000;

/** One entry of an error body, its texts cut to what the document allows. */
export function errorResult(status: number, value: string, message: string): ErrorResult {
	return {
		Key: "Error",
		Value: bounded(value, MAX_VALUE),
		Status: String(status),
		Message: bounded(message, MAX_MESSAGE),
	};
}

/** The answer of an operation that failed as a whole. */
export function failure<Status extends number>(status: Status, value: string, message: string) {
	return { status, body: [errorResult(status, value, message)] };
}

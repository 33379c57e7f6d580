import { InvalidParameterError } from "./errors.js";
import type { Operation, OperationRequest } from "./operation.js";

/** The headers of a request, by name in lower case. */
export type HeaderRecord = Readonly<Record<string, string>>;

/**
 * Joins headers of any case; of two of one name the later counts.
 *
 * @returns an object without a prototype, so that a header called `constructor` or `__proto__` is one like the others
 */
export function joinHeaders(...sources: (HeaderRecord | undefined)[]): Record<string, string> {
	const joined: Record<string, string> = Object.create(null);
	for (const source of sources) {
		for (const name in source) joined[name.toLowerCase()] = source[name] as string;
	}
	return joined;
}

/** RFC 9110: a token; visible ASCII, obs-text, blanks between. */
const headerName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const headerValue = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Why a header cannot be sent, as a sentence's second half. */
export function headerFault(name: string, value: unknown): string | undefined {
	if (!headerName.test(name)) return "has no valid header name";
	if (value === undefined || value === null) return "is missing";
	if (typeof value !== "string") return `is no string but of type ${typeof value}`;
	if (/[\r\n]/.test(value)) return "has a line break in it";
	if (!headerValue.test(value))
		return "has a character that no header can carry (a control character, or beyond Latin-1)";
	return undefined;
}

/**
 * The path and query of a request. Values of the query that are `undefined` or `null` are left out; an array is a
 * parameter that occurs several times.
 *
 * @throws InvalidParameterError where the path would lead elsewhere: a value that is missing or empty, `.` or `..`
 */
export function requestPath(operation: Operation, { path = {}, query }: OperationRequest): string {
	const textOf = (name: string, value: unknown): string => {
		if (value instanceof Date && Number.isFinite(+value)) return value.toISOString();
		if (Number.isFinite(value) || value === null || !/^(object|number)$/.test(typeof value)) return String(value ?? "");
		throw new InvalidParameterError(operation, name, typeof value === "object" ? "an object" : value, "");
	};
	// The names in braces are at every second place.
	const filled = operation.path
		.split(/\{([^{}]+)\}/)
		.map((part, index) => {
			if (index % 2 === 0) return part;
			const value = path[part];
			const text = textOf(part, value);
			if (/^\.{0,2}$/.test(text)) throw new InvalidParameterError(operation, part, value);
			return encodeURIComponent(text);
		})
		.join("");
	const search: string[] = [];
	for (const name in query) {
		const value = query[name];
		for (const one of Array.isArray(value) ? value : [value]) {
			if (one === undefined || one === null) continue;
			search.push(`${encodeURIComponent(name)}=${encodeURIComponent(textOf(name, one))}`);
		}
	}
	return search.length === 0 ? filled : `${filled}${filled.includes("?") ? "&" : "?"}${search.join("&")}`;
}

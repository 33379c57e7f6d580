import { InvalidParameterError } from "./errors.js";
import type { Operation, OperationRequest } from "./operation.js";

/** The headers of a request, by name in lower case. */
export type HeaderRecord = Readonly<Record<string, string>>;

/** Joins headers of any case; of two of one name the later counts. */
export function joinHeaders(...sources: (HeaderRecord | undefined)[]): Record<string, string> {
	const joined: Record<string, string> = {};
	for (const source of sources) {
		for (const name in source) joined[name.toLowerCase()] = source[name] as string;
	}
	return joined;
}

/**
 * The path and query of a request. Values of the query that are `undefined` or `null` are left out; an array is a
 * parameter that occurs several times.
 *
 * @throws InvalidParameterError where the path would lead elsewhere: a value that is missing or empty, `.` or `..`
 */
export function requestPath(operation: Operation, { path = {}, query }: OperationRequest): string {
	const filled = operation.path.replace(/\{([^{}]+)\}/g, (_, name: string) => {
		const value = path[name];
		const text = value === undefined || value === null ? "" : String(value);
		if (text === "" || text === "." || text === ".." || Number.isNaN(value)) {
			throw new InvalidParameterError(operation, name, value);
		}
		return encodeURIComponent(text);
	});
	const search: string[] = [];
	for (const name in query) {
		const value = query[name];
		for (const one of Array.isArray(value) ? value : [value]) {
			if (one !== undefined && one !== null) search.push(`${encodeURIComponent(name)}=${encodeURIComponent(one)}`);
		}
	}
	return search.length === 0 ? filled : `${filled}?${search.join("&")}`;
}

import { InvalidParameterError } from "./errors/invalid-parameter-error.js";
import type { Operation, OperationRequest } from "./operation.js";

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

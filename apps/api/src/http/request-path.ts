import { bounded } from "./bounded.js";

const MAX_LENGTH = 200;

/**
 * The path of a request's target as it may be written down: without query (encoded or not), fragment and the authority
 * of an absolute target, and cut to a length that a line of a log can bear.
 *
 * @example
 * requestPath("/3dCartWebAPI/v1/CustomerGroups?limit=5"); // "/3dCartWebAPI/v1/CustomerGroups"
 */
export function requestPath(target: string): string {
	const path = target.startsWith("/") ? target : target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, "");
	const end = path.search(/[?#]|%3f|%23/i);
	return bounded(end === -1 ? path : path.slice(0, end), MAX_LENGTH);
}

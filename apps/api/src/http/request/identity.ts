import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { CREDENTIAL_HEADERS } from "../../access/authenticate.js";
import { bounded } from "../response/error-result.js";

/** The header that a request's id comes in, where a proxy has given one, and goes out in. */
export const REQUEST_ID_HEADER = "X-Request-Id";

/** Safe in a header and a log line, and long enough for what proxies make. */
const WELL_FORMED = /^[\w.-]{1,128}$/;

/**
 * The id under which a request is logged and answered: the one it brings, where it is well-formed and no credential,
 * else a new one.
 *
 * @example
 * requestId({ "x-request-id": "01JD-7" }); // "01JD-7"
 */
export function requestId(headers: IncomingHttpHeaders): string {
	const brought = headers["x-request-id"];
	if (typeof brought !== "string" || !WELL_FORMED.test(brought)) return randomUUID();
	return CREDENTIAL_HEADERS.some((name) => headers[name.toLowerCase()] === brought) ? randomUUID() : brought;
}

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

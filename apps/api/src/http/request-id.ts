import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { CREDENTIAL_HEADERS } from "../credentials/authenticate.js";

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

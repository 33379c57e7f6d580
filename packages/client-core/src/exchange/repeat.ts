import { ClientError } from "../errors/client-error.js";
import { NetworkError } from "../errors/network-error.js";
import { TimeoutError } from "../errors/timeout-error.js";
import type { Reply } from "./call.js";

/**
 * Whether a request may be sent again after this outcome, with nothing done twice.
 *
 * | outcome | GET, HEAD, OPTIONS, PUT, DELETE | POST, PATCH |
 * | --- | --- | --- |
 * | no connection | yes | yes: it did not leave |
 * | the connection broke, timeout of a try, 502, 504 | yes | no: it may have been done |
 * | 429 | yes | yes: the throttle refuses before anything is done |
 * | 503 | yes | only with `Retry-After`: then it is a refusal |
 * | anything else | no | no |
 */
export function isSafeToRepeat(
	method: string,
	outcome: Reply | ClientError,
	throttled: boolean,
	retryAfter: number | undefined,
): boolean {
	const idempotent = method !== "POST" && method !== "PATCH";
	if (outcome instanceof ClientError) {
		if (outcome instanceof NetworkError) return idempotent || !outcome.sent;
		return idempotent && outcome instanceof TimeoutError && outcome.scope === "try";
	}
	const { status } = outcome;
	if (throttled) return true;
	if (status === 503) return idempotent || retryAfter !== undefined;
	return idempotent && (status === 502 || status === 504);
}

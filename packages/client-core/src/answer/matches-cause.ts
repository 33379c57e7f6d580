import { ApiError } from "../errors/api-error.js";
import type { Cause } from "../operation.js";

/**
 * Whether an error is the answer that a declaration names. Where the declaration has a message, one result has to have
 * it too: the same status may have other causes, such as a base URL that leads elsewhere.
 */
export function matchesCause(error: unknown, cause: Cause | undefined): error is ApiError {
	if (cause === undefined || !(error instanceof ApiError) || error.status !== cause.status) return false;
	const { message } = cause;
	return message === undefined || error.results.some((result) => plain(result.message) === plain(message));
}

function plain(message: string): string {
	return message.trim().replace(/\s+/g, " ").replace(/\.$/, "").toLowerCase();
}

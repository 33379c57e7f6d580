/** What kept the API from doing what was asked, by what the user can do about it. */
export type FailureKind =
	/** No connection, or one that broke off. */
	| "unreachable"
	/** No answer within the time limit. */
	| "timeout"
	/** The credentials are not accepted. */
	| "unauthorized"
	/** The token lacks the permission to read or to write. */
	| "forbidden"
	| "not-found"
	/** The request was refused: see `results`. */
	| "invalid"
	/** The bucket is full: see `retryAfter`. */
	| "throttled"
	/** The API is there but not well (5xx). */
	| "unavailable"
	/** The answer is not what the document says: probably another server. */
	| "unexpected";

/** One element of the API's error body. */
export interface ErrorResult {
	readonly Value: string;
	readonly Message: string;
}

/** The API did not do what was asked. */
export class ApiFailure extends Error {
	override readonly name = "ApiFailure";

	/**
	 * @param kind what went wrong
	 * @param results what the API said about it, in the documented form
	 * @param retryAfter seconds until the next try is worth it, where the API named them
	 * @param status the status of the answer, where there was one
	 */
	constructor(
		readonly kind: FailureKind,
		readonly results: readonly ErrorResult[] = [],
		readonly retryAfter?: number,
		readonly status?: number,
	) {
		super(`The API failed: ${kind}${status === undefined ? "" : ` (status ${status})`}`);
	}
}

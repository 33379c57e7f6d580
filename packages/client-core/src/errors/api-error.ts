import type { ResultItem } from "../answer/results.js";
import { ClientError } from "./client-error.js";
import type { RequestDetails } from "./request-details.js";

/** What is known of an answer that is no success. */
export interface Failure {
	readonly status: number;
	/** Whether the operation documents the status. */
	readonly documented: boolean;
	/** The id that the server gave the request. */
	readonly requestId: string | undefined;
	/** Why, in the vendor's words; where the body has none, what the body is instead. */
	readonly reason: string;
	/** The items of the documented error body; empty where the body is another. */
	readonly results: readonly ResultItem[];
	/** The first 1,000 characters of a body that is not as documented. */
	readonly body: string | undefined;
	/** What `Retry-After` says, in milliseconds. */
	readonly retryAfter: number | undefined;
}

/** The server answered, and not with a success. There is a subclass for each status that callers tell apart. */
export class ApiError extends ClientError implements Failure {
	override readonly name: string = "ApiError";
	declare readonly status: number;
	declare readonly documented: boolean;
	declare readonly requestId: string | undefined;
	declare readonly reason: string;
	declare readonly results: readonly ResultItem[];
	declare readonly body: string | undefined;
	declare readonly retryAfter: number | undefined;

	constructor(request: RequestDetails, failure: Failure, cause?: unknown) {
		super(request, `answered ${failure.status}: ${failure.reason}`, cause, failure);
	}
}

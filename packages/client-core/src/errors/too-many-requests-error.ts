import { ApiError } from "./api-error.js";

/** 429: the throttle is exhausted, and the retries with it. */
export class TooManyRequestsError extends ApiError {
	override readonly name = "TooManyRequestsError";
	declare readonly status: 429;
}

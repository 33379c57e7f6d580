import { ClientError } from "./client-error.js";
import type { RequestDetails } from "./request-details.js";

/** The caller's signal ended the call; `cause` is the signal's reason. Its name is that of the platform's error. */
export class AbortedError extends ClientError {
	override readonly name = "AbortError";

	constructor(request: RequestDetails, reason: unknown) {
		super(request, "was aborted", reason);
	}
}

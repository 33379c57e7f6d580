import { ClientError } from "./client-error.js";
import type { RequestDetails } from "./request-details.js";

/** The status is one of success, but the body cannot be read as what the document says. The server did the work. */
export class MalformedResponseError extends ClientError {
	override readonly name = "MalformedResponseError";
	declare readonly status: number;
	declare readonly requestId: string | undefined;
	/** The first 1,000 characters. */
	declare readonly body: string;

	constructor(
		request: RequestDetails,
		answer: { readonly status: number; readonly requestId: string | undefined; readonly body: string },
		reason: string,
		cause?: unknown,
	) {
		super(request, `answered ${answer.status} with ${reason}`, cause, answer);
	}
}

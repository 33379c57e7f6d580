import type { ValidationFault } from "../validation/faults.js";
import { ClientError } from "./client-error.js";
import type { RequestDetails } from "./request-details.js";

/** The answer is one of success, and its body breaks the document. The server did the work. */
export class ResponseValidationError extends ClientError {
	override readonly name = "ResponseValidationError";
	declare readonly status: number;
	declare readonly requestId: string | undefined;
	declare readonly faults: readonly ValidationFault[];

	constructor(
		request: RequestDetails,
		{ status, requestId }: { readonly status: number; readonly requestId: string | undefined },
		faults: readonly ValidationFault[],
	) {
		const words = faults.map(({ message }) => message).join("; ");
		super(request, `answered ${status} otherwise than documented: ${words}`, undefined, { status, requestId, faults });
	}
}

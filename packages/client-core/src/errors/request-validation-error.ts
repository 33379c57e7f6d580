import type { ValidationFault } from "../validation/faults.js";
import { ClientError } from "./client-error.js";
import type { RequestDetails } from "./request-details.js";

/** The request breaks the document; nothing was sent. */
export class RequestValidationError extends ClientError {
	override readonly name = "RequestValidationError";
	declare readonly faults: readonly ValidationFault[];

	constructor(request: RequestDetails, faults: readonly ValidationFault[]) {
		super(request, `was not sent: ${faults.map(({ message }) => message).join("; ")}`, undefined, { faults });
	}
}

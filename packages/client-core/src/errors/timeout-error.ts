import { ClientError } from "./client-error.js";
import type { RequestDetails } from "./request-details.js";

/** A timeout passed, of one try or of the whole call. Whether the server did what was asked is unknown. */
export class TimeoutError extends ClientError {
	override readonly name = "TimeoutError";
	/** Which timeout: `try` or `total`. */
	declare readonly scope: "try" | "total";

	constructor(request: RequestDetails, scope: "try" | "total", milliseconds?: number, cause?: unknown) {
		const figure = milliseconds === undefined ? "" : ` within ${milliseconds} ms`;
		super(request, `${scope === "try" ? "was not answered" : "did not end"}${figure}`, cause, { scope });
	}
}

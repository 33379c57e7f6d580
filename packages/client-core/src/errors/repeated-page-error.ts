import { ClientError } from "./client-error.js";
import type { RequestDetails } from "./request-details.js";

/** A page has an item of a page before it: the server does not heed the offset, and the list would never end. */
export class RepeatedPageError extends ClientError {
	override readonly name = "RepeatedPageError";
	/** The member that no two items share, and the value that came again. */
	declare readonly key: string;
	declare readonly value: unknown;

	constructor(request: RequestDetails, offset: number, key: string, value: unknown) {
		super(request, `gave an item again at offset ${offset}: ${key} ${String(value)}`, undefined, {
			key,
			value,
			resumeAt: offset,
		});
	}
}

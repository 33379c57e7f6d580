import type { BatchFailure, BatchSuccess } from "../operations/batch.js";
import { ClientError } from "./client-error.js";
import type { RequestDetails } from "./request-details.js";

/** A batch that was not written in full, with what became of each item. */
export class BatchError extends ClientError {
	override readonly name = "BatchError";
	declare readonly succeeded: readonly BatchSuccess[];
	declare readonly failed: readonly BatchFailure[];
	/** The places of the items of the request that failed as a whole; what became of them, `cause` says or nobody knows. */
	declare readonly unknown: readonly number[];
	/** The places of the items that were not sent. */
	declare readonly unsent: readonly number[];

	constructor(
		request: RequestDetails,
		outcome: Pick<BatchError, "succeeded" | "failed" | "unknown" | "unsent">,
		cause?: unknown,
	) {
		const { succeeded, failed, unknown, unsent } = outcome;
		const total = succeeded.length + failed.length + unknown.length + unsent.length;
		const [first] = failed;
		const said = [
			`wrote ${succeeded.length} of ${total} items`,
			first && `${failed.length} failed: [${first.index}] ${first.reason}`,
			unknown.length > 0 && `of ${unknown.length} it is unknown`,
			unsent.length > 0 && `${unsent.length} were not sent`,
		];
		super(request, said.filter(Boolean).join("; "), cause, outcome);
	}
}

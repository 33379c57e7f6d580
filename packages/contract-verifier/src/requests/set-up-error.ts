import type { Reason } from "../reason.js";

/** A request that could not be prepared, or a set-up request that failed. */
export class SetUpError extends Error {
	override readonly name = "SetUpError";
	/** What it has in common with other failures; `undefined` where its message tells that. */
	readonly reason: Omit<Reason, "text"> | undefined;

	constructor(message: string, reason?: Omit<Reason, "text">) {
		super(message);
		this.reason = reason;
	}
}

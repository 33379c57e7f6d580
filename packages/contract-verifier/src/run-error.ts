/** A run that cannot be trusted or could not take place; the message says why. */
export class RunError extends Error {
	override readonly name = "RunError";
}

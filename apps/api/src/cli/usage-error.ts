/** A command line or environment that the service cannot start with; its message is one line for the operator. */
export class UsageError extends Error {
	override readonly name = "UsageError";
}

/** A command line that says nothing sensible. */
export class UsageError extends Error {
	override readonly name = "UsageError";
}

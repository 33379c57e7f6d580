/** A command line that cannot be followed; the message names the option and the remedy. */
export class UsageError extends Error {
	override readonly name = "UsageError";
}

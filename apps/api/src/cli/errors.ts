/** A command line or environment that the service cannot start with; its message is one line for the operator. */
export class UsageError extends Error {
	override readonly name = "UsageError";
}

/** A command that was understood and could not be done; its message is one line for the operator. */
export class CommandError extends Error {
	override readonly name = "CommandError";
}

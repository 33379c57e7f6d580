/** A command that was understood and could not be done; its message is one line for the operator. */
export class CommandError extends Error {
	override readonly name = "CommandError";
}

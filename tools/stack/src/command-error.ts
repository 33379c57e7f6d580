/**
 * A command can't go on, for a reason that the person who typed it can mend. The message is one line that says what is
 * wrong and what to do; no stack is shown.
 */
export class CommandError extends Error {
	override readonly name = "CommandError";

	/** @param exitCode 2 for a mistake in how the command was called, 1 for everything else */
	constructor(
		message: string,
		readonly exitCode: 1 | 2 = 1,
	) {
		super(message);
	}
}

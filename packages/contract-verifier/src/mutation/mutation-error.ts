/** A mutation run that cannot be trusted, or was asked for wrongly; the message says what to mend. */
export class MutationError extends Error {
	override readonly name = "MutationError";
}

/** An answer that does not agree with the model of the store. */
export class SequenceError extends Error {
	override readonly name = "SequenceError";
}

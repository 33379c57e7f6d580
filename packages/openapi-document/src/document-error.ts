/** A document that cannot be read; the message names the place and the remedy. */
export class DocumentError extends Error {
	override readonly name = "DocumentError";
}

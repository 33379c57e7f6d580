/** A schema that XSD cannot state; the message names the place and the remedy. */
export class XsdError extends Error {
	override readonly name = "XsdError";
}

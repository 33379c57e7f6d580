/** A document that cannot be mocked: missing, unreadable, not OpenAPI 3.0 or without operations. */
export class SpecError extends Error {
	override readonly name = "SpecError";
}

/** Prism closed the connection or did not answer in time. */
export class PrismSilentError extends Error {
	override readonly name = "PrismSilentError";
}

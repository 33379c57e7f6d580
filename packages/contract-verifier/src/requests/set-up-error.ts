/** A request that could not be prepared, or a set-up request that failed. */
export class SetUpError extends Error {
	override readonly name = "SetUpError";
}

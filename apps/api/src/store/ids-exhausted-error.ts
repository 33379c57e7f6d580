/** A store has assigned the last id that a group can have. */
export class IdsExhaustedError extends Error {
	override readonly name = "IdsExhaustedError";

	constructor() {
		super("The store has assigned all ids up to 2147483647: it takes no more groups.");
	}
}

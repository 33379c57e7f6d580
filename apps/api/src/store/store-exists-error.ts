/** A store with this secure URL exists already. */
export class StoreExistsError extends Error {
	override readonly name = "StoreExistsError";

	constructor(secureUrl: string) {
		super(`The store ${secureUrl} exists already.`);
	}
}

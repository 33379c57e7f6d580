/** No store has this secure URL. */
export class UnknownStoreError extends Error {
	override readonly name = "UnknownStoreError";

	constructor(secureUrl: string) {
		super(`There is no store ${secureUrl}. Create it with: stores create --store ${secureUrl}`);
	}
}

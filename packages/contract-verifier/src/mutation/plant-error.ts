/** A fault that applies to a cell by the document, but cannot be planted in the answer that came. */
export class PlantError extends Error {
	override readonly name = "PlantError";
}

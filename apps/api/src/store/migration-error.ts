/** A migration failed and left nothing behind, or the database was written by a newer version of this service. */
export class MigrationError extends Error {
	override readonly name = "MigrationError";
}

/** The database file cannot be opened; says which and why. */
export class DatabaseError extends Error {
	override readonly name = "DatabaseError";
}

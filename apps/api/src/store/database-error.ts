/** A database cannot be opened, reached or used as asked; says which and why, without a password. */
export class DatabaseError extends Error {
	override readonly name = "DatabaseError";
}

/** A database cannot be opened, reached or used as asked; says which and why, without a password. */
export class DatabaseError extends Error {
	override readonly name = "DatabaseError";
}

/** A migration failed and left nothing behind, or the database was written by a newer version of this service. */
export class MigrationError extends Error {
	override readonly name = "MigrationError";
}

/** A store has assigned the last id that a group can have. */
export class IdsExhaustedError extends Error {
	override readonly name = "IdsExhaustedError";

	constructor() {
		super("The store has assigned all ids up to 2147483647: it takes no more groups.");
	}
}

/** A store with this secure URL exists already. */
export class StoreExistsError extends Error {
	override readonly name = "StoreExistsError";

	constructor(secureUrl: string) {
		super(`The store ${secureUrl} exists already.`);
	}
}

/** No store has this secure URL. */
export class UnknownStoreError extends Error {
	override readonly name = "UnknownStoreError";

	constructor(secureUrl: string) {
		super(`There is no store ${secureUrl}. Create it with: stores create --store ${secureUrl}`);
	}
}

/** What SQLite says of statements that are wrong, whatever state the file is in. */
const WRONG_STATEMENT = /^SQLITE_(ERROR|CONSTRAINT|MISMATCH|MISUSE|RANGE)/;

/**
 * Whether an error says that the data cannot be had for the moment: locked, full, gone or out of reach, or without room
 * for more. Any other error of this process is one of its programmers.
 */
export function isDataUnavailable(error: unknown): boolean {
	if (error instanceof DatabaseError || error instanceof IdsExhaustedError) return true;
	if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return false;
	return error.code.startsWith("SQLITE_") && !WRONG_STATEMENT.test(error.code);
}

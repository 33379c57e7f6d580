import { statSync } from "node:fs";
import { DatabaseError } from "../database-error.js";

/**
 * Makes a check that a database file is still the one that was opened. SQLite goes on with a file that was deleted or
 * replaced under it: it would acknowledge writes that nobody finds again.
 *
 * @returns a function that throws {@link DatabaseError} when the file is gone or another
 */
export function sameFileCheck(file: string): () => void {
	const opened = identity(file);
	return () => {
		if (identity(file) !== opened) {
			throw new DatabaseError(`The database ${file} was deleted or replaced while it was open: restart the service.`);
		}
	};
}

function identity(file: string): string | undefined {
	const stats = statSync(file, { bigint: true, throwIfNoEntry: false });
	return stats && `${stats.dev}/${stats.ino}`;
}

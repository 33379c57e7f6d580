import { statSync } from "node:fs";

/**
 * Makes a check whether a path still holds the file that it holds now. SQLite goes on with a file that was deleted or
 * replaced under it: it would acknowledge writes that nobody finds again.
 */
export function sameFile(path: string): () => boolean {
	const opened = identity(path);
	return () => opened !== undefined && identity(path) === opened;
}

function identity(path: string): string | undefined {
	const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
	return stats && `${stats.dev}/${stats.ino}`;
}

import { statSync } from "node:fs";

/**
 * Makes a check whether a path still holds the file that it holds now. SQLite goes on with a file that was deleted or
 * replaced under it: it would acknowledge writes that nobody finds again.
 */
export function sameFile(path: string): () => boolean {
	const opened = statsOf(path);
	return () => {
		const stats = statsOf(path);
		return opened !== undefined && stats !== undefined && stats.ino === opened.ino && stats.dev === opened.dev;
	};
}

function statsOf(path: string) {
	return statSync(path, { bigint: true, throwIfNoEntry: false });
}

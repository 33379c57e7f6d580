import { openSync, readSync, statSync } from "node:fs";

/** Both copies of the header at the start of the index, in bytes. */
const HEADERS = 96;

/** The files that were opened, by device and inode. */
const opened = new Map<string, number>();

/**
 * Makes a look whether nothing was committed to a database since the look before, by whomever: it compares the header of
 * the index that all processes share of its write-ahead log (https://sqlite.org/walformat.html), which each commit has
 * changed before it returns. The plain way is `PRAGMA data_version`, which takes 4 µs; this takes 1, and the cheapest
 * request 21.
 *
 * The file is never closed: with it would go the locks that SQLite holds on it for this process.
 *
 * @param file the database, which is open
 * @returns undefined where there is no such file, or where one may show late what was written to its mapping in memory,
 * as on Windows
 */
export function commitMark(file: string): (() => boolean) | undefined {
	if (process.platform !== "linux") return undefined;
	const index = openIndex(`${file}-shm`);
	if (index === undefined) return undefined;
	const seen = Buffer.alloc(HEADERS);
	const now = Buffer.alloc(HEADERS);
	return () => {
		const length = readSync(index, now, 0, HEADERS, 0);
		if (length === HEADERS && now.equals(seen)) return true;
		now.copy(seen);
		return false;
	};
}

function openIndex(path: string): number | undefined {
	const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
	if (stats === undefined) return undefined;
	const key = `${stats.dev}:${stats.ino}`;
	const index = opened.get(key) ?? openSync(path, "r");
	opened.set(key, index);
	return index;
}

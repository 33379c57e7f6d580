import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Makes a folder and those above it, where they are missing. Node's own `recursive` never ends below a folder such as
 * `/proc`, which exists but says of all that is to be made in it that there is no such folder.
 *
 * @param folder absolute
 * @throws Error of the system, with its `code`, where the folder can't be made
 */
export function makeFolder(folder: string): void {
	try {
		mkdirSync(folder);
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code === "ENOENT" && dirname(folder) !== folder) {
			makeFolder(dirname(folder));
			mkdirSync(folder);
		} else if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
	}
}

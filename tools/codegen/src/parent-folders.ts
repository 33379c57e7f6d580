import path from "node:path";

/**
 * A folder and those around it, the nearest first.
 *
 * @example parentFolders("/a/b") // ["/a/b", "/a", "/"]
 */
export function parentFolders(folder: string): string[] {
	const all = [path.resolve(folder)];
	for (let one = all[0] as string; one !== path.dirname(one); ) {
		one = path.dirname(one);
		all.push(one);
	}
	return all;
}

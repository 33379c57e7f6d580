import { mkdir, mkdtemp, readdir, readFile, rename, rm, rmdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Files } from "./api.js";

/** How the files of a package differ from what the document gives. */
export interface Difference {
	/** Files that are not there. */
	readonly missing: string[];
	/** Files with other bytes. */
	readonly stale: string[];
	/** Files that were generated once and no longer are. */
	readonly extra: string[];
}

/**
 * Compares a package with what was generated, byte for byte.
 *
 * @param files what was generated
 * @param folder the package
 * @returns the paths within the package, sorted
 */
export async function compareWithPackage(files: Files, folder: string): Promise<Difference> {
	const missing: string[] = [];
	const stale: string[] = [];
	for (const [file, text] of files) {
		const present = await readIfPresent(path.join(folder, file));
		if (present === undefined) missing.push(file);
		else if (!present.equals(Buffer.from(text))) stale.push(file);
	}
	const extra = (await generatedFiles(folder)).filter((file) => !files.has(file));
	return { missing: missing.sort(), stale: stale.sort(), extra: extra.sort() };
}

/**
 * Writes a package: what differs is written, what is no longer generated is removed, the rest is left alone. Each file
 * is complete at any moment: it is written beside the package and moved into it.
 *
 * @param files what was generated
 * @param folder the package; created where it is missing
 * @returns what differed before
 */
export async function writePackage(files: Files, folder: string): Promise<Difference> {
	const difference = await compareWithPackage(files, folder);
	await mkdir(folder, { recursive: true });
	// In the package's own folder: a rename is atomic only within a file system.
	const temporary = await mkdtemp(path.join(folder, ".codegen-"));
	try {
		for (const file of [...difference.missing, ...difference.stale]) {
			const complete = path.join(temporary, "file");
			await writeFile(complete, files.get(file) ?? "");
			await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
			await rename(complete, path.join(folder, file));
		}
		for (const file of difference.extra) await removeWithEmptyFolders(folder, file);
	} finally {
		await rm(temporary, { recursive: true, force: true });
	}
	return difference;
}

const marked = "; do not edit";

/** The files in the generator's folders that carry its mark, so that a handwritten one is never taken for its own. */
async function generatedFiles(folder: string): Promise<string[]> {
	const found: string[] = [];
	for (const part of ["src", "xsd"]) {
		for (const entry of await readdir(path.join(folder, part), { recursive: true, withFileTypes: true }).catch(
			() => [],
		)) {
			if (!entry.isFile()) continue;
			const file = path.join(entry.parentPath, entry.name);
			if ((await readFile(file, "utf8")).slice(0, 300).includes(marked)) {
				found.push(path.relative(folder, file).split(path.sep).join("/"));
			}
		}
	}
	return found;
}

async function readIfPresent(file: string): Promise<Buffer | undefined> {
	try {
		return await readFile(file);
	} catch (error) {
		if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
		throw error;
	}
}

async function removeWithEmptyFolders(folder: string, file: string): Promise<void> {
	await rm(path.join(folder, file));
	for (let parent = path.dirname(file); parent !== "."; parent = path.dirname(parent)) {
		if ((await readdir(path.join(folder, parent))).length > 0) return;
		await rmdir(path.join(folder, parent));
	}
}

// @ts-check
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/**
 * A folder of the workspace that has a `package.json`.
 *
 * @typedef {object} Workspace
 * @property {string} folder relative to the root, with `/`
 * @property {string} name the package's name
 * @property {string[]} dependencies the names of everything that it depends on at run time
 * @property {string | undefined} implements the API that the app implements
 * @property {string | undefined} role what the app is
 */

/**
 * Reads the packages, apps and tools of a workspace. One whose `package.json` cannot be read is left out: Nx reports it
 * by itself, and the other projects are no worse for it.
 *
 * @param {string} root absolute path of the workspace
 * @returns {Workspace[]} in the order of their folders
 */
export function readWorkspaces(root) {
	return ["packages", "apps", "tools"].flatMap((parent) =>
		foldersIn(path.join(root, parent)).flatMap((folder) => {
			const manifest = readManifest(path.join(root, parent, folder, "package.json"));
			if (typeof manifest?.name !== "string") return [];
			return [
				{
					folder: `${parent}/${folder}`,
					name: manifest.name,
					dependencies: Object.keys(manifest.dependencies ?? {}),
					implements: manifest.onespec?.implements,
					role: manifest.onespec?.role,
				},
			];
		}),
	);
}

/**
 * The folders that some folders need at run time: themselves and, step by step, the workspaces that they depend on.
 *
 * @param {Workspace[]} workspaces all there are
 * @param {string[]} folders where to begin
 * @returns {string[]} sorted folders; one that is missing from `workspaces` is kept, since it may come to be
 */
export function withDependencies(workspaces, folders) {
	/** @type {Set<string>} */
	const found = new Set();
	/** @param {string} folder */
	const add = (folder) => {
		if (found.has(folder)) return;
		found.add(folder);
		const names = workspaces.find((workspace) => workspace.folder === folder)?.dependencies ?? [];
		for (const dependency of workspaces) if (names.includes(dependency.name)) add(dependency.folder);
	};
	folders.forEach(add);
	return [...found].sort();
}

/** @param {string} folder */
function foldersIn(folder) {
	try {
		return readdirSync(folder, { withFileTypes: true })
			.filter((entry) => entry.isDirectory())
			.map((entry) => entry.name)
			.sort();
	} catch {
		return [];
	}
}

/** @param {string} file */
function readManifest(file) {
	try {
		return JSON.parse(readFileSync(file, "utf8"));
	} catch {
		return undefined;
	}
}

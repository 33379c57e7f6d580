import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { runNode } from "./child.js";
import { CommandError } from "./command-error.js";
import { npmCli } from "./npm.js";
import { type Api, foldersOf, shown } from "./workspace.js";

/**
 * Generates the package of an API where it is stale.
 *
 * @returns what was written, one line for each file; empty where the package was current
 * @throws CommandError with the reason where the document can't be generated
 */
export async function generateApi(root: string, api: Api): Promise<string> {
	const args = ["generate", "--spec", `spec/${api.name}`, "--out", shown(root, api.packageFolder)];
	const { code, output } = await runNode(join(root, "tools/codegen/bin/codegen.mjs"), args, { cwd: root });
	if (code !== 0) throw new CommandError(output.trim());
	const written = output.trim();
	return written.endsWith("is current.") ? "" : written;
}

/** Every project of the workspace but the specs, by its folder. */
const projectFolders = (root: string) =>
	["apps", "packages", "tools"].flatMap((place) => foldersOf(join(root, place)).map((name) => `${place}/${name}`));

/**
 * Makes the files that speak of other projects agree with them: the references of `tsconfig.json`, by which the compiler
 * builds, the exact versions in `package.json`s, and `package-lock.json`, without which `npm ci` refuses.
 *
 * @returns the files that were changed
 * @throws CommandError where npm can't bring the lockfile up to date
 */
export async function registerPackages(root: string): Promise<string[]> {
	const changed: string[] = [];
	const folders = projectFolders(root);

	const config = join(root, "tsconfig.json");
	const references = folders.filter((folder) => existsSync(join(root, folder, "tsconfig.json")));
	const lines = references.map((path) => `    { "path": "${path}" }`).join(",\n");
	const text = `{\n  "files": [],\n  "references": [\n${lines}\n  ]\n}\n`;
	if (readFileSync(config, "utf8") !== text) {
		writeFileSync(config, text);
		changed.push(relative(root, config));
	}

	changed.push(...pinVersions(root, folders));

	const lockfile = join(root, "package-lock.json");
	const before = readFileSync(lockfile, "utf8");
	const { packages } = JSON.parse(before) as { packages: Record<string, { version?: string }> };
	const manifests = folders.filter((folder) => existsSync(join(root, folder, "package.json")));
	const version = (folder: string) =>
		(JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) as { version?: string }).version;
	if (manifests.some((folder) => packages[folder]?.version !== version(folder))) {
		const args = ["install", "--package-lock-only", "--ignore-scripts", "--prefer-offline"];
		const { code, output } = await runNode(npmCli(), args, { cwd: root });
		if (code !== 0) throw new CommandError(`npm ${args.join(" ")} failed:\n${output.trim()}`);
		if (readFileSync(lockfile, "utf8") !== before) changed.push(relative(root, lockfile));
	}
	return changed;
}

/**
 * Where a project names another one by an exact version that it no longer has, gives it the one that it has: npm looks
 * for any other in the registry.
 *
 * @param folders the projects, relative to the root
 * @returns the `package.json`s that were changed
 */
export function pinVersions(root: string, folders: readonly string[]): string[] {
	const files = folders.map((folder) => `${folder}/package.json`).filter((file) => existsSync(join(root, file)));
	const texts = new Map(files.map((file) => [file, readFileSync(join(root, file), "utf8")]));
	const versions = new Map<string, string>();
	for (const text of texts.values()) {
		const { name, version } = JSON.parse(text) as { name?: string; version?: string };
		if (name !== undefined && version !== undefined) versions.set(name, version);
	}
	return [...texts].flatMap(([file, text]) => {
		const pinned = text.replace(/("([^"]+)": ")\d+\.\d+\.\d+[^"]*(?=")/g, (whole, before: string, name: string) => {
			const version = versions.get(name);
			return version === undefined ? whole : before + version;
		});
		if (pinned === text) return [];
		writeFileSync(join(root, file), pinned);
		return [file];
	});
}

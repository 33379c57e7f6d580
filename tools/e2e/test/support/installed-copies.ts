import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A package as it lies in some `node_modules`. */
export interface InstalledCopy {
	name: string;
	folder: string;
	manifest: CopyManifest;
}

interface CopyManifest {
	version: string;
	dependencies?: Record<string, string>;
	optionalDependencies?: Record<string, string>;
	peerDependencies?: Record<string, string>;
	peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

/**
 * The packages that some packages need, and what these need in turn: what an installation brings along.
 *
 * @param names the packages to begin with
 * @param from the folder that they are looked up from, as Node would
 * @throws Error where one is not installed
 */
export function installedCopies(names: readonly string[], from: string): InstalledCopy[] {
	const found = new Map<string, InstalledCopy>();
	const visit = (name: string, start: string, needed: boolean) => {
		const folder = lookUp(name, start);
		if (folder === undefined) {
			if (needed) throw new Error(`${name}, which ${start} needs, is not installed.`);
			return;
		}
		const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as CopyManifest;
		const key = `${name}@${manifest.version}`;
		if (found.has(key)) return;
		found.set(key, { name, folder, manifest });
		const { dependencies = {}, optionalDependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = manifest;
		for (const one of Object.keys(dependencies)) visit(one, folder, !(one in optionalDependencies));
		for (const one of Object.keys(optionalDependencies)) visit(one, folder, false);
		for (const one of Object.keys(peerDependencies)) {
			if (!peerDependenciesMeta[one]?.optional) visit(one, folder, true);
		}
	};
	for (const name of names) visit(name, from, true);
	return [...found.values()];
}

function lookUp(name: string, start: string): string | undefined {
	for (let place = start; ; place = dirname(place)) {
		const folder = join(place, "node_modules", name);
		if (existsSync(join(folder, "package.json"))) return folder;
		if (place === dirname(place)) return undefined;
	}
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CommandError } from "./command-error.js";
import { foldersOf } from "./workspace.js";

/** A package of the workspace that is published. */
export interface Package {
	name: string;
	version: string;
	/** Absolute path of its folder. */
	folder: string;
	/** What its `package.json` holds. */
	manifest: Manifest;
}

/** The part of a `package.json` that releasing looks at. */
export interface Manifest {
	name: string;
	version: string;
	private?: boolean;
	exports?: Record<string, string | { types?: string; default: string }>;
	bin?: Record<string, string>;
	scripts?: Record<string, string>;
	dependencies?: Record<string, string>;
}

/**
 * Finds the packages of a workspace that are published: each `packages/<folder>` and `tools/<folder>` that is not private.
 *
 * @param root absolute path of the workspace
 * @returns the packages, each behind those that it depends on
 * @throws CommandError where packages depend on each other in a circle
 * @example findPackages(root).map(({ name }) => name) // ["@onespec/wire-codec", "@onespec/client-core", …]
 */
export function findPackages(root: string): Package[] {
	const found = new Map<string, Package>();
	const folders = ["packages", "tools"].flatMap((place) =>
		foldersOf(join(root, place)).map((name) => join(root, place, name)),
	);
	for (const folder of folders) {
		const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
		const { name, version } = manifest;
		if (!manifest.private) found.set(name, { name, version, folder, manifest });
	}
	const ordered = new Set<Package>();
	const add = (one: Package, dependents: string[]) => {
		if (ordered.has(one)) return;
		const circle = [...dependents, one.name];
		if (dependents.includes(one.name)) throw new CommandError(`Packages depend in a circle: ${circle.join(" → ")}.`);
		for (const name of Object.keys(one.manifest.dependencies ?? {})) {
			const dependency = found.get(name);
			if (dependency) add(dependency, circle);
		}
		ordered.add(one);
	};
	for (const one of found.values()) add(one, []);
	return [...ordered];
}

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Package } from "./packages.js";

/**
 * What keeps a package from being released.
 *
 * @param one the package
 * @param all the packages of the workspace
 * @returns sentences that name the place and the remedy; none where it may go
 */
export function releaseFaults(one: Package, all: readonly Package[]): string[] {
	const { name, version, folder, manifest } = one;
	const faults: string[] = [];
	const changelog = join(folder, "CHANGELOG.md");
	const sections = existsSync(changelog) ? readFileSync(changelog, "utf8").split("\n") : [];
	if (!sections.includes(`## ${version}`)) faults.push(`${name}: CHANGELOG.md has no section "## ${version}".`);
	if (!existsSync(join(folder, "LICENSE"))) faults.push(`${name}: LICENSE is missing.`);
	for (const other of all) {
		const wanted = manifest.dependencies?.[other.name];
		if (wanted === undefined || wanted === other.version) continue;
		faults.push(`${name}: depends on ${other.name} ${wanted}, which is ${other.version} here.`);
	}
	for (const file of filesOf(one)) {
		if (!existsSync(join(folder, file))) faults.push(`${name}: ${file} is missing; build the package.`);
	}
	return faults;
}

/** The files that the manifest names. */
function filesOf({ manifest: { exports = {}, bin = {} } }: Package): string[] {
	const exported = Object.values(exports).flatMap((entry) =>
		typeof entry === "string" ? [entry] : Object.values(entry),
	);
	return [...exported, ...Object.values(bin)].filter((file) => !file.includes("*"));
}

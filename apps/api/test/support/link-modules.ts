import { existsSync, symlinkSync } from "node:fs";
import { join } from "node:path";

/**
 * Gives a copy of a project the packages that npm has put into the project's own folder, because another version of them
 * stands in the root's.
 */
export function linkOwnModules(project: string, copy: string): void {
	const modules = join(project, "node_modules");
	if (existsSync(modules)) symlinkSync(modules, join(copy, "node_modules"), "junction");
}

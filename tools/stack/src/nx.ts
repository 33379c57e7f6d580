import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { runNode } from "./child.js";
import { CommandError } from "./command-error.js";

/**
 * The file behind a command of a package that the workspace's root installs. Read by path: not every package exports its
 * `package.json`.
 *
 * @throws CommandError where the package or the command is not installed
 */
export function binOf(root: string, packageName: string, bin: string): string {
	const folder = join(root, "node_modules", packageName);
	const manifest = join(folder, "package.json");
	if (!existsSync(manifest)) throw new CommandError(`${packageName} is not installed: run \`npm ci\`.`);
	const { bin: bins } = JSON.parse(readFileSync(manifest, "utf8")) as { bin: string | Record<string, string> };
	const path = typeof bins === "string" ? bins : bins[bin];
	if (!path) throw new CommandError(`${packageName} has no command ${bin}: run \`npm ci\`.`);
	return join(folder, path);
}

/**
 * Runs Nx in the workspace.
 *
 * @param root absolute path of the workspace
 * @param args such as `["run-many", "-t", "test"]`
 * @param show whether its output is shown as it comes
 * @param onText gets each piece of the output, where it is not shown
 * @returns the exit code and, where it was not shown, the output
 */
export function runNx(
	root: string,
	args: string[],
	show = false,
	onText?: (text: string) => void,
): Promise<{ code: number; output: string }> {
	const options = { cwd: root, inherit: show, ...(onText ? { onText } : {}) };
	return runNode(binOf(root, "nx", "nx"), [...args, "--outputStyle=static"], options);
}

/**
 * Builds what is not current. Not by its Nx target: before the compiler has built for the first time, there is a faster way.
 *
 * @throws CommandError with the compiler's messages
 */
export async function build(root: string): Promise<void> {
	const door = pathToFileURL(join(root, "tools/stack/bin/build.mjs")).href;
	const builder = (await import(door)) as { build(root: string): Promise<string> };
	const messages = await builder.build(root);
	if (messages) throw new CommandError(`${messages}\nThe workspace does not build.`);
}

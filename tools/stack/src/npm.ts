import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { CommandError } from "./command-error.js";

/**
 * The npm program that came with this Node, or that runs this command: npm is a script, and on Windows can't be spawned
 * by its name.
 *
 * @throws CommandError where there is none
 */
export function npmCli(): string {
	const beside = dirname(process.execPath);
	const candidates = [
		process.env.npm_execpath,
		join(beside, "../lib/node_modules/npm/bin/npm-cli.js"),
		join(beside, "node_modules/npm/bin/npm-cli.js"),
	];
	const found = candidates.find((path) => path?.endsWith(".js") && existsSync(path));
	if (!found) throw new CommandError("npm was not found: run this through `npm run`.");
	return found;
}

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

/**
 * Runs npm outside the workspace and gives what it prints; its warnings are left out.
 *
 * @param options `env` is the whole environment, this process's unless told
 * @throws Error with npm's output where it fails
 */
export async function npm(args: string[], options: { cwd: string; env?: NodeJS.ProcessEnv }): Promise<string> {
	const places = [
		process.env.npm_execpath ?? "",
		join(dirname(process.execPath), "../lib/node_modules/npm/bin/npm-cli.js"),
		join(dirname(process.execPath), "node_modules/npm/bin/npm-cli.js"),
	];
	const cli = places.find((place) => place.endsWith(".js") && existsSync(place));
	const [file, first] = cli === undefined ? ["npm", []] : [process.execPath, [cli]];
	const { stdout } = await promisify(execFile)(file, [...first, ...args, "--loglevel=error"], {
		cwd: options.cwd,
		env: options.env ?? process.env,
		maxBuffer: 2 ** 26,
	});
	return stdout;
}

/** An environment without what npm sets for those that it runs, and without settings of it. */
export function withoutNpm(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	return Object.fromEntries(Object.entries(env).filter(([name]) => !/^npm_/i.test(name)));
}

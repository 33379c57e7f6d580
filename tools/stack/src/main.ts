import { CommandError } from "./command-error.js";
import { bench } from "./commands/bench.js";
import { check } from "./commands/check.js";
import { documents } from "./commands/documents.js";
import { generate } from "./commands/generate.js";
import { mutation } from "./commands/mutation.js";
import { newApi } from "./commands/new-api.js";
import { nodeVersions } from "./commands/node-versions.js";
import { properties } from "./commands/properties.js";
import { release } from "./commands/release.js";
import { samples } from "./commands/samples.js";
import { start } from "./commands/start.js";
import { test } from "./commands/test.js";
import { verify } from "./commands/verify.js";

/** What a command of the root gets: its arguments, and the workspace it works on. */
export type Command = (args: string[], root: string) => Promise<number>;

const commands: Record<string, Command> = {
	start,
	test,
	verify,
	properties,
	generate,
	"new-api": newApi,
	check,
	bench,
	documents,
	mutation,
	release,
	samples,
	"node-versions": nodeVersions,
};

/**
 * Runs one command of the root (`npm run <command>`).
 *
 * @param args the command's name and its arguments
 * @param root absolute path of the workspace
 * @returns the exit code: 0 done, 1 failed, 2 called wrongly
 */
export async function main(args: string[], root: string): Promise<number> {
	const [name = "", ...rest] = args;
	const command = commands[name];
	if (!command) {
		console.error(`Unknown command "${name}". There are: ${Object.keys(commands).join(", ")}.`);
		return 2;
	}
	try {
		return await command(rest, root);
	} catch (error) {
		if (error instanceof CommandError) {
			console.error(error.message);
			return error.exitCode;
		}
		throw error;
	}
}

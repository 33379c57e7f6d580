import path from "node:path";
import { parseArgs } from "node:util";
import { bundle } from "./commands/bundle.js";
import { check } from "./commands/check.js";
import type { Command } from "./commands/command.js";
import { generate } from "./commands/generate.js";
import { lint } from "./commands/lint.js";
import { CodegenError } from "./errors/codegen-error.js";

const commands: Readonly<Record<string, Command>> = { generate, check, lint, bundle };

const help = `codegen: what is generated from spec/<api>/openapi.yaml

  codegen generate --spec spec/<api> [--out packages/<api>]   write the package, print what changed
  codegen check    --spec spec/<api> [--out packages/<api>]   fail where the package is not what generate would write
  codegen lint     --spec spec/<api>                          check the rules, the x- extensions and the examples
  codegen bundle   --spec spec/<api> --out FILE               write the document as one JSON file
  codegen --help                                              print this

Paths are relative to the working directory. Exit code: 0 done, 1 something is wrong, 2 wrong usage.
`;

/**
 * Runs `codegen`.
 *
 * @param args the arguments, without the interpreter and the script
 * @param print takes what is meant for the user; by default standard output
 * @param printError takes what went wrong; by default standard error
 * @returns the exit code: 0 done, 1 something is wrong, 2 wrong usage
 * @example process.exitCode = await main(["check", "--spec", "spec/lockers"]);
 */
export async function main(
	args: string[],
	print: (text: string) => void = console.log,
	printError: (text: string) => void = console.error,
): Promise<number> {
	const usage = (message: string) => {
		printError(`codegen: ${message}\n\n${help}`);
		return 2;
	};
	let parsed: ReturnType<typeof parse>;
	try {
		parsed = parse(args);
	} catch (error) {
		return usage(messageOf(error));
	}
	const { values, positionals } = parsed;
	if (values.help === true) {
		print(help);
		return 0;
	}
	const [name, ...rest] = positionals;
	if (name === undefined) return usage("name a command.");
	const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
	if (command === undefined) return usage(`there is no command "${name}".`);
	if (rest.length > 0) return usage(`"${rest.join(" ")}" is one argument too many.`);
	if (!values.spec) return usage("name the API's folder, with --spec spec/<api>.");
	if (command === bundle && !values.out) return usage("name the file to write, with --out FILE.");
	const out = values.out || path.join("packages", path.basename(path.resolve(values.spec)));
	try {
		return await command({ spec: values.spec, out }, print);
	} catch (error) {
		if (!(error instanceof CodegenError)) throw error;
		printError(error.message);
		return 1;
	}
}

function parse(args: string[]) {
	return parseArgs({
		args,
		allowPositionals: true,
		options: { spec: { type: "string" }, out: { type: "string" }, help: { type: "boolean", short: "h" } },
	});
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

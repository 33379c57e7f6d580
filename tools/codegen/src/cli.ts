import path from "node:path";
import { parseArgs } from "node:util";
import { apiName } from "./api.js";
import { CodegenError } from "./codegen-error.js";
import { bundle } from "./commands/bundle.js";
import { check } from "./commands/check.js";
import type { Command } from "./commands/command.js";
import { generate } from "./commands/generate.js";
import { lint } from "./commands/lint.js";
import { samples } from "./commands/samples.js";

const commands: Readonly<Record<string, Command>> = { generate, check, lint, bundle, samples };

const help = `codegen: a typed client package from an OpenAPI document

  codegen generate --spec SPEC [--out FOLDER] [--name NAME] [--timings]   write the package, print what changed
  codegen check    --spec SPEC [--out FOLDER] [--name NAME]   fail where the package is not what generate would write
  codegen lint     --spec SPEC [--strict]       check the rules, the x- extensions and the examples
  codegen bundle   --spec SPEC --out FILE       write the document as one JSON file
  codegen samples  --spec SPEC --out FOLDER [--name NAME]     write code samples of every operation, in nine languages
  codegen --help                                print this

SPEC is an OpenAPI document, 3.0 to 3.2, or a folder with an openapi.yaml; FOLDER is packages/<api> by default, NAME
the package's name on npm, @onespec/<api> by default. A package outside the workspace of these tools builds itself: npm install. Rules of
style are those of the redocly.yaml beside the document. --strict makes warnings errors. Paths are relative to the working directory. Exit code: 0 done, 1 something is wrong, 2 wrong usage.
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
	if (!values.spec) return usage("name the document or its folder, with --spec spec/<api>.");
	if (command === bundle && !values.out) return usage("name the file to write, with --out FILE.");
	if (command === samples && !values.out) return usage("name the folder to write to, with --out FOLDER.");
	const out =
		values.out ||
		path.join(
			"packages",
			apiName(path.resolve(values.spec, /\.(ya?ml|json)$/i.test(values.spec) ? "" : "openapi.yaml")),
		);
	try {
		return await command(
			{ spec: values.spec, out, name: values.name, strict: values.strict === true, timings: values.timings === true },
			print,
		);
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
		options: {
			spec: { type: "string" },
			out: { type: "string" },
			name: { type: "string" },
			timings: { type: "boolean" },
			strict: { type: "boolean" },
			help: { type: "boolean", short: "h" },
		},
	});
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { dirname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { readCommandLine } from "../cli/command-line.js";
import { EXIT } from "../cli/exit-codes.js";
import { helpOf } from "../cli/help.js";
import { specOf } from "../cli/run-options.js";
import { UsageError } from "../cli/usage-error.js";
import type { Verb, VerbContext } from "./verb.js";

/** `init`: what to start from with a document that is new here. */
export const init: Verb = {
	summary: "writes a scenarios file and a credentials template from the document, and asks nothing",
	help: helpOf({
		usage: "contract-verifier init <document> [options]",
		about: `Writes a scenarios file and a credentials template from a document: what the operations do, as far as the document
says, and each answer that can't be brought about by itself as a line in a comment that says what it needs. Where the scenarios
file is there already, it stays as it is, and the template has every profile that it names. No server is needed.`,
		options: `
  --scenarios <file>         the scenarios file to write, or that is there already; scenarios.yaml by default
  --credentials <file>       the credentials template to write; credentials.json by default
  --dry-run                  shows both and writes nothing`,
		offline: true,
		exitCodes: "0 written; 2 wrong usage, or a file that is there already.",
	}),
	run,
};

async function run(args: string[], { stdout, env }: VerbContext): Promise<number> {
	const line = readCommandLine(args, {
		texts: ["spec", "scenarios", "credentials"],
		flags: ["dry-run"],
		words: ["the document"],
	});
	const spec = specOf(line, env);
	const [{ readDocument }, { startingScenarios }, { profilesTable, profileUses, startingCredentials }, { rolesFound }] =
		await Promise.all([
			import("../cli/read-document.js"),
			import("../scenarios/starting.js"),
			import("../scenarios/profiles.js"),
			import("../scenarios/roles-found.js"),
		]);
	const { model } = await readDocument(spec);
	const scenariosFile = line.text("scenarios") ?? "scenarios.yaml";
	const schema = fileURLToPath(new URL("../../schema/scenarios.schema.json", import.meta.url));
	const scenarios = startingScenarios(model, relative(dirname(resolve(scenariosFile)), schema));
	const isThere = existsSync(scenariosFile);
	const known = isThere ? await (await import("../scenarios/load.js")).loadScenarios(scenariosFile, model) : undefined;
	const uses = profileUses(model, known, scenarios.open);
	const template = startingCredentials(model, uses);
	const credentialsFile = line.text("credentials") ?? "credentials.json";
	const files = [
		...(isThere ? [] : [{ option: "--scenarios", file: scenariosFile, text: scenarios.text }]),
		...(template === undefined
			? []
			: [{ option: "--credentials", file: credentialsFile, text: template, secret: true }]),
	];
	const isDry = line.flag("dry-run");
	if (files.length === 0) throw new UsageError(`${scenariosFile} is there already, and no credentials are needed.`);
	const there = files.find(({ file }) => existsSync(file));
	if (there !== undefined && !isDry) {
		throw new UsageError(
			`${there.file} is there already and stays as it is: name another file with ${there.option}, or see --dry-run.`,
		);
	}
	for (const { file, text, secret, option } of files) {
		if (isDry) stdout.write(`# ${file}\n${text}\n`);
		else await write(option, file, text, secret === true);
	}
	const said = [
		...rolesFound(model).map((one) => `  ${one}`),
		...(isThere
			? [`${scenariosFile} is there already and stays as it is.`]
			: [
					`${scenarios.total - scenarios.open.length} of ${scenarios.total} answers are tried by the document alone; ${scenarios.open.length} wait for a scenario.`,
				]),
		...(template === undefined ? [] : profilesTable(uses).map((one) => `  ${one}`)),
		...(isDry
			? ["nothing was written."]
			: [
					`written: ${files.map(({ file }) => file).join(", ")}. Fill in, then:`,
					nextOf(spec, scenariosFile, template && credentialsFile),
				]),
	];
	stdout.write(`${said.join("\n")}\n`);
	return EXIT.passed;
}

function nextOf(spec: string, scenarios: string, credentials: string | undefined): string {
	const more = credentials === undefined ? "" : ` --credentials ${credentials}`;
	return `  contract-verifier ${spec} --target <url> --scenarios ${scenarios}${more}`;
}

async function write(option: string, file: string, text: string, secret: boolean): Promise<void> {
	try {
		// Never over what somebody else has written meanwhile; credentials are for their owner's eyes.
		await writeFile(file, text, { flag: "wx", ...(secret && { mode: 0o600 }) });
	} catch (error) {
		throw new UsageError(`${option}: ${file} cannot be written (${(error as NodeJS.ErrnoException).code}).`);
	}
}

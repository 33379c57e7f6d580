import { writeFile } from "node:fs/promises";
import { dirname, relative, resolve } from "node:path";
import { stringify } from "yaml";
import { isUrl, readCommandLine } from "../cli/command-line.js";
import { EXIT } from "../cli/exit-codes.js";
import { helpOf } from "../cli/help.js";
import { specOf } from "../cli/run-options.js";
import { UsageError } from "../cli/usage-error.js";
import type { Verb, VerbContext } from "./verb.js";

/** `arazzo`: the scenarios for other tools. */
export const arazzo: Verb = {
	summary: "writes the scenarios as an Arazzo description, and says what it has no words for",
	help: helpOf({
		usage: "contract-verifier arazzo <document> [options]",
		about: `Writes how each answer is brought about as an Arazzo 1.0.1 description: a workflow for each cause. Credentials are
inputs of the workflows. What Arazzo has no words for is named at the end. No server is needed.`,
		options: `
  --scenarios <file>         the scenarios; else CONTRACT_SCENARIOS; without, what the document alone tells
  --out <file>               where the description goes; to the terminal by default`,
		offline: true,
		exitCodes: "0 written; 2 wrong usage or files.",
	}),
	run,
};

async function run(args: string[], { stdout, stderr, env }: VerbContext): Promise<number> {
	const line = readCommandLine(args, { texts: ["spec", "scenarios", "out"], flags: [], words: ["the document"] });
	const spec = specOf(line, env);
	const [{ readDocument }, { scenariosOf }, { arazzoOf }] = await Promise.all([
		import("../cli/read-document.js"),
		import("../scenarios/load.js"),
		import("../scenarios/arazzo-write.js"),
	]);
	const { model } = await readDocument(spec);
	const scenarios = await scenariosOf(line.text("scenarios") ?? (env.CONTRACT_SCENARIOS || undefined), model);
	const out = line.text("out");
	const url = isUrl(spec)
		? spec
		: relative(dirname(resolve(out ?? "arazzo.yaml")), resolve(spec)).replaceAll("\\", "/");
	const { description, inexpressible, natural } = arazzoOf(model, scenarios, url);
	// Anchors would make it hard to read, and some tools don't know them.
	const text = stringify(description, { aliasDuplicateObjects: false, lineWidth: 0 });
	if (out === undefined) stdout.write(text);
	else {
		try {
			await writeFile(out, text);
		} catch (error) {
			throw new UsageError(`--out: ${out} cannot be written (${(error as NodeJS.ErrnoException).code}).`);
		}
	}
	const { length } = description.workflows;
	const said = [
		...inexpressible.map(({ place, reason }) => `not expressed: ${place}: ${reason}`),
		...(natural > 0 ? [`left out: "natural" of ${natural} causes, which speaks of mocks alone`] : []),
		`${length} of ${length + inexpressible.length} causes are workflows; ${inexpressible.length} are not expressed.`,
	];
	stderr.write(said.map((one) => `${one}\n`).join(""));
	return EXIT.passed;
}

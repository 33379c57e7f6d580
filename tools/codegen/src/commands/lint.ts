import { checkExtensions } from "../extensions/check-extensions.js";
import { documentFile, readSpec } from "../load-api.js";
import { redoclyLint } from "../redocly-lint.js";
import type { Command } from "./command.js";

/**
 * `codegen lint`: the document against OpenAPI and the rules of the `redocly.yaml` beside it, our extensions against their
 * schemas, and every example against its schema. All that is wrong is printed. Errors are what OpenAPI or the team's rules
 * refuse and what contradicts itself in our extensions; the rest are warnings, which `--strict` makes errors.
 */
export const lint: Command = async ({ spec, strict }, print) => {
	const file = documentFile(spec);
	const { model } = await readSpec(spec);
	const redocly = await redoclyLint(file);
	if (redocly.text !== "") print(redocly.text);
	const extensions = checkExtensions(model);
	// Loaded here alone: it brings libxml2, which no other command needs.
	const { checkExamples } = await import("@onespec/contract-verifier/examples");
	const examples = checkExamples(model)
		// Those of x-general-responses are told above.
		.filter(({ pointer }) => !pointer.startsWith("#/x-"))
		.map(({ pointer, reason }) => `${pointer}: ${reason}`);
	const report = (what: string, lines: readonly string[]) => {
		if (lines.length > 0) print(`${file}, ${what}:\n${lines.map((line) => `  ${line}`).join("\n")}`);
		return lines.length;
	};
	const line = ({ place, message }: { readonly place: string; readonly message: string }) => `${place}: ${message}`;
	const contradictions = report("extensions", extensions.filter(({ maybeForeign }) => maybeForeign !== true).map(line));
	const warnings =
		report(
			"extensions that may be misspelt",
			extensions.filter(({ maybeForeign }) => maybeForeign === true).map(line),
		) +
		report("examples that don't fit their schemas and are not used", examples) +
		report(
			"what could not be read as it stands",
			model.problems.map(({ pointer, message }) => `${pointer}: ${message}`),
		);
	const failed = redocly.failed || contradictions > 0 || (strict && (warnings > 0 || redocly.text !== ""));
	if (!failed) {
		print(
			redocly.text === "" && warnings === 0
				? `${file}: rules, extensions and examples are in order.`
				: `${file}: usable; see the warnings above.`,
		);
	}
	return failed ? 1 : 0;
};

import type { Cell } from "../cells.js";
import { readCommandLine } from "../cli/command-line.js";
import { EXIT } from "../cli/exit-codes.js";
import { helpOf } from "../cli/help.js";
import { RUN_SYNTAX, readRunOptions } from "../cli/run-options.js";
import { UsageError } from "../cli/usage-error.js";
import { targetIn } from "../cli/verify-options.js";
import { isOfCell, reasonPart } from "../findings.js";
import { explanationOf } from "../matrix.js";
import { runVerifications } from "./run-verifications.js";
import type { Verb, VerbContext } from "./verb.js";

/** `explain`: one finding again, with all that was sent and came. */
export const explain: Verb = {
	summary: "runs one finding of verify again, and shows everything about it",
	help: helpOf({
		usage: "contract-verifier explain <finding> <document> --target <url> [options]",
		about: "Runs the cell of one finding again, such as 1f3a2b-9c04, and shows each request and answer in full.",
		options: `
  --closed                   undeclared members fail, also where additionalProperties allows them`,
		exitCodes: "0 it is gone; 1 it is still there; 2 wrong usage or files; 4 not run; 130 stopped.",
	}),
	run,
};

async function run(args: string[], context: VerbContext): Promise<number> {
	const { text, flag, list, words } = readCommandLine(args, {
		texts: RUN_SYNTAX.texts,
		flags: [...RUN_SYNTAX.flags, "closed"],
		words: ["the finding", "the document"],
	});
	const [finding = "", ...others] = words;
	if (!/^[0-9a-f]{6}-[0-9a-f]{4}$/.test(finding))
		throw new UsageError(`"${finding}" is no finding: give the id that a report shows, such as 1f3a2b-9c04.`);
	const line = { text, flag, list, words: others };
	const options = { ...readRunOptions(line, context.env), target: targetIn(line), closed: flag("closed") };
	const [{ readDocument }, { cellsOf }, { scenariosOf }, { writeJsonReport }] = await Promise.all([
		import("../cli/read-document.js"),
		import("../cells.js"),
		import("../scenarios/load.js"),
		import("../reports/write.js"),
	]);
	const document = await readDocument(options.spec);
	const scenarios = await scenariosOf(options.scenarios, document.model);
	const only = (cell: Cell) => isOfCell(finding, cell.id);
	// A finding of no cell is one of a general response.
	const general = !cellsOf(document.model).some(only);
	const round = { only, general, ...(scenarios && { scenarios }) };
	for (const found of await runVerifications(options, document, [round], context)) {
		context.stdout.write(explanationOf(found, finding));
		await writeJsonReport(options.json, found);
		if (found.findings.some(({ id }) => reasonPart(id) === reasonPart(finding))) return EXIT.failed;
	}
	return EXIT.passed;
}

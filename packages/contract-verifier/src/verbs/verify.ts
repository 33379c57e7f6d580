import type { DocumentModel } from "@onespec/openapi-document";
import type { LoadedDocument } from "@onespec/openapi-document/load";
import { type Cell, cellsOf } from "../cells.js";
import { Baseline } from "../cli/baseline.js";
import { readCredentials } from "../cli/credentials.js";
import { EXIT, exitCodeOf } from "../cli/exit-codes.js";
import { ExpectedOpen } from "../cli/expect-open.js";
import { helpOf } from "../cli/help.js";
import { onlyOf } from "../cli/only.js";
import { NOWHERE, readVerifyOptions, type VerifyCommandOptions } from "../cli/verify-options.js";
import { makeReportDir } from "../cli/with-server.js";
import { renderMatrix } from "../matrix.js";
import { renderGithub } from "../reports/annotations.js";
import { together, type Verification } from "../results.js";
import type { VerifyOptions } from "../verify.js";
import { runVerifications } from "./run-verifications.js";
import type { Verb, VerbContext } from "./verb.js";

/** `verify`: every cell of the document, each cause of it, judged in full. */
export const verify: Verb = {
	summary: "brings every documented answer about and judges it; this is what is done without a verb",
	help: helpOf({
		reports: true,
		usage: "contract-verifier [verify] <document> --target <url> [options]",
		about: `Verifies a mock or a live API against its OpenAPI document.`,
		options: `
  --target live|mock         what answers at --endpoint <url>; a URL says both: live, and where
  --recorded <file>          judges recorded traffic, HAR 1.2 or a JSON report of this verifier, and sends nothing; cells of
                             which nothing was recorded are open, which is no fault; --target names the base URL
  --workflows <file>         runs the workflows of an Arazzo description in place of scenarios; each step is judged as its cell
  --expect-open <file|list>  cells that may stay open: "operation status cause", commas or lines between them
  --only <words>             verifies some cells alone: operation, status, media type; all words of one --only must fit;
                             several --only add up: --only "createThing 201" --only application/xml
  --baseline <file>          deviations that are accepted, each with a reason and a last day; past it, or gone, it fails
  --write-baseline           writes that file from what is found; the reasons are yours to fill in
  --closed                   undeclared members fail, also where additionalProperties allows them
  --profiles                 only shows which profile of the credentials opens which answers, and which of them are there
  --advice                   also says what good servers do beyond the document, such as caching, compression and HEAD; it is
                             no failure, has a count of its own and leaves the exit code as it is`,
		exitCodes: `0 all cells passed, or are open where that was expected; 1 a cell failed; 2 wrong usage or files;
3 none failed, but cells are open; 4 not run; 130 stopped, and what was made is removed.`,
	}),
	run,
};

async function run(args: string[], context: VerbContext): Promise<number> {
	const options = readVerifyOptions(args, context.env);
	const { readDocument } = await import("../cli/read-document.js");
	const document = await readDocument(options.spec);
	if (options.profiles) return profiles(options, document, context);
	const expected = await ExpectedOpen.read(options.expectOpen, cellsOf(document.model));
	if (options.recorded !== undefined) return recorded(options.recorded, options, document, expected, context);

	const { model } = document;
	const { stderr } = context;
	const only = onlyOf(options.only, model);
	const baseline =
		options.baseline === undefined ? undefined : await Baseline.read(options.baseline, options.writeBaseline);
	const { rounds, placeless } = await roundsOf(options, model, only, stderr);
	if (rounds.length === 0) return EXIT.open;
	const found = together(await runVerifications(options, document, rounds, context));
	const verification = { ...found, findings: baseline?.applied(found.findings) ?? found.findings };
	if (options.writeBaseline) await baseline?.write(found.findings);
	await show(verification, options, expected, context);

	// Of what was not looked at, nobody knows whether it is gone.
	const whole = only === undefined && options.workflows === undefined && !options.readOnly;
	const stale = whole && !options.writeBaseline ? (baseline?.stale(found.findings) ?? []) : [];
	for (const one of stale) stderr.write(`contract-verifier: --baseline: ${one}\n`);
	const { unexpected, unused } = expected.compare(verification);
	for (const entry of unused) stderr.write(`contract-verifier: --expect-open: "${entry}" is not open.\n`);
	if (options.expectOpen !== undefined && unexpected.length > 0)
		stderr.write(`contract-verifier: open, and not expected: ${unexpected.join(", ")}\n`);
	return stale.length > 0 ? EXIT.failed : exitCodeOf(verification, unexpected.length + placeless);
}

/** Shows which profile opens which answers; nothing is sent. */
async function profiles(
	options: VerifyCommandOptions,
	{ model }: LoadedDocument,
	{ stdout }: VerbContext,
): Promise<number> {
	const [{ profilesTable, profileUses }, { scenariosOf }] = await Promise.all([
		import("../scenarios/profiles.js"),
		import("../scenarios/load.js"),
	]);
	const uses = profileUses(model, await scenariosOf(options.scenarios, model));
	const credentials = await readCredentials(options.credentials);
	stdout.write(`${profilesTable(uses, credentials).join("\n")}\n`);
	return EXIT.passed;
}

/** Judges traffic that was recorded, without sending anything. */
async function recorded(
	file: string,
	options: VerifyCommandOptions,
	spec: LoadedDocument,
	expected: ExpectedOpen,
	context: VerbContext,
): Promise<number> {
	const { verifyRecorded } = await import("../recorded/verify-recorded.js");
	const { closed, advice, endpoint } = options;
	await makeReportDir(options);
	const verification = await verifyRecorded({ spec, file, closed, advice, ...(endpoint !== NOWHERE && { endpoint }) });
	await show(verification, options, expected, context);
	return exitCodeOf(verification, 0);
}

/** What is verified: the scenarios, or each round of workflows by itself; and how many workflows name no cell. */
async function roundsOf(
	{ scenarios: file, workflows: description }: VerifyCommandOptions,
	model: DocumentModel,
	only: ((cell: Cell) => boolean) | undefined,
	stderr: VerbContext["stderr"],
): Promise<{ rounds: Partial<VerifyOptions>[]; placeless: number }> {
	if (description === undefined) {
		const { scenariosOf } = await import("../scenarios/load.js");
		const scenarios = await scenariosOf(file, model);
		return { rounds: [{ only, ...(scenarios && { scenarios }) }], placeless: 0 };
	}
	const { readWorkflows } = await import("../scenarios/arazzo-read.js");
	const { rounds, unsupported, placeless } = await readWorkflows(description, model);
	for (const one of unsupported) stderr.write(`contract-verifier: not supported, open: ${one}\n`);
	const verifications = rounds.map((scenarios): Partial<VerifyOptions> => {
		const isStated = (cell: Cell, cause: string) =>
			(only?.(cell) ?? true) && scenarios.operations[cell.operationId]?.[cell.status]?.[cause] !== undefined;
		return { scenarios, only: isStated, general: false, cellsAlone: true };
	});
	return { rounds: verifications, placeless };
}

async function show(
	verification: Verification,
	options: VerifyCommandOptions,
	expected: ExpectedOpen,
	{ stdout, env }: VerbContext,
): Promise<void> {
	if (options.reports.includes("github")) stdout.write(renderGithub(verification));
	stdout.write(renderMatrix([verification], { color: stdout.isTTY === true && env.NO_COLOR === undefined }));
	const { writeReports } = await import("../reports/write.js");
	await writeReports({ verification, isExpected: (cell, cause) => expected.has(cell, cause) }, options);
}

import type { Cell } from "../cells.js";
import { Baseline } from "../cli/baseline.js";
import { mustHaveCredentials, readCredentials } from "../cli/credentials.js";
import { EXIT, exitCodeOf } from "../cli/exit-codes.js";
import { ExpectedOpen } from "../cli/expect-open.js";
import { helpOf } from "../cli/help.js";
import { onlyOf } from "../cli/only.js";
import { Progress } from "../cli/progress.js";
import { NOWHERE, readVerifyOptions } from "../cli/verify-options.js";
import { makeReportDir, withServer } from "../cli/with-server.js";
import { isOfCell, reasonPart } from "../findings.js";
import { explanationOf, renderMatrix } from "../matrix.js";
import { renderGithub } from "../reports/annotations.js";
import { together, type Verification } from "../results.js";
import type { VerifyOptions } from "../verify.js";
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
  --closed                   undeclared members fail, also where additionalProperties allows them`,
		exitCodes: `0 all cells passed, or are open where that was expected; 1 a cell failed; 2 wrong usage or files;
3 none failed, but cells are open; 4 not run; 130 stopped, and what was made is removed.`,
	}),
	run,
};

/** `explain`: one finding again, with all that was sent and came. */
export const explain: Verb = {
	summary: "runs one finding of verify again, and shows everything about it",
	help: helpOf({
		usage: "contract-verifier explain <finding> <document> --target <url> [options]",
		about: "Runs the cell of one finding again, such as 1f3a2b-9c04, and shows each request and answer in full.",
		options: "",
		exitCodes: "0 it is gone; 1 it is still there; 2 wrong usage or files; 4 not run; 130 stopped.",
	}),
	run: (args, context) => run(args, context, true),
};

async function run(args: string[], context: VerbContext, explained = false): Promise<number> {
	const { stdout, stderr, env, signal, removal } = context;
	const options = readVerifyOptions(args, env, { explain: explained });
	const { expectOpen, target, finding } = options;
	// What the tools behind it need to start is not spent on a usage error.
	const [{ verify: verifyAll }, { readDocument }, { scenariosOf }, { cellsOf }] = await Promise.all([
		import("../verify.js"),
		import("../cli/read-document.js"),
		import("../scenarios/load.js"),
		import("../cells.js"),
	]);
	const credentials = await readCredentials(options.credentials);
	const document = await readDocument(options.spec);
	const { model: spec } = document;
	const expected = await ExpectedOpen.read(expectOpen, cellsOf(spec));
	const show = async (verification: Verification) => {
		if (options.reports.includes("github")) stdout.write(renderGithub(verification));
		stdout.write(renderMatrix([verification], { color: stdout.isTTY === true && env.NO_COLOR === undefined }));
		const { writeReports } = await import("../reports/write.js");
		await writeReports({ verification, isExpected: (cell, cause) => expected.has(cell, cause) }, options);
	};
	if (options.recorded !== undefined) {
		const { verifyRecorded } = await import("../recorded/verify-recorded.js");
		const { closed, endpoint, recorded: file } = options;
		await makeReportDir(options);
		const verification = await verifyRecorded({
			...{ spec: document, file, closed },
			...(endpoint !== NOWHERE && { endpoint }),
		});
		await show(verification);
		return exitCodeOf(verification, 0);
	}
	const workflows =
		options.workflows === undefined
			? undefined
			: await (await import("../scenarios/arazzo-read.js")).readWorkflows(options.workflows, spec);
	for (const one of workflows?.unsupported ?? []) stderr.write(`contract-verifier: not supported, open: ${one}\n`);
	const scenarios = workflows === undefined ? await scenariosOf(options.scenarios, spec) : undefined;
	const baseline =
		options.baseline === undefined ? undefined : await Baseline.read(options.baseline, options.writeBaseline);
	const only = explained ? (cell: Cell) => isOfCell(finding, cell.id) : onlyOf(options.only, spec);
	// A finding of no cell is one of a general response.
	const general = explained ? { general: !cellsOf(spec).some(({ id }) => isOfCell(finding, id)) } : {};
	if (workflows?.rounds.length === 0) return EXIT.open;
	const live = target === "live";
	if (live) mustHaveCredentials(spec, credentials);
	return withServer(options, live ? credentials : {}, signal, async () => {
		const progress = new Progress(stderr, target, options.verbose);
		try {
			const { endpoint, closed, readOnly, timeoutMs, rate } = options;
			const once = (more: Partial<VerifyOptions>) =>
				verifyAll({
					...{ endpoint, target, closed, readOnly, timeoutMs, spec: document, credentials, signal },
					...(rate !== undefined && { rate }),
					...general,
					only,
					...(scenarios && { scenarios }),
					onRate: (kept) => progress.rate(kept),
					onProgress: (done, total) => progress.show(done, total),
					onCleanUp: (removed, notes) => Object.assign(removal, { removed, notes }),
					...more,
				});
			const rounds: Verification[] = [];
			for (const one of workflows?.rounds ?? []) {
				const isStated = (cell: Cell, cause: string) =>
					(only?.(cell) ?? true) && one.operations[cell.operationId]?.[cell.status]?.[cause] !== undefined;
				rounds.push(await once({ scenarios: one, only: isStated, general: false, cellsAlone: true }));
			}
			const found = workflows === undefined ? await once({}) : together(rounds);
			progress.clear();
			if (explained) {
				stdout.write(explanationOf(found, finding));
				return found.findings.some(({ id }) => reasonPart(id) === reasonPart(finding)) ? EXIT.failed : EXIT.passed;
			}
			const verification = { ...found, findings: baseline?.applied(found.findings) ?? found.findings };
			if (options.writeBaseline) await baseline?.write(found.findings);
			await show(verification);
			// Of what was not looked at, nobody knows whether it is gone.
			const whole = only === undefined && workflows === undefined && !options.readOnly;
			const stale = whole && !options.writeBaseline ? (baseline?.stale(found.findings) ?? []) : [];
			for (const one of stale) stderr.write(`contract-verifier: --baseline: ${one}\n`);
			const { unexpected, unused } = expected.compare(verification);
			for (const entry of unused) stderr.write(`contract-verifier: --expect-open: "${entry}" is not open.\n`);
			if (expectOpen !== undefined && unexpected.length > 0)
				stderr.write(`contract-verifier: open, and not expected: ${unexpected.join(", ")}\n`);
			return stale.length > 0 ? EXIT.failed : exitCodeOf(verification, unexpected.length + (workflows?.placeless ?? 0));
		} finally {
			progress.clear();
		}
	});
}

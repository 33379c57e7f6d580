import { mustHaveCredentials, readCredentials } from "../cli/credentials.js";
import { exitCodeOf } from "../cli/exit-codes.js";
import { ExpectedOpen } from "../cli/expect-open.js";
import { helpOf } from "../cli/help.js";
import { Progress } from "../cli/progress.js";
import { NOWHERE, readVerifyOptions } from "../cli/verify-options.js";
import { makeReportDir, withServer } from "../cli/with-server.js";
import { renderMatrix } from "../matrix.js";
import type { Verification } from "../results.js";
import type { Verb, VerbContext } from "./verb.js";

/** `verify`: every cell of the document, each cause of it, judged in full. */
export const verify: Verb = {
	summary: "brings every documented answer about and judges it; this is what is done without a verb",
	help: helpOf({
		usage: "contract-verifier [verify] <document> --target <url> [options]",
		about: `Verifies a mock or a live API against its OpenAPI document.`,
		options: `
  --target live|mock         what answers at --endpoint <url>; a URL says both: live, and where
  --recorded <file>          judges recorded traffic, HAR 1.2 or a JSON report of this verifier, and sends nothing; cells of
                             which nothing was recorded are open, which is no fault; --target names the base URL
  --expect-open <file|list>  cells that may stay open: "operation status cause", commas or lines between them
  --closed                   undeclared members fail, also where additionalProperties allows them`,
		exitCodes: `0 all cells passed, or are open where that was expected; 1 a cell failed; 2 wrong usage or files;
3 none failed, but cells are open; 4 not run; 130 stopped, and what was made is removed.`,
	}),
	run,
};

async function run(args: string[], { stdout, stderr, env, signal, removal }: VerbContext): Promise<number> {
	const options = readVerifyOptions(args, env);
	const { expectOpen, target } = options;
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
	const scenarios = await scenariosOf(options.scenarios, spec);
	const live = target === "live";
	if (live) mustHaveCredentials(spec, credentials);
	return withServer(options, live ? credentials : {}, signal, async () => {
		const progress = new Progress(stderr, target, options.verbose);
		try {
			const { endpoint, closed, readOnly, timeoutMs, rate } = options;
			const verification = await verifyAll({
				...{ endpoint, target, closed, readOnly, timeoutMs, spec: document, credentials, signal },
				...(rate !== undefined && { rate }),
				...(scenarios && { scenarios }),
				onRate: (kept) => progress.rate(kept),
				onProgress: (done, total) => progress.show(done, total),
				onCleanUp: (removed, notes) => Object.assign(removal, { removed, notes }),
			});
			progress.clear();
			await show(verification);
			const { unexpected, unused } = expected.compare(verification);
			for (const entry of unused) stderr.write(`contract-verifier: --expect-open: "${entry}" is not open.\n`);
			if (expectOpen !== undefined && unexpected.length > 0)
				stderr.write(`contract-verifier: open, and not expected: ${unexpected.join(", ")}\n`);
			return exitCodeOf(verification, unexpected.length);
		} finally {
			progress.clear();
		}
	});
}

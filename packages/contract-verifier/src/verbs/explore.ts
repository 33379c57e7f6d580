import { randomInt } from "node:crypto";
import { readCommandLine, wholeNumber } from "../cli/command-line.js";
import { mustHaveCredentials, readCredentials } from "../cli/credentials.js";
import { helpOf } from "../cli/help.js";
import { Progress } from "../cli/progress.js";
import { RUN_SYNTAX, readRunOptions } from "../cli/run-options.js";
import { withServer } from "../cli/with-server.js";
import { writeJsonReport } from "../reports/write.js";
import type { Verb, VerbContext } from "./verb.js";

/** `explore`: what no example of the document shows. */
export const explore: Verb = {
	summary: "tries what no example shows: generated requests, and sequences held against a model of the store",
	help: helpOf({
		usage: "contract-verifier explore <document> --target <url> [options]",
		about: `Tries on a live server what no example of its document shows: requests that are generated from the schemas, valid
ones and such as are wrong in exactly one way; then sequences of requests, whose answers must agree with a model of the
store.`,
		options: `
  --seed <n>                 replays a run; printed with every run
  --runs <n>                 requests for each constraint at each place; 20 by default
  --sequences <n>            sequences; 50 by default`,
		exitCodes: `0 everything holds; 1 something does not; 2 wrong usage or files; 3 nothing is wrong, but something could not
be tried; 4 not run; 130 stopped, and what was made is removed.`,
	}),
	run,
};

async function run(args: string[], { stdout, stderr, env, signal, removal }: VerbContext): Promise<number> {
	const line = readCommandLine(args, {
		texts: [...RUN_SYNTAX.texts, "seed", "runs", "sequences"],
		flags: RUN_SYNTAX.flags,
		words: ["the document"],
	});
	const seed = wholeNumber("seed", line.text("seed"), -(2 ** 31)) ?? randomInt(2 ** 31 - 1);
	const runs = wholeNumber("runs", line.text("runs"), 1);
	const sequences = wholeNumber("sequences", line.text("sequences"), 1);
	const options = readRunOptions(line, env);
	const [{ explore: exploreAll }, { propertiesExitCode, renderProperties }, { readDocument }] = await Promise.all([
		import("../properties/explore.js"),
		import("../properties/render.js"),
		import("../cli/read-document.js"),
	]);
	const credentials = await readCredentials(options.credentials);
	const { model: spec } = await readDocument(options.spec);
	mustHaveCredentials(spec, credentials);
	return withServer(options, credentials, signal, async () => {
		const progress = new Progress(stderr, "explore", options.verbose);
		try {
			const { endpoint, readOnly, timeoutMs, rate, scenarios } = options;
			const report = await exploreAll({
				...{ spec, endpoint, credentials, seed, readOnly, timeoutMs, signal },
				...(scenarios !== undefined && { scenarios }),
				...(rate !== undefined && { rate }),
				...(runs !== undefined && { runs }),
				...(sequences !== undefined && { sequences }),
				onProgress: (done, total) => progress.show(done, total),
				onCleanUp: (removed, notes) => {
					removal.removed += removed;
					removal.notes.push(...notes);
				},
			});
			progress.clear();
			stdout.write(renderProperties(report));
			await writeJsonReport(options.json, report);
			return propertiesExitCode(report);
		} finally {
			progress.clear();
		}
	});
}

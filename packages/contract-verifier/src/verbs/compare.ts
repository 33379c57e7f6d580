import { randomInt } from "node:crypto";
import { checkUrl, isUrl, readCommandLine, wholeNumber } from "../cli/command-line.js";
import { mustHaveCredentials, readCredentials } from "../cli/credentials.js";
import { helpOf } from "../cli/help.js";
import { Progress } from "../cli/progress.js";
import { RUN_SYNTAX, readRunOptions } from "../cli/run-options.js";
import { UsageError } from "../cli/usage-error.js";
import { withServer } from "../cli/with-server.js";
import { writeJsonReport } from "../reports/write.js";
import type { Verb, VerbContext } from "./verb.js";

/** `compare`: the same requests to two targets. */
export const compare: Verb = {
	summary: "sends the same requests to two targets and compares answer by answer",
	help: helpOf({
		usage: "contract-verifier compare <document> <A> <B> [options]",
		about: `Sends the same requests to two targets, and compares status, media type, documented headers and the shape of the
body; values do not count. Each target gets data of its own, which are removed again.`,
		options: `
  <A> <B>                    the base URLs of the two; options below that speak of a server mean B
  --mock                     A is a mock, which keeps nothing: it gets the requests that are made for B
  --credentials-a <file>     the credentials on A, where they are others than those on B
  --seed <n>                 replays the generated requests; printed with every run
  --runs <n>                 generated requests for each constraint at each place; 10 by default, 0 for none`,
		exitCodes: `0 all answers agree; 1 some differ; 2 wrong usage or files; 3 none differ, but some could not be compared;
4 not run; 130 stopped, and what was made is removed.`,
	}),
	run,
};

async function run(args: string[], { stdout, stderr, env, signal, removal }: VerbContext): Promise<number> {
	const line = readCommandLine(args, {
		texts: [...RUN_SYNTAX.texts, "credentials-a", "seed", "runs"],
		flags: [...RUN_SYNTAX.flags, "mock"],
		words: ["the document", "A", "B"],
	});
	const seed = wholeNumber("seed", line.text("seed"), -(2 ** 31)) ?? randomInt(2 ** 31 - 1);
	const runs = wholeNumber("runs", line.text("runs"), 0);
	const urls = line.words.slice(-2);
	const [a = "", b = ""] = urls;
	if (urls.length < 2 || !isUrl(a) || !isUrl(b))
		throw new UsageError("compare needs the URLs of two targets: <document> <A> <B>.");
	for (const url of urls) checkUrl("a target", url);
	const options = readRunOptions({ ...line, words: line.words.slice(0, -2) }, env, b);
	const [{ agree }, { agreementExitCode, renderAgreement }, { readDocument }] = await Promise.all([
		import("../agreement/agree.js"),
		import("../properties/render.js"),
		import("../cli/read-document.js"),
	]);
	const credentials = await readCredentials(options.credentials);
	const fromA = line.text("credentials-a");
	const otherCredentials = fromA === undefined ? credentials : await readCredentials(fromA);
	const { model: spec } = await readDocument(options.spec);
	mustHaveCredentials(spec, credentials);
	const all = {
		...credentials,
		...Object.fromEntries(Object.entries(otherCredentials).map(([name, one]) => [`A ${name}`, one])),
	};
	return withServer(options, all, signal, async () => {
		const progress = new Progress(stderr, "compare", options.verbose);
		try {
			const { endpoint, readOnly, timeoutMs, rate, scenarios } = options;
			const result = await agree({
				...{ spec, endpoint, credentials, readOnly, timeoutMs, signal },
				...(line.flag("mock") ? { mock: a } : { other: a, otherCredentials }),
				names: line.flag("mock") ? ["A (mock)", "B"] : ["A", "B"],
				...(scenarios !== undefined && { scenarios }),
				...(rate !== undefined && { rate }),
				...(runs !== 0 && { generated: { seed, ...(runs !== undefined && { runs }) } }),
				onProgress: (done, total) => progress.show(done, total),
				onCleanUp: (removed, notes) => {
					removal.removed += removed;
					removal.notes.push(...notes);
				},
			});
			progress.clear();
			stdout.write(`${renderAgreement(result).trimEnd()} (seed ${seed})\n`);
			await writeJsonReport(options.json, { seed, ...result });
			return agreementExitCode(result);
		} finally {
			progress.clear();
		}
	});
}

import { readCommandLine, wholeNumber } from "../cli/command-line.js";
import { mustHaveCredentials, readCredentials } from "../cli/credentials.js";
import { EXIT } from "../cli/exit-codes.js";
import { helpOf } from "../cli/help.js";
import { Progress } from "../cli/progress.js";
import { RUN_SYNTAX, readRunOptions } from "../cli/run-options.js";
import { UsageError } from "../cli/usage-error.js";
import { withServer } from "../cli/with-server.js";
import type { MutationRun } from "../mutation/run.js";
import type { Tally } from "../mutation/score.js";
import { writeJsonReport } from "../reports/write.js";
import { nearest } from "../scenarios/nearest.js";
import type { Verb, VerbContext } from "./verb.js";

/** `mutate`: what the verification of a server would not have noticed. */
export const mutate: Verb = {
	summary: "plants faults between the verifier and your server, and says which of them nothing would have noticed",
	help: helpOf({
		usage: "contract-verifier mutate <document> --target <url> [options]",
		about: `Plants faults between the verifier and a live server, one kind after the other, by a proxy of its own, and says which of
them your document and scenarios would not have noticed. Faults are planted only where everything passes without them; the
server itself gets requests as by verify, and what is made is removed past the fault.`,
		options: `
  --sequences <n>            sequences that look for what no cell shows; 20 by default
  --kind <names>             only these kinds of fault, with commas between them
  --list                     the kinds that apply to this document; no server is needed`,
		exitCodes: `0 every fault was noticed; 1 some were not; 2 wrong usage or files; 3 all were noticed, but in some cells none could
be planted; 4 not run; 130 stopped, and what was made is removed.`,
	}),
	run,
};

async function run(args: string[], { stdout, stderr, env, signal, removal }: VerbContext): Promise<number> {
	const line = readCommandLine(args, {
		texts: [...RUN_SYNTAX.texts, "kind", "sequences"],
		flags: [...RUN_SYNTAX.flags, "list"],
		words: ["the document"],
	});
	const isList = line.flag("list");
	const sequences = wholeNumber("sequences", line.text("sequences"), 1) ?? 20;
	const options = readRunOptions(line, env, isList ? "http://localhost" : undefined);
	const [{ MutationRun: Runs }, { kindsOf }, { renderUnnoticed }, { readDocument }] = await Promise.all([
		import("../mutation/run.js"),
		import("../mutation/kinds-of.js"),
		import("../mutation/report.js"),
		import("../cli/read-document.js"),
	]);
	const credentials = await readCredentials(options.credentials);
	const { model: spec } = await readDocument(options.spec);
	const kinds = await kindsOf(spec, options.scenarios);
	if (isList) {
		stdout.write(`${kinds.join("\n")}\n`);
		return EXIT.passed;
	}
	const only = chosenFrom(line.text("kind"), kinds);
	mustHaveCredentials(spec, credentials);
	return withServer(options, credentials, signal, async () => {
		const progress = new Progress(stderr, "mutate", options.verbose);
		let run: MutationRun | undefined;
		try {
			const { endpoint, readOnly, timeoutMs, rate, scenarios } = options;
			run = await Runs.openPartly(
				{
					...{ spec, endpoint, credentials, readOnly, timeoutMs, signal },
					...(scenarios !== undefined && { scenarios }),
					...(rate !== undefined && { rate }),
					onCleanUp: (removed, notes) => {
						removal.removed += removed;
						removal.notes.push(...notes);
					},
				},
				sequences,
			);
			const wanted = run.kinds.filter((name) => only === undefined || only.includes(name));
			const tallies: Tally[] = [];
			for (const [index, name] of wanted.entries()) {
				signal.throwIfAborted();
				progress.show(index + 1, wanted.length);
				tallies.push(...(await run.score(name)));
			}
			progress.clear();
			const { operations, leftOut } = run;
			stdout.write(renderUnnoticed({ operations, kinds: wanted, tallies, chosen: true }));
			await writeJsonReport(options.json, { kinds: wanted, tallies, leftOut, notes: removal.notes });
			for (const note of removal.notes) stdout.write(`note: ${note}\n`);
			if (leftOut.length > 0)
				stdout.write(
					`? in ${leftOut.length} transactions nothing was planted: they don't pass without a fault. The first: ${leftOut[0]}\n`,
				);
			if (tallies.some(({ survivors }) => survivors.length > 0)) return EXIT.failed;
			return leftOut.length > 0 || tallies.length === 0 ? EXIT.open : EXIT.passed;
		} finally {
			progress.clear();
			await run?.close();
		}
	});
}

/** @throws UsageError, with the near ones, where a kind applies nowhere. */
function chosenFrom(text: string | undefined, kinds: readonly string[]): string[] | undefined {
	const names = text?.split(",").map((name) => name.trim());
	const unknown = names?.find((name) => !kinds.includes(name));
	if (unknown === undefined) return names;
	throw new UsageError(
		`--kind: no fault "${unknown}" applies; near are ${nearest(unknown, kinds).join(", ")}; --list has all.`,
	);
}

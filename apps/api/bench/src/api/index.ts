import { temporaryFolder } from "@onespec/stack/clean-up";
import { CommandError } from "@onespec/stack/command-error";
import { readFlags } from "@onespec/stack/flags";
import { columns, step } from "@onespec/stack/terminal";
import { printFigures, writePage } from "../report.js";
import { roundsFlag } from "../rounds.js";
import { codecs } from "./codecs.js";
import { million, millionInPostgres } from "./million.js";
import type { Outcome, Part } from "./part.js";
import { postgres } from "./postgres.js";
import { reads } from "./reads.js";
import { representations } from "./representations.js";
import { scale } from "./scale.js";
import { startUp } from "./start-up.js";
import { steady } from "./steady.js";
import { writes } from "./writes.js";

const PARTS: Readonly<Record<string, Part>> = {
	reads,
	writes,
	postgres,
	steady,
	million,
	"million-postgres": millionInPostgres,
	codecs,
	representations,
	start: startUp,
	scale,
};

const ROUNDS = roundsFlag(7);

const help = `
npm run bench -- api [--rounds N] [--only PART,…]

Measures the live service beside raw node:http, framework stacks and mocks, interleaved in one run, and fails where a
figure misses its aim. A run of all parts writes docs/benchmarks/api.md, api.json and api-scale.svg.

  ${ROUNDS.help}
  --only PART    measure only this part, or these with commas between them, and write nothing

Parts:
${columns(Object.entries(PARTS).map(([name, { title }]) => [`  ${name}`, title])).join("\n")}
`;

const intro = `
- **of raw**: the CPU time that raw node:http takes for a request, answering the same bytes by \`JSON.stringify\`, divided
  by the CPU time that the server named takes. More is better; 0.5 of raw is twice the cost. It is the time of the
  server's process, its threads and the kernel's share; neither the load's nor that of PostgreSQL is in it.
- **uncached**: this API without its memory of pages and groups, so that each request reads SQLite.
- **median**, **min … max**: of the ratios of each round. In a round, the servers that are compared take their turns.
- Each peer's answers were first compared with ours: those of raw node:http to the byte, the others' as JSON.
- **times its requests per CPU second**: the CPU time of a framework stack for a request, divided by ours for the same.
- Credentials, validation and logging are on, also in the framework stacks. The throttle is off; a row says what it costs.
- Beside the frameworks over PostgreSQL there is no aim: most of an answer is the driver's part, which all of them have.
- Ratios to raw have no aim: they say how far a service with all of this is from one without, and differ by machine.
- **p99**: requests come at a steady rate, half of the most that the server has just served; a time counts from when the request
  was due.
- What single parts of the service bring is in [fast-paths.md](fast-paths.md).
- **synchronous=FULL** waits for the disk once for each commit, of at most 32 writes here, and NORMAL never: what it takes longer is
  the disk's. Where a sync takes longer than the work of half a commit (some 0.6 ms), the row is above its aim.
- Every update changes something: one that changes nothing is not written. The hundred groups of a bulk lie side by side.
- 32 connections, each with one request at a time, unless a row says otherwise.
`;

/**
 * Measures the live service beside its peers, prints the figures with their aims and, after all parts, writes them to the
 * docs.
 *
 * @returns the exit code: 1 where an aim is missed
 * @throws {CommandError} for flags that it does not have, and where a server does not do what is to be measured
 */
export async function benchApi(args: string[], root: string): Promise<number> {
	const flags = readFlags(args, { rounds: ROUNDS.option, only: { type: "string" } }, help);
	if (!flags) return 0;
	const rounds = ROUNDS.read(flags.rounds);
	const names = flags.only?.split(",").map((name) => name.trim()) ?? Object.keys(PARTS);
	const unknown = names.find((name) => !Object.hasOwn(PARTS, name));
	if (unknown !== undefined) {
		throw new CommandError(`There is no part "${unknown}". There are: ${Object.keys(PARTS).join(", ")}.`, 2);
	}
	const folder = temporaryFolder("bench");
	const outcomes: Outcome[] = [];
	try {
		for (const [name, { title, run }] of Object.entries(PARTS)) {
			if (!names.includes(name)) continue;
			outcomes.push(await step(title, () => run({ root, folder: folder.path, rounds })));
		}
	} finally {
		folder.remove();
	}
	const figures = outcomes.flatMap((outcome) => outcome.figures);
	if (flags.only === undefined) {
		const pictures = outcomes.flatMap((outcome) => outcome.pictures ?? []);
		writePage(root, { name: "api", title: "The live service beside its peers", intro, figures, rounds, pictures });
	}
	return printFigures(figures);
}

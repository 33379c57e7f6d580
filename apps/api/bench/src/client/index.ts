import { readFlags } from "@onespec/stack/flags";
import { step } from "@onespec/stack/terminal";
import type { Figure } from "../figures.js";
import { printFigures, writePage } from "../report.js";
import { roundsFlag } from "../rounds.js";
import { startPeer } from "../server.js";
import { calls } from "./calls.js";
import { paging } from "./paging.js";
import { validation } from "./validation.js";

// Single rounds of these short calls lie far apart: of few rounds the median says little.
const ROUNDS = roundsFlag(25);

const help = `
npm run bench -- client [--rounds N]

Measures the client package beside fetch, undici, openapi-fetch, axios and ky, interleaved in one run, and fails where a
figure misses its aim. Writes docs/benchmarks/client.md and client.json.

  ${ROUNDS.help}
`;

const intro = `
- **times …**: the CPU time of the calling process for a call, divided by that of what is named. Less is better.
- **median**, **min … max**: of the rounds. In a round, the clients that are compared take many short turns, one after the
  other, and the round counts by the median of the ratios. *bare fetch, once more* shows the noise that is left.
- Each peer's result was first compared with ours.
- The throttle is off; timeouts, retries, typed errors and unwrapping are on.
- One item: 8 calls at a time.
- The aims compare with what does the same: a call with \`fetch\` needs a timeout, or it can hang for ever; who wants items
  one by one with \`fetch\` writes a generator. Beside bare \`fetch\` no aim makes sense: most of its time is spent in the
  platform, whose releases move the ratio more than anything in this package does.
`;

const GROUPS = 100_000;

/**
 * Measures the client package beside its peers, prints the figures with their aims and writes them to the docs.
 *
 * @returns the exit code: 1 where an aim is missed
 * @throws {CommandError} for flags that it does not have
 */
export async function benchClient(args: string[], root: string): Promise<number> {
	const flags = readFlags(args, { rounds: ROUNDS.option }, help);
	if (!flags) return 0;
	const rounds = ROUNDS.read(flags.rounds);
	const server = await startPeer(root, "pages", "api-pages", GROUPS);
	const figures: Figure[] = [];
	try {
		const parts = {
			"one call, beside the peers": () => calls(root, server, rounds),
			"validation of responses": () => validation(server, rounds),
			[`iterating ${GROUPS.toLocaleString("en")} groups`]: () => paging(server, GROUPS, rounds),
		};
		for (const [title, part] of Object.entries(parts)) figures.push(...(await step(title, part)));
	} finally {
		await server.stop();
	}
	writePage(root, { name: "client", title: "The client package beside its peers", intro, figures, rounds });
	return printFigures(figures);
}

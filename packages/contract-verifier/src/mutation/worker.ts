/**
 * Scores kinds of faults in a process of its own, so that two services use two cores. Gets {@link MutationRequest}s from
 * its parent, answers each with a {@link MutationMessage}, and ends with the parent's connection.
 */
import { MutationRun } from "./run.js";
import type { Tally } from "./score.js";
import type { MutationOptions } from "./target.js";

/** What the parent asks for: first to open a run, then for one kind after the other. */
export type MutationRequest =
	| { kind: "open"; options: Omit<MutationOptions, "signal"> }
	| { kind: "score"; name: string };

/** What comes back. */
export type MutationMessage =
	| { kind: "opened"; kinds: string[]; operations: string[] }
	| { kind: "scored"; name: string; tallies: Tally[] }
	| { kind: "error"; message: string };

const abort = new AbortController();
let run: MutationRun | undefined;

const answer = (message: MutationMessage) => process.send?.(message);

process.on("message", async (request: MutationRequest) => {
	try {
		if (request.kind === "open") {
			run = await MutationRun.open({ ...request.options, signal: abort.signal });
			answer({ kind: "opened", kinds: run.kinds, operations: run.operations });
		} else if (run !== undefined) {
			answer({ kind: "scored", name: request.name, tallies: await run.score(request.name) });
		}
	} catch (error) {
		answer({ kind: "error", message: error instanceof Error ? error.message : String(error) });
	}
});
process.once("disconnect", () => {
	abort.abort();
	void run?.close();
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.disconnect());

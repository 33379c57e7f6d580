import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { type Figure, isMet, markdownTable, textTable } from "../figures.js";
import { codecs } from "./codecs.js";
import type { Context } from "./context.js";
import { million, millionInPostgres } from "./million.js";
import { postgresReads } from "./postgres-reads.js";
import { reads } from "./reads.js";
import { representations } from "./representations.js";
import { scale } from "./scale.js";
import { startUp } from "./start-up.js";
import { writes } from "./writes.js";

/** The parts of the benchmark, by the names that `--only` takes. */
export const PARTS: Readonly<Record<string, (context: Context) => Promise<Figure[]>>> = {
	reads,
	writes,
	postgres: postgresReads,
	million,
	"million-postgres": millionInPostgres,
	codecs,
	representations,
	start: startUp,
	scale,
};

/** How the benchmark of the API is to be run. */
export interface ApiOptions {
	root: string;
	rounds: number;
	/** Names of {@link PARTS}; all where it is empty. */
	only: readonly string[];
}

/**
 * Measures the live service beside its peers and prints the figures with their aims. A run of all parts writes them to
 * `docs/benchmarks/api.md` and `api.json`.
 *
 * @returns whether every aim is met
 */
export async function benchApi({ root, rounds, only }: ApiOptions): Promise<boolean> {
	const folder = mkdtempSync(join(tmpdir(), "onespec-bench-"));
	mkdirSync(join(root, "docs/benchmarks"), { recursive: true });
	const step = (what: string) => process.stderr.write(`measuring ${what} …\n`);
	const figures: Figure[] = [];
	try {
		for (const [name, part] of Object.entries(PARTS)) {
			if (only.length > 0 && !only.includes(name)) continue;
			figures.push(...(await part({ root, folder, rounds, step })));
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
	console.log(textTable(figures));
	const missed = figures.filter((figure) => isMet(figure) === false);
	console.log(missed.length === 0 ? "\nEvery aim is met." : `\n${missed.length} aims are missed.`);
	if (only.length === 0) write(root, figures, rounds);
	return missed.length === 0;
}

function write(root: string, figures: readonly Figure[], rounds: number): void {
	const machine = `${cpus().length} cores (${cpus()[0]?.model.trim() || process.arch}), Node ${process.versions.node}`;
	const page = [
		"<!-- written by npm run bench -- api; do not edit -->",
		"",
		"# The live service beside its peers",
		"",
		"```sh",
		"npm run bench -- api",
		"```",
		"",
		`Measured in ${rounds} interleaved rounds on ${machine}. "Of raw" is the CPU time of a request to raw node:http`,
		"that answers the same bytes by `JSON.stringify`, divided by that of the same request to the server named: more is",
		"better. Each peer's answers were first compared with ours. Credentials, validation and logging are on; the throttle",
		"is off, and its cost stands beside.",
		"",
		markdownTable(figures),
		"",
		"![CPU time of a request by the number of stores and of groups in other stores](api-scale.svg)",
		"",
	].join("\n");
	writeFileSync(join(root, "docs/benchmarks/api.md"), page);
	writeFileSync(join(root, "docs/benchmarks/api.json"), `${JSON.stringify({ machine, rounds, figures }, null, 1)}\n`);
}

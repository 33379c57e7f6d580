import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { type Figure, isMet, markdownTable, textTable } from "../figures.js";
import { startServer } from "../server.js";
import { calls } from "./calls.js";
import { paging } from "./paging.js";
import { validation } from "./validation.js";

/** How the benchmark of the client is to be run. */
export interface ClientOptions {
	root: string;
	rounds: number;
}

const GROUPS = 100_000;

/**
 * Measures the client package beside its peers and prints the figures with their aims; writes `docs/benchmarks/client.md`
 * and `client.json`.
 *
 * @returns whether every aim is met
 */
export async function benchClient({ root, rounds }: ClientOptions): Promise<boolean> {
	const step = (what: string) => process.stderr.write(`measuring ${what} …\n`);
	const server = await startServer("pages", [join(root, "apps/api/bench/peers/api-pages.mjs"), String(GROUPS)]);
	const figures: Figure[] = [];
	try {
		step("one call, beside the peers");
		figures.push(...(await calls(root, server, rounds)));
		step("response validation");
		figures.push(...(await validation(server, rounds)));
		step(`iterating ${GROUPS} groups`);
		figures.push(...(await paging(server, GROUPS, rounds)));
	} finally {
		await server.stop();
	}
	console.log(textTable(figures));
	const missed = figures.filter((figure) => isMet(figure) === false);
	console.log(missed.length === 0 ? "\nEvery aim is met." : `\n${missed.length} aims are missed.`);
	write(root, figures, rounds);
	return missed.length === 0;
}

function write(root: string, figures: readonly Figure[], rounds: number): void {
	const machine = `${cpus().length} cores (${cpus()[0]?.model.trim() || process.arch}), Node ${process.versions.node}`;
	const page = [
		"<!-- written by npm run bench -- client; do not edit -->",
		"",
		"# The client package beside its peers",
		"",
		"```sh",
		"npm run bench -- client",
		"```",
		"",
		`CPU time of the calling process, in ${rounds} interleaved rounds on ${machine}: less is better. Each peer's result`,
		"was first compared with ours. The throttle is off; retries, typed errors and unwrapping are on.",
		"",
		markdownTable(figures),
		"",
	].join("\n");
	mkdirSync(join(root, "docs/benchmarks"), { recursive: true });
	writeFileSync(join(root, "docs/benchmarks/client.md"), page);
	writeFileSync(
		join(root, "docs/benchmarks/client.json"),
		`${JSON.stringify({ machine, rounds, figures }, null, 1)}\n`,
	);
}

import { existsSync } from "node:fs";
import { cp, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { temporaryFolder } from "@onespec/stack/clean-up";
import { CommandError } from "@onespec/stack/command-error";
import { readFlags } from "@onespec/stack/flags";
import { columns, step } from "@onespec/stack/terminal";
import { fetchDocument } from "./fetch-document.js";
import { type PublicDocument, publicDocuments } from "./public-documents.js";
import { measureScale } from "./scale.js";
import { verifyServers } from "./servers.js";
import { runSteps, type StepName, type StepResult, stepNames } from "./steps.js";

const help = `
npm run documents [-- flags]

Fetches documents of other teams out of npm packages, at pinned versions, and runs each through lint, the syntax of its
code samples, generation, strict type check, mock, verification of the mock, and one call of each generated function. What
was fetched is kept in tools/documents/.cache.

  --only NAME[,NAME]   these documents
  --file FILE          a document of yours instead, with the files of its folder
  --step STEP[,STEP]   these steps, and what they need
  --timeout SECONDS    for each step; 300 by default
  --thorough           types under each setting of module (nodenext, node16, bundler), and each call with each transport
  --json FILE          everything that was found, as JSON
  --servers            verifies servers written with other teams' frameworks instead, right ones and with planted faults
  --scale              measures large documents instead, and writes docs/benchmarks/documents.md
  --list               the names of the documents and where they come from

Exit code: 1 where a document is refused by a step, or under 95 % of its cells or operations pass, where a cell of a right
server fails, a planted fault is not noticed, or an aim is missed; 2 called wrongly.
`;

const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");

/** What of a step's cells or operations must pass. */
const enough = 0.95;

/** A document, and how it gets into a folder as `openapi.yaml`. */
interface Source {
	readonly name: string;
	put(folder: string): Promise<void>;
}

interface DocumentResult {
	readonly name: string;
	readonly steps: readonly StepResult[];
}

async function main(args: string[]): Promise<number> {
	const flags = readFlags(
		args,
		{
			only: { type: "string" },
			file: { type: "string" },
			step: { type: "string" },
			timeout: { type: "string" },
			thorough: { type: "boolean" },
			json: { type: "string" },
			servers: { type: "boolean" },
			scale: { type: "boolean" },
			list: { type: "boolean" },
		},
		help,
	);
	if (flags === undefined) return 0;
	if (flags.list) {
		const rows = publicDocuments.map(({ name, from, file }) => [name, from, file]);
		console.log(columns(rows).join("\n"));
		return 0;
	}
	if (flags.servers) return verifyServers(root);
	if (flags.scale) return measureScale(root);
	const documents = chosen(
		flags.only,
		publicDocuments.map(({ name }) => name),
		"document",
	);
	const steps = chosen(flags.step, stepNames, "step") as StepName[];
	const timeoutMs = Number(flags.timeout ?? 300) * 1000;
	if (!(timeoutMs > 0)) throw new CommandError("--timeout takes a number of seconds.", 2);

	const wanted: Source[] =
		flags.file === undefined
			? publicDocuments.filter(({ name }) => documents.includes(name)).map(publicSource)
			: [ownSource(resolve(flags.file))];
	const results: DocumentResult[] = [];
	for (const { name, put } of wanted) {
		results.push({ name, steps: await run(name, put, steps, timeoutMs, flags.thorough === true) });
		// After each, so that a run that was stopped has told what it found.
		if (flags.json !== undefined) await writeFile(flags.json, `${JSON.stringify(results, undefined, "\t")}\n`);
	}
	report(results, steps);
	return results.every(({ steps }) => steps.every(isEnough)) ? 0 : 1;
}

function chosen(text: string | undefined, all: readonly string[], what: string): string[] {
	const names = text?.split(",").map((name) => name.trim()) ?? [...all];
	const unknown = names.find((name) => !all.includes(name));
	if (unknown !== undefined)
		throw new CommandError(`There is no ${what} "${unknown}". There are: ${all.join(", ")}.`, 2);
	return names;
}

function publicSource(document: PublicDocument): Source {
	const cache = join(root, "tools/documents/.cache");
	return { name: document.name, put: (folder) => fetchDocument(document, cache, folder) };
}

/** A document on this machine. Dependencies and hidden folders beside it are left where they are. */
function ownSource(file: string): Source {
	if (!existsSync(file)) throw new CommandError(`--file ${file}: there is no such file.`, 2);
	const isPart = (path: string) => !/^(?:node_modules|\..+)$/.test(basename(path));
	return {
		name: "own",
		async put(folder) {
			await cp(dirname(file), folder, { recursive: true, filter: isPart });
			await cp(file, join(folder, "openapi.yaml"));
		},
	};
}

async function run(
	name: string,
	put: Source["put"],
	steps: readonly StepName[],
	timeoutMs: number,
	thorough: boolean,
): Promise<StepResult[]> {
	const { path: folder, remove } = temporaryFolder("documents");
	try {
		return await step(name, async (detail) => {
			detail("fetching");
			await put(join(folder, "spec", name));
			const results = await runSteps({ root, folder, name, timeoutMs, thorough }, steps, detail);
			detail(results.map((result) => `${result.step} ${shown(result)}`).join(" · "));
			return results;
		});
	} finally {
		remove();
	}
}

function isEnough({ total, passed }: StepResult): boolean {
	return passed >= total * enough;
}

function shown(result: StepResult): string {
	const { total, passed } = result;
	const count = total !== 1 ? ` ${passed}/${total}` : "";
	return `${isEnough(result) ? "✓" : "✗"}${count}`;
}

function report(results: readonly DocumentResult[], steps: readonly StepName[]): void {
	const rows = results.map(({ name, steps: own }) => [
		name,
		...steps.map((step) => {
			const result = own.find((one) => one.step === step);
			return result === undefined ? "" : `${shown(result)} ${result.seconds.toFixed(1)}s`;
		}),
	]);
	console.log(`\n${columns([["document", ...steps], ...rows]).join("\n")}`);
	for (const { name, steps: own } of results) {
		for (const { step, faults } of own) {
			const byReason = grouped(faults, ({ reason }) => firstLine(reason));
			for (const [reason, places] of byReason) {
				const where = places.flatMap(({ place }) => place ?? []).join(", ");
				console.log(`  ${name} ${step}: ${reason}${where === "" ? ` (${places.length})` : `\n    ${where}`}`);
			}
		}
	}
	const faults = results.flatMap(({ name, steps: own }) =>
		own.flatMap(({ step, faults }) =>
			faults
				.filter(({ isConsequence }) => !isConsequence)
				.map(({ reason }) => ({ name, kind: `${step}: ${kindOf(reason)}` })),
		),
	);
	const kinds = [...grouped(faults, ({ kind }) => kind)]
		.map(([kind, found]) => [String(new Set(found.map(({ name }) => name)).size), String(found.length), kind])
		.sort((a, b) => Number(b[0]) - Number(a[0]) || Number(b[1]) - Number(a[1]));
	if (kinds.length > 0)
		console.log(`\n${columns([["documents", "places", "reason"], ...kinds.slice(0, 40)]).join("\n")}`);
	const whole = results.filter(({ steps: own }) => own.every(isEnough)).length;
	console.log(`\n${whole} of ${results.length} documents go through.`);
}

/** `Map.groupBy`, which Node 20 doesn't have. */
function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
	return groups;
}

function firstLine(reason: string): string {
	const [first = ""] = reason.trim().split("\n");
	return first.length > 300 ? `${first.slice(0, 300)}…` : first;
}

/** A reason without the names in it, so that the same reason in several documents is one. */
function kindOf(reason: string): string {
	return firstLine(reason)
		.replaceAll(/"[^"]*"|'[^']*'|`[^`]*`/g, "…")
		.replaceAll(/(?:\/[\w.{}~-]+)+/g, "/…")
		.replaceAll(/(?<!\b(?:be|is) )\d+/g, "0")
		.slice(0, 140);
}

try {
	process.exitCode = await main(process.argv.slice(2));
} catch (error) {
	if (!(error instanceof CommandError)) throw error;
	console.error(error.message);
	process.exitCode = error.exitCode;
}

/**
 * `npm run bench -- peers`: what other generators do with the same documents. They are fetched from npm into
 * tools/documents/.cache, at pinned versions, when the command runs; nobody else installs them.
 */
import { existsSync } from "node:fs";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { runNode } from "@onespec/stack/child";
import { CommandError } from "@onespec/stack/command-error";
import { npmCli } from "@onespec/stack/npm";
import { columns, step } from "@onespec/stack/terminal";
import { fetchDocument } from "../fetch-document.js";
import { publicDocuments } from "../public-documents.js";
import { adapterOf, creates, tools } from "./adapters.js";
import { bytes, startServer } from "./judges.js";
import { type Subject, subjects } from "./subjects.js";

const root = join(dirname(fileURLToPath(import.meta.url)), "../../../..");
const cache = join(root, "tools/documents/.cache");
const folder = join(cache, "peers");

const PACKAGES = [
	"@hey-api/openapi-ts@0.99.0",
	"orval@8.38.0",
	...["cli", "core", "plugin-oas", "plugin-ts", "plugin-client"].map((name) => `@kubb/${name}@4.39.3`),
	"openapi-typescript@7.13.0",
	"openapi-fetch@0.17.0",
	"esbuild@0.28.2",
	"typescript@5.9.3",
];

/** The port that generators write into the code that has no option for it. */
const PORT = 4188;

type ChildResult = Awaited<ReturnType<typeof runNode>>;

/** By row, then by tool; `""` where it works. */
const table = new Map<string, Map<string, string>>();
const note = (row: string, tool: string, fault: string) => {
	const text = fault
		.replaceAll(/[\s\p{Cc}]+/gu, " ")
		.trim()
		.slice(0, 90);
	table.set(row, (table.get(row) ?? new Map()).set(tool, text));
};

/** Runs a program that was fetched. */
function run(program: string, ...args: string[]): Promise<ChildResult> {
	return runNode(join(folder, "node_modules", program), args, { cwd: folder, timeoutMs: 180_000 });
}

async function install(): Promise<void> {
	await mkdir(folder, { recursive: true });
	const manifest = JSON.stringify({ private: true, type: "module", description: PACKAGES.join(" ") });
	const file = join(folder, "package.json");
	const isCurrent =
		existsSync(join(folder, "node_modules")) &&
		(await readFile(file, "utf8").catch(() => "")).includes(PACKAGES.join(" "));
	if (isCurrent) return;
	await writeFile(file, manifest);
	const { code, output } = await runNode(
		npmCli(),
		["install", "--no-audit", "--no-fund", "--no-save", "--ignore-scripts", ...PACKAGES],
		{ cwd: folder },
	);
	if (code !== 0) throw new CommandError(`The peers could not be fetched:\n${output.trim()}`);
}

/** What generates a client out of a document, into the folder of the document. */
async function generate(tool: string, place: string, document: string): Promise<ChildResult> {
	const out = join(place, tool === "onespec" ? "package" : tool === "hey-api" ? "hey" : tool);
	switch (tool) {
		case "onespec":
			return runNode(
				join(root, "tools/codegen/bin/codegen.mjs"),
				["generate", "--spec", document, "--out", out, "--name", "rows"],
				{ cwd: place },
			);
		case "hey-api":
			return run("@hey-api/openapi-ts/bin/run.js", "-i", document, "-o", out, "-c", "@hey-api/client-fetch");
		case "orval": {
			const config = join(place, "orval.config.mjs");
			const output = {
				target: join(out, "api.ts"),
				client: "fetch",
				httpClient: "fetch",
				mode: "single",
				baseUrl: `http://127.0.0.1:${PORT}`,
			};
			await writeFile(config, `export default ${JSON.stringify({ api: { input: document, output } })};\n`);
			return run("orval/dist/bin/orval.mjs", "--config", config);
		}
		case "kubb": {
			const config = join(place, "kubb.config.mjs");
			await writeFile(
				config,
				`import { defineConfig } from "@kubb/core"; import { pluginOas } from "@kubb/plugin-oas"; import { pluginTs } from "@kubb/plugin-ts"; import { pluginClient } from "@kubb/plugin-client";
export default defineConfig({ root: ${JSON.stringify(place)}, input: { path: ${JSON.stringify(document)} }, output: { path: ${JSON.stringify(out)}, clean: true }, plugins: [pluginOas(), pluginTs(), pluginClient({ client: "fetch" })] });\n`,
			);
			return run("@kubb/cli/bin/kubb.cjs", "generate", "--config", config);
		}
		default:
			await mkdir(out, { recursive: true });
			return run("openapi-typescript/bin/cli.js", document, "-o", join(out, "types.ts"));
	}
}

/**
 * The first thing that the compiler, at its strictest, says of a program; `""` for nothing.
 *
 * @param alone whether only that file counts, and not what it imports
 */
async function compile(place: string, file: string, alone = false): Promise<string> {
	const compilerOptions = {
		strict: true,
		noEmit: true,
		skipLibCheck: true,
		allowImportingTsExtensions: true,
		target: "es2022",
		module: "esnext",
		moduleResolution: "bundler",
		lib: ["es2023", "dom", "dom.iterable"],
		types: ["node"],
		resolveJsonModule: true,
	};
	await writeFile(join(place, "tsconfig.json"), JSON.stringify({ compilerOptions, files: [file] }));
	const { output } = await run("typescript/bin/tsc", "-p", join(place, "tsconfig.json"), "--pretty", "false");
	const messages = [...output.matchAll(/^(\S.*?)\(\d+,\d+\): error TS\d+: (.*)$/gm)].filter(
		([, where = ""]) => !alone || where.endsWith(file),
	);
	const [, where = "", first = ""] = messages[0] ?? [];
	return messages.length === 0
		? ""
		: `${messages.length} errors of the compiler: ${where.replace(/^.*[\\/]/, "")}: ${first}`;
}

/** The line of an output that says why, as far as one does. */
function reasonIn(output: string): string {
	const lines = output.split("\n").map((line) => line.replaceAll(/[^\x20-\x7e]+(\[[\d;]*m)?/g, "").trim());
	return lines.find((line) => /error|fail|not |invalid/i.test(line)) ?? lines.findLast((line) => line !== "") ?? "";
}

/** The module that each tool's document has at its entry. */
const ENTRIES: Readonly<Record<string, string>> = {
	onespec: "package/src/index.ts",
	"hey-api": "hey/index.ts",
	orval: "orval/api.ts",
	kubb: "kubb/index.ts",
	"openapi-fetch": "openapi-fetch/types.ts",
};

async function ofDocument(name: string, put: (place: string) => Promise<void>): Promise<string> {
	const place = join(folder, "documents", name);
	await rm(place, { recursive: true, force: true });
	await put(place);
	for (const tool of tools) {
		const { code, output } = await generate(tool, place, join(place, "openapi.yaml"));
		const entry = ENTRIES[tool] ?? "";
		const refused = code !== 0 || !existsSync(join(place, entry)) ? `refused: ${reasonIn(output)}` : "";
		note(`${name}: generated, and compiles`, tool, refused || (await compile(place, entry)));
	}
	return place;
}

/** Whether a tool has made a package of a document at all. */
const isMade = (name: string, tool: string): boolean =>
	!/^refused/.test(table.get(`${name}: generated, and compiles`)?.get(tool) ?? "");

async function ofCalls(name: string, { rows, answers, calls, ...names }: Subject, place: string): Promise<void> {
	for (const tool of tools) {
		const titles = Object.values(rows).map(({ title }) => `${name}: ${title}`);
		if (!isMade(name, tool)) {
			for (const title of [`${name}: all calls below compile`, ...titles]) note(title, tool, "refused: the document");
			continue;
		}
		const source = join(place, `${tool}.rows.ts`);
		await writeFile(source, adapterOf(tool, names, calls[tool] ?? ""));
		note(`${name}: all calls below compile`, tool, await compile(place, `${tool}.rows.ts`, true));
		const bundle = join(place, `${tool}.rows.mjs`);
		await run(
			"esbuild/bin/esbuild",
			source,
			...["--bundle", "--platform=node", "--format=esm", "--packages=external"],
			...[`--outfile=${bundle}`, "--log-level=error"],
		);
		const server = await startServer(PORT, answers);
		try {
			const { rows: made } = (await import(pathToFileURL(bundle).href)) as {
				rows(url: string): Record<string, (bytes: Uint8Array) => Promise<unknown>>;
			};
			const callOf = made(server.url);
			for (const [key, { title, call = key, judge }] of Object.entries(rows)) {
				const started = performance.now();
				const outcome = await Promise.race([
					Promise.resolve(callOf[call]?.(bytes)).then(
						(value) => ({ value }),
						(error: Error) => ({ error }),
					),
					new Promise<object>((resolve) =>
						setTimeout(resolve, 6000, { error: new Error("no end within 6 s") }).unref(),
					),
				]);
				const milliseconds = performance.now() - started;
				note(`${name}: ${title}`, tool, judge({ ...outcome, received: server.taken(), milliseconds }));
			}
		} finally {
			server.close();
		}
	}
}

async function main(): Promise<void> {
	await step("peers", install);
	const own = (file: string) => async (place: string) => {
		await mkdir(place, { recursive: true });
		await cp(join(root, "tools/documents/src/compare", file), join(place, "openapi.yaml"));
	};
	await step("names", () => ofDocument("names", own("names.yaml")));
	for (const [name, subject] of Object.entries(subjects)) {
		const document = publicDocuments.find((one) => one.name === name);
		const put = document ? (place: string) => fetchDocument(document, cache, place) : own(`${name}.yaml`);
		await step(name, async () => ofCalls(name, subject, await ofDocument(name, put)));
	}
	const rowsPlace = join(folder, "documents/rows");
	for (const tool of tools) {
		await writeFile(join(rowsPlace, `${tool}.create.ts`), creates[tool] ?? "");
		const fault = await compile(rowsPlace, `${tool}.create.ts`, true);
		note("rows: readOnly members are not demanded in requests", tool, fault);
	}
	const cell = (fault: string | undefined) =>
		fault === "" ? "works" : /^refused/.test(fault ?? "") ? "refused" : "wrong";
	const lines = [...table].map(([row, byTool]) => [row, ...tools.map((tool) => cell(byTool.get(tool)))]);
	const faults = [...table].flatMap(([row, byTool]) =>
		[...byTool]
			.filter(([, fault]) => fault !== "")
			.map(([tool, fault]) => `- ${tool}, ${row}: ${fault.replaceAll(/[<>|]/g, "\\$&")}`),
	);
	console.log(columns([["", ...tools], ...lines]).join("\n"));
	console.log(faults.join("\n"));
	const markdown = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
	const page = `<!-- written by npm run bench -- peers; do not edit -->

# Beside other generators

\`\`\`sh
npm run bench -- peers
\`\`\`

What each makes of the same documents, with the options that its documentation begins with, at the versions
${PACKAGES.slice(0, 9)
	.map((one) => `\`${one}\``)
	.join(", ")}. They are fetched when the command runs and are no part of the install. \`names\` has
reserved words, names that differ in one sign and code in its title. Then come three documents of other teams, and
[a small one of our own](../tools/documents/src/compare/rows.yaml) with a row for each kind of body, each with the same
calls by every tool against one server. *Works* is what the document says, *wrong* is anything else, *refused* says so itself.

${[["", ...tools], tools.map(() => "---").concat("---"), ...lines].map(markdown).join("\n")}

What was seen:

${faults.join("\n")}
`;
	await writeFile(join(root, "docs/comparison.md"), page);
	const failed = lines.filter(([, ours]) => ours !== "works");
	if (failed.length > 0) throw new CommandError(`Ours fails: ${failed.map(([row]) => row).join("; ")}`, 1);
}

try {
	await main();
} catch (error) {
	if (!(error instanceof CommandError)) throw error;
	console.error(error.message);
	process.exitCode = error.exitCode;
}

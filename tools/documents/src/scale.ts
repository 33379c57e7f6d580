import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { runNode, startServer } from "@onespec/stack/child";
import { temporaryFolder } from "@onespec/stack/clean-up";
import { CommandError } from "@onespec/stack/command-error";
import { columns, step } from "@onespec/stack/terminal";
import { findApis } from "@onespec/stack/workspace";
import { build, type Rolldown } from "vite";
import { fetchDocument } from "./fetch-document.js";
import { paymentsDocument } from "./payments-document.js";
import { publicDocuments } from "./public-documents.js";
import { roundTripSource } from "./round-trip-source.js";
import { compilerOptions } from "./steps.js";

/** One figure, with its aim where there is one. */
interface Row {
	readonly name: string;
	readonly value: string;
	readonly aim?: string;
	readonly met?: boolean;
}

/** What a process took. */
interface Usage {
	/** CPU time, of all its threads. */
	readonly seconds: number;
	/** The most memory that it had. */
	readonly megabytes: number;
}

const LONGEST_MS = 600_000;

/**
 * Measures what large documents take: GitHub's, and one of the size and habits of a payment API's. Beside openapi-typescript
 * alone, which writes the types and nothing else.
 *
 * @returns the exit code: 1 where an aim is missed
 */
export async function measureScale(root: string): Promise<number> {
	const { path: folder, remove } = temporaryFolder("scale");
	try {
		const sections = [
			{ title: "GitHub's document", rows: await measure(root, join(folder, "github"), putGitHub) },
			{ title: "A payment API's document (made up)", rows: await measure(root, join(folder, "payments"), putPayments) },
		];
		const file = join(root, "docs/benchmarks/documents.md");
		await writeFile(file, page(sections));
		for (const { title, rows } of sections) {
			const lines = rows.map(({ name, value, aim = "", met }) => [name, value, aim, verdict(met)]);
			console.log(`\n${title}\n${columns(lines).join("\n")}`);
		}
		console.log(`\nWritten to ${file}.`);
		return sections.every(({ rows }) => rows.every(({ met }) => met !== false)) ? 0 : 1;
	} finally {
		remove();
	}

	async function putGitHub(spec: string): Promise<void> {
		const github = publicDocuments.find(({ name }) => name === "github");
		if (github === undefined) throw new CommandError("The list of public documents has no github.");
		await fetchDocument(github, join(root, "tools/documents/.cache"), spec);
	}

	async function putPayments(spec: string): Promise<void> {
		await mkdir(spec, { recursive: true });
		await writeFile(join(spec, "openapi.yaml"), JSON.stringify(paymentsDocument(), undefined, 1));
	}
}

async function measure(root: string, folder: string, put: (spec: string) => Promise<void>): Promise<Row[]> {
	const spec = join(folder, "spec/api");
	const document = join(spec, "openapi.yaml");
	const generated = join(folder, "packages/api");
	await put(spec);
	const rows: Row[] = [];
	const bytes = (await readFile(document)).length;
	rows.push({ name: "the document", value: `${(bytes / 1e6).toFixed(1)} MB` });
	await step(folder.replace(/^.*\//, ""), async (detail) => {
		detail("openapi-typescript alone");
		const peer = join(root, "node_modules/openapi-typescript/bin/cli.js");
		const { usage: alone } = await run(folder, peer, [document, "-o", join(folder, "types.ts")]);
		rows.push({
			name: "openapi-typescript alone",
			value: `${alone.seconds.toFixed(1)} s CPU, ${Math.round(alone.megabytes)} MB`,
		});

		detail("generate");
		const codegen = join(root, "tools/codegen/bin/codegen.mjs");
		const { usage: all, output } = await run(folder, codegen, [
			"generate",
			"--spec",
			spec,
			"--out",
			generated,
			"--timings",
		]);
		const validators = Number(/^ {2}validators +([\d.]+) s$/m.exec(output)?.[1] ?? Number.NaN);
		const rest = all.seconds - validators;
		rows.push(
			{ name: "generate, all", value: `${all.seconds.toFixed(1)} s CPU` },
			{ name: "of it validators", value: `${validators.toFixed(1)} s CPU` },
			ratio("generate, without validators", rest / alone.seconds, 1.3, `${rest.toFixed(1)} s CPU`),
			ratio("generate, memory", all.megabytes / alone.megabytes, 1.5, `${Math.round(all.megabytes)} MB`),
		);

		detail("compile");
		const calls = roundTripSource(generated);
		await symlink(join(root, "node_modules"), join(folder, "node_modules"), "dir");
		const config = { extends: join(root, "tsconfig.base.json"), compilerOptions, include: ["src"] };
		await writeFile(join(generated, "tsconfig.json"), JSON.stringify(config));
		const tsc = join(root, "node_modules/typescript/bin/tsc");
		const compiled = await run(folder, tsc, ["-p", join(generated, "tsconfig.json"), "--noEmit"]);
		rows.push({
			name: "tsc of the package",
			value: `${compiled.usage.seconds.toFixed(1)} s CPU, ${Math.round(compiled.usage.megabytes)} MB`,
			aim: "no error",
			met: compiled.code === 0,
		});

		detail("one operation in a bundle");
		const own = await bundled(generated, calls.text);
		// The workspace's own first API is the one of few operations.
		const few = findApis(root)[0]?.packageFolder ?? generated;
		const small = await bundled(few, roundTripSource(few).text);
		rows.push(
			ratio("one function in a bundle, beside a package of few operations", own / small, 1.1, `${own} bytes, minified`),
		);

		detail("mock");
		const started = performance.now();
		const args = ["--spec", document, "--port", "0"];
		const bin = join(root, "packages/mock-server/bin/mock-server.mjs");
		const mock = await startServer("mock", bin, args, { timeoutMs: LONGEST_MS });
		const up = (performance.now() - started) / 1000;
		await mock.stop();
		rows.push({ name: "mock, until it is up", value: `${up.toFixed(1)} s`, aim: "at most 5 s", met: up <= 5 });
	});
	return rows;
}

function ratio(name: string, value: number, most: number, what: string): Row {
	return { name, value: `${value.toFixed(2)} times (${what})`, aim: `at most ${most}`, met: value <= most };
}

/** Tells at its end what the process took. */
const TELL = `import{writeFileSync}from"node:fs";process.on("exit",()=>{const{userCPUTime:u,systemCPUTime:s,maxRSS:m}=process.resourceUsage();writeFileSync(process.env.SCALE_USAGE,JSON.stringify({seconds:(u+s)/1e6,megabytes:m/1024}))})`;

async function run(folder: string, program: string, args: string[]) {
	const told = join(folder, "usage.json");
	const { code, output, timedOut } = await runNode(program, args, {
		cwd: folder,
		timeoutMs: LONGEST_MS,
		env: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(TELL)}`, SCALE_USAGE: told },
	});
	if (timedOut) throw new CommandError(`${program} had no end within ${LONGEST_MS / 1000} s.`);
	return { code, output, usage: JSON.parse(await readFile(told, "utf8")) as Usage };
}

/** How large a page gets that imports the client and one function; what is loaded on demand does not count. */
async function bundled(folder: string, calls: string): Promise<number> {
	const [, names = ""] = /^import \{ (.*?) \}/.exec(calls) ?? [];
	const [create = "", first = ""] = names.split(", ");
	const entry = join(folder, "src/one-function.ts");
	const index = pathToFileURL(join(folder, "src/index.ts")).pathname;
	const virtual = { name: "one-function", resolveId: (id: string) => (id === entry ? id : undefined) };
	const text = `import { ${create}, ${first} } from ${JSON.stringify(index)};\nglobalThis.used = [${create}, ${first}];\n`;
	const result = await build({
		configFile: false,
		logLevel: "silent",
		root: folder,
		plugins: [{ ...virtual, load: (id: string) => (id === entry ? text : undefined) }],
		build: { write: false, minify: true, rolldownOptions: { input: entry } },
	});
	const [{ output } = { output: [] }] = [result].flat() as Rolldown.RolldownOutput[];
	const chunks = output.flatMap((one) => (one.type === "chunk" ? [one] : []));
	const needed = new Set<string>();
	const visit = (name: string): void => {
		if (needed.has(name)) return;
		needed.add(name);
		for (const other of chunks.find(({ fileName }) => fileName === name)?.imports ?? []) visit(other);
	};
	for (const { isEntry, fileName } of chunks) if (isEntry) visit(fileName);
	return chunks.filter(({ fileName }) => needed.has(fileName)).reduce((sum, { code }) => sum + code.length, 0);
}

function verdict(met: boolean | undefined): string {
	return met === undefined ? "" : met ? "met" : "missed";
}

function page(sections: readonly { readonly title: string; readonly rows: readonly Row[] }[]): string {
	const [cpu] = cpus();
	return [
		"<!-- written by npm run documents -- --scale; do not edit -->",
		"",
		"# Large documents",
		"",
		"```sh",
		"npm run documents -- --scale",
		"```",
		"",
		`Measured on ${cpus().length} cores (${cpu?.model ?? "unknown"}), Node ${process.versions.node}. Times are CPU times, but for the mock's,`,
		"which is what one waits for. openapi-typescript writes the types alone; what is generated has functions, validators, tests'",
		"fixtures and a README beside them.",
		...sections.flatMap(({ title, rows }) => [
			"",
			`## ${title}`,
			"",
			"| figure | value | aim | verdict |",
			"| --- | --- | --- | --- |",
			...rows.map(({ name, value, aim = "", met }) => `| ${name} | ${value} | ${aim} | ${verdict(met)} |`),
		]),
		"",
	].join("\n");
}

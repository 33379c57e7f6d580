import { execFile, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import ts from "typescript";
import { linkOwnModules } from "../support/link-modules.js";

/** The root of the workspace. */
const root = fileURLToPath(new URL("../../../../", import.meta.url));

/** One precise edit of a source file: a text that occurs in it exactly once, and what stands there instead. */
export interface Edit {
	/** From the root of the workspace, in `apps/api/src` or `packages/wire-codec/src`. */
	file: string;
	find: string;
	replace: string;
}

/** A cell as the verification has judged it. */
export interface JudgedCell {
	cell: string;
	outcome: string;
	reasons: string[];
}

const execute = promisify(execFile);

/** Runs a program to its end. @throws {Error} with what it printed when it fails */
async function run(...args: string[]): Promise<string> {
	return (await execute(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 })).stdout;
}

/** Builds the service from its source with an edit, serves it over a database of its own, and has it verified. */
export class FaultyService implements AsyncDisposable {
	readonly #folder = mkdtempSync(join(tmpdir(), "source-faults-"));
	readonly #credentials = join(this.#folder, "credentials.json");
	#service: { endpoint: string; stop(): Promise<void> } | undefined;

	/** @param edit undefined for the service as it is */
	async start(edit?: Edit): Promise<void> {
		const program = this.#build(edit);
		const database = join(this.#folder, "live.db");
		await run(program, "profiles", "--database", database, "--out", this.#credentials, "--scenarios", SCENARIOS);
		this.#service = await serve(program, database);
	}

	/** The judgement on all cells. */
	async matrix(): Promise<JudgedCell[]> {
		return (await this.#judge("matrix")) as JudgedCell[];
	}

	/** What is wrong with the answers to sequences of requests; null where nothing is. */
	async sequences(): Promise<string | null> {
		return (await this.#judge("sequences")) as string | null;
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.#service?.stop();
		rmSync(this.#folder, { recursive: true, force: true });
	}

	async #judge(mode: string): Promise<unknown> {
		const spec = join(root, "packages/customer-groups/openapi.json");
		const about = { spec, scenarios: SCENARIOS, endpoint: this.#service?.endpoint, credentials: this.#credentials };
		const judge = fileURLToPath(new URL("judge.mjs", import.meta.url));
		return JSON.parse(await run(judge, join(root, "packages/contract-verifier"), mode, JSON.stringify(about)));
	}

	/** Returns the path of the program. */
	#build(edit: Edit | undefined): string {
		symlinkSync(join(root, "node_modules"), join(this.#folder, "node_modules"), "junction");
		const places = new Map([
			["apps/api", join(this.#folder, "build/api")],
			["packages/wire-codec", join(this.#folder, "build/node_modules/@onespec/wire-codec")],
		]);
		for (const [project, place] of places) {
			mkdirSync(place, { recursive: true });
			cpSync(join(root, project, "package.json"), join(place, "package.json"));
			for (const name of sources(project)) {
				const source = readFileSync(join(root, project, "src", name), "utf8");
				const file = `${project}/src/${name}`;
				const target = join(place, "dist", name.replace(/\.ts$/, ".js"));
				mkdirSync(dirname(target), { recursive: true });
				writeFileSync(target, compile(file, edit?.file === file ? edited(source, edit) : source));
			}
		}
		linkOwnModules(join(root, "apps/api"), join(this.#folder, "build/api"));
		return join(this.#folder, "build/api/dist/main.js");
	}
}

const SCENARIOS = join(root, "spec/customer-groups/scenarios.yaml");

function sources(project: string): string[] {
	const files = readdirSync(join(root, project, "src"), { recursive: true, encoding: "utf8" });
	return files.filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts")).map((f) => f.replaceAll("\\", "/"));
}

/** @throws {Error} when the text that is to be edited is not in the file exactly once */
function edited(source: string, { file, find, replace }: Edit): string {
	const parts = source.split(find);
	if (parts.length !== 2)
		throw new Error(`${file} has this ${parts.length - 1} times, not once: mend the edit.\n${find}`);
	return parts.join(replace);
}

/** Types are not checked: a fault may well break them. */
function compile(fileName: string, source: string): string {
	const { ES2022: target } = ts.ScriptTarget;
	const { ESNext: module } = ts.ModuleKind;
	return ts.transpileModule(source, { fileName, compilerOptions: { target, module, verbatimModuleSyntax: true } })
		.outputText;
}

async function serve(program: string, database: string) {
	const args = [program, "serve", "--database", database, "--port", "0", "--log-level", "silent"];
	const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
	const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
	const endpoint = await new Promise<string>((resolve, reject) => {
		child.stdout
			.setEncoding("utf8")
			.once("data", (line: string) => resolve(/^listening on (\S+)/.exec(line)?.[1] ?? line));
		ended.then(() => reject(new Error("The service ended early.")));
	});
	return {
		endpoint,
		stop() {
			child.kill("SIGKILL");
			return ended;
		},
	};
}

import { execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { buildService, type Edit, root } from "../support/built-service.js";

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

	async start(edits: readonly Edit[]): Promise<void> {
		const program = buildService(this.#folder, { edits });
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
}

const SCENARIOS = join(root, "spec/customer-groups/scenarios.yaml");

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

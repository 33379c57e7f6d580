import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { commands, run } from "../../src/cli/run.js";
import type { Credentials } from "./service.js";

const MAIN = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

/** A `serve` that listens. */
export interface ServeProcess {
	child: ChildProcess;
	/** What it printed once it was ready. */
	line: string;
	/** The base URL of the operations. */
	url: string;
	/** All that it printed on the standard output up to now. */
	output: () => string;
	log: () => string;
	get(path: string, credentials: Credentials): Promise<{ status: number; json: unknown }>;
}

type Env = Record<string, string>;

function spawnCli(args: string[], cwd: string, env: Env): ChildProcess {
	const child = spawn(process.execPath, [MAIN, ...args], {
		cwd,
		env: { ...process.env, DATABASE_URL: "", ...env },
		stdio: "pipe",
	});
	onTestFinished(() => {
		child.kill("SIGKILL");
	});
	return child;
}

/** Runs a command to its end in the folder `cwd`, as `main.ts` does, but in this process: a start takes most of the time. */
export async function cli(cwd: string, args: string[], env: Env = {}) {
	const output = { out: "", err: "" };
	const before = process.cwd();
	process.chdir(cwd);
	try {
		const code = await run("customer-groups-api", commands, args, {
			env: { ...process.env, DATABASE_URL: "", ...env },
			print: (line) => (output.out += `${line}\n`),
			printError: (line) => (output.err += `${line}\n`),
		});
		return { code, ...output };
	} finally {
		process.chdir(before);
	}
}

/** As {@link cli}, with the built service in a process of its own. */
export async function cliProcess(cwd: string, args: string[], env: Env = {}) {
	const child = spawnCli(args, cwd, env);
	const output = { out: "", err: "" };
	child.stdout?.on("data", (chunk) => (output.out += chunk));
	child.stderr?.on("data", (chunk) => (output.err += chunk));
	const [code] = await once(child, "close");
	return { code, ...output };
}

/** Starts serving on a free port and waits until it listens; it ends with the test. */
export async function serve(cwd: string, args: string[] = [], env: Env = {}): Promise<ServeProcess> {
	const child = spawnCli(["serve", "--port", "0", ...args], cwd, env);
	const texts = { out: "", err: "" };
	child.stdout?.on("data", (chunk) => (texts.out += chunk));
	child.stderr?.on("data", (chunk) => (texts.err += chunk));
	const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
	const [line] = (await Promise.race([
		once(lines, "line"),
		once(child, "close").then(() => Promise.reject(new Error(`serve ended: ${texts.err}`))),
	])) as [string];
	const url = /^listening on (http:\/\/127\.0\.0\.1:[0-9]+\/3dCartWebAPI\/v1)$/.exec(line)?.[1] ?? "";
	const get = async (path: string, credentials: Credentials) => {
		const response = await fetch(url + path, { headers: credentials });
		return { status: response.status, json: (await response.json()) as unknown };
	};
	return { child, url, line, get, output: () => texts.out, log: () => texts.err };
}

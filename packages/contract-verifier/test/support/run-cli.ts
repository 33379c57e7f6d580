import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { main } from "../../src/cli.js";

export const bin = fileURLToPath(new URL("../../bin/contract-verifier.mjs", import.meta.url));

/** What the command said, and its exit code. */
export interface Finished {
	code: number | null;
	out: string;
	err: string;
}

/** Runs the command in this process, as the bin does, with nothing of the environment but what is given. */
export async function runMain(
	args: string[],
	{ env = {}, signal = new AbortController().signal }: { env?: Record<string, string>; signal?: AbortSignal } = {},
): Promise<Finished> {
	const finished: Finished = { code: null, out: "", err: "" };
	const stdout = { write: (text: string) => (finished.out += text) };
	const stderr = { write: (text: string) => (finished.err += text) };
	finished.code = await main(args, { stdout, stderr, env }, signal);
	return finished;
}

/** Runs the command in a process of its own, with nothing of the environment but the path. */
export function runCli(
	args: string[],
	options: { env?: Record<string, string>; bin?: string; started?: (child: ChildProcess) => void } = {},
): Promise<Finished> {
	return new Promise((resolve) => {
		const env = { PATH: process.env.PATH, ...options.env };
		const child = spawn(process.execPath, [options.bin ?? bin, ...args], { env });
		options.started?.(child);
		const out: string[] = [];
		const err: string[] = [];
		child.stdout.on("data", (piece) => out.push(piece));
		child.stderr.on("data", (piece) => err.push(piece));
		child.on("close", (code) => resolve({ code, out: out.join(""), err: err.join("") }));
	});
}

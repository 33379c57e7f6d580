import { type ChildProcess, spawn } from "node:child_process";

/** A server that runs as a process of its own. */
export interface Server {
	name: string;
	pid: number;
	host: string;
	port: number;
	/** What comes before the paths of the API. */
	base: string;
	stop(): Promise<void>;
}

const START_TIMEOUT = 30_000;

const running = new Set<ChildProcess>();
process.on("exit", () => {
	for (const child of running) child.kill("SIGKILL");
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(130));

/**
 * Starts a Node program and waits until it prints `listening on <url>`.
 *
 * @throws {Error} with what it printed where it ends or says nothing for half a minute
 */
export async function startServer(
	name: string,
	args: readonly string[],
	env: Readonly<Record<string, string>> = {},
): Promise<Server> {
	const child = spawn(process.execPath, [...args], {
		env: { ...process.env, NODE_ENV: "production", ...env },
		stdio: ["ignore", "pipe", "pipe"],
	});
	running.add(child);
	const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
	let output = "";
	const url = await new Promise<URL>((resolve, reject) => {
		const timer = setTimeout(() => reject(new Error(`${name} did not start: ${output}`)), START_TIMEOUT);
		const read = (text: string) => {
			output = (output + text).slice(-4000);
			const found = /listening on (\S+)\s/.exec(output)?.[1];
			if (found === undefined) return;
			clearTimeout(timer);
			resolve(new URL(found));
		};
		child.stdout.setEncoding("utf8").on("data", read);
		child.stderr.setEncoding("utf8").on("data", read);
		ended.then(() => reject(new Error(`${name} ended before it was ready: ${output}`)));
	});
	return {
		name,
		pid: child.pid ?? 0,
		host: url.hostname,
		port: Number(url.port),
		base: url.pathname.replace(/\/$/, ""),
		async stop() {
			child.kill("SIGTERM");
			const timer = setTimeout(() => child.kill("SIGKILL"), 5000);
			await ended;
			clearTimeout(timer);
			running.delete(child);
		},
	};
}

/** Runs a Node program to its end and returns its output. @throws {Error} with the output where it fails */
export async function runProgram(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
	const child = spawn(process.execPath, [...args], {
		env: { ...process.env, ...env },
		stdio: ["ignore", "pipe", "pipe"],
	});
	running.add(child);
	let output = "";
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding("utf8").on("data", (text: string) => {
			output += text;
		});
	}
	const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
	running.delete(child);
	if (code !== 0) throw new Error(`${args.join(" ")} failed: ${output}`);
	return output;
}

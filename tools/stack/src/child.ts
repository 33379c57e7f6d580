import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, openSync, type WriteStream } from "node:fs";
import { dirname } from "node:path";
import { endWithUs } from "./clean-up.js";
import { CommandError } from "./command-error.js";
import { makeFolder } from "./make-folder.js";

/** How a process ended. */
export interface Ending {
	code: number | null;
	signal: NodeJS.Signals | null;
}

/** A server that runs as a child process. */
export interface RunningServer {
	name: string;
	pid: number;
	/** What it said after `listening on`. */
	url: string;
	/** Asks it to stop and waits until it is gone; ends it after five seconds. Safe to call twice. */
	stop(): Promise<void>;
	/** Settles when the process has ended, for whatever reason. */
	ended: Promise<Ending>;
	/** The file that it writes to, where it has one. */
	log?: string;
}

const startTimeout = 30_000;
const stopTimeout = 5_000;

/**
 * Runs a Node program to its end.
 *
 * @param file the program, absolute
 * @param args its arguments
 * @param options `onText` gets each piece of output as it comes, `inherit` shows the output, `env` is added to ours,
 *   `timeoutMs` ends it when it takes longer, `signal` when it is aborted
 * @returns the exit code and everything it printed; `timedOut` where it was ended for its time
 */
export function runNode(
	file: string,
	args: string[],
	options: {
		cwd?: string;
		env?: NodeJS.ProcessEnv;
		inherit?: boolean;
		node?: string;
		onText?: (text: string) => void;
		signal?: AbortSignal;
		timeoutMs?: number;
	} = {},
): Promise<{ code: number; output: string; timedOut: boolean }> {
	const child = spawn(options.node ?? process.execPath, [file, ...args], {
		cwd: options.cwd,
		env: { ...process.env, ...options.env },
		stdio: options.inherit ? "inherit" : ["ignore", "pipe", "pipe"],
	});
	endWithUs(child);
	options.signal?.addEventListener("abort", () => child.kill(), { once: true });
	let timedOut = false;
	const timer =
		options.timeoutMs === undefined
			? undefined
			: setTimeout(() => {
					timedOut = true;
					child.kill("SIGKILL");
				}, options.timeoutMs);
	let output = "";
	for (const stream of [child.stdout, child.stderr]) {
		stream?.setEncoding("utf8").on("data", (text: string) => {
			output += text;
			options.onText?.(text);
		});
	}
	return new Promise((resolve, reject) => {
		child.once("error", reject);
		child.once("close", (code) => {
			clearTimeout(timer);
			resolve({ code: code ?? 1, output, timedOut });
		});
	});
}

/**
 * Starts a server and waits until it prints `listening on <url>`.
 *
 * @param name for messages, such as `mock`
 * @param file the program, absolute
 * @param args its arguments
 * @param options `log` is a file for what it prints; without it the output is kept only for the error message;
 *   `timeoutMs` is how long it may be silent, by default 30 seconds; `interpreter` runs the program, by default this Node
 * @throws CommandError with the program's last lines where it ends, or is silent for too long, or can't write the log
 * @example const mock = await startServer("mock", bin, ["--spec", spec, "--port", "0"]); mock.url
 */
export async function startServer(
	name: string,
	file: string,
	args: string[],
	options: { env?: NodeJS.ProcessEnv; cwd?: string; log?: string; timeoutMs?: number; interpreter?: string } = {},
): Promise<RunningServer> {
	const { timeoutMs = startTimeout, interpreter = process.execPath } = options;
	const log = openLog(options.log);
	const child = spawn(interpreter, [file, ...args], {
		cwd: options.cwd,
		env: { ...process.env, ...options.env },
		stdio: ["ignore", "pipe", "pipe"],
	});
	endWithUs(child);
	const ended = new Promise<Ending>((resolve) => {
		child.once("close", (code, signal) => resolve({ code, signal }));
		child.once("error", () => resolve({ code: 1, signal: null }));
	});
	const stop = async () => {
		await stopChild(child, ended);
		log?.end();
	};

	let recent = "";
	let isReady = false;
	try {
		const url = await new Promise<string>((resolve, reject) => {
			const timer = setTimeout(
				() => reject(new CommandError(`${name} did not start within ${timeoutMs / 1000} s. ${lastLines()}`)),
				timeoutMs,
			);
			for (const stream of [child.stdout, child.stderr]) {
				stream.setEncoding("utf8").on("data", (text: string) => {
					log?.write(text);
					if (isReady) return;
					recent = (recent + text).slice(-4000);
					const ready = /listening on (\S+)/.exec(recent);
					if (ready?.[1] && recent.includes("\n", ready.index)) {
						isReady = true;
						clearTimeout(timer);
						resolve(ready[1]);
					}
				});
			}
			ended.then((ending) => {
				clearTimeout(timer);
				reject(new CommandError(`${name} ${howEnded(ending)} before it was ready. ${lastLines()}`));
			});
		});
		return { name, pid: child.pid as number, url, stop, ended, ...(options.log ? { log: options.log } : {}) };
	} catch (error) {
		await stop();
		throw error;
	}

	function lastLines(): string {
		return recent.trim().split("\n").slice(-3).join(" | ") || "It printed nothing.";
	}
}

/** `was ended by SIGKILL` or `ended with code 1`. */
export function howEnded({ code, signal }: Ending): string {
	return signal ? `was ended by ${signal}` : `ended with code ${code}`;
}

/** @throws CommandError where the file can't be written */
function openLog(file: string | undefined): WriteStream | undefined {
	if (!file) return undefined;
	try {
		makeFolder(dirname(file));
		const stream = createWriteStream(file, { fd: openSync(file, "a") });
		// A disk that fills up later must not end the servers: the rest of their log is lost.
		return stream.on("error", () => {});
	} catch (error) {
		throw new CommandError(`The log ${file} can't be written (${(error as NodeJS.ErrnoException).code}).`);
	}
}

async function stopChild(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	child.kill("SIGTERM");
	const timer = setTimeout(() => child.kill("SIGKILL"), stopTimeout);
	await ended;
	clearTimeout(timer);
}

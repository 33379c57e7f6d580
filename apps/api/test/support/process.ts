import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

/** A `serve` that runs as a process of its own. */
export interface ServiceProcess {
	readonly child: ChildProcess;
	readonly pid: number;
	/** The base URL of the operations. */
	readonly url: string;
	readonly port: number;
	/** What it has logged so far. */
	log(): string;
	/** Ends it at once, as a crash would; does nothing where it has ended. */
	kill(): Promise<void>;
	/** Ends it as SIGTERM does, and returns its exit code. */
	stop(): Promise<number | null>;
}

export interface ProcessOptions {
	/** A SQLite file, or the URL of a PostgreSQL database. */
	database: string;
	args?: readonly string[];
	env?: Readonly<Record<string, string>>;
	/** A command that is to start it, with its arguments, such as `strace -f`. */
	under?: readonly string[];
	/** Arguments of Node. */
	node?: readonly string[];
	/** Another program than the built service. */
	program?: string;
}

/**
 * Starts the built service on a free port and waits until it listens.
 *
 * @throws {Error} with what it has written when it ends before
 */
export async function startProcess({
	database,
	args = [],
	env = {},
	under = [],
	node = [],
	program = MAIN,
}: ProcessOptions): Promise<ServiceProcess> {
	const command = [
		...under,
		process.execPath,
		...node,
		program,
		"serve",
		"--port",
		"0",
		"--database",
		database,
		...args,
	];
	const child = spawn(command[0] ?? "", command.slice(1), {
		env: { ...process.env, API_LOG_LEVEL: "warn", ...env },
		stdio: ["ignore", "pipe", "pipe"],
	});
	let log = "";
	child.stderr?.on("data", (chunk) => {
		log += chunk;
	});
	const ended = once(child, "exit");
	const line = await Promise.race([once(createInterface({ input: child.stdout as Readable }), "line"), ended]);
	const url = /^listening on (.+)$/.exec(String(line[0]))?.[1];
	if (url === undefined) throw new Error(`The service did not start: ${log}`);
	async function end(signal: NodeJS.Signals): Promise<number | null> {
		if (child.exitCode === null && child.signalCode === null) {
			child.kill(signal);
			await ended;
		}
		return child.exitCode;
	}
	return {
		child,
		pid: child.pid ?? 0,
		url,
		port: Number(new URL(url).port),
		log: () => log,
		kill: async () => void (await end("SIGKILL")),
		stop: () => end("SIGTERM"),
	};
}

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** A server in a process of its own. */
export interface ServerProcess {
	/** What it said that it listens on. */
	readonly url: string;
	readonly child: ChildProcess;
	/** Everything that it wrote so far. */
	output(): string;
	/** Asks it to stop and waits until it has. */
	stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** What a command left behind. */
export interface Finished {
	readonly code: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

/** Starts a Node script and waits for its line `listening on <url>`. */
export async function startServer(script: string, args: readonly string[], env = {}): Promise<ServerProcess> {
	const child = spawn(process.execPath, [script, ...args], { env: cleanEnv(env), stdio: ["ignore", "pipe", "pipe"] });
	let output = "";
	const url = await new Promise<string>((resolve, reject) => {
		const collect = (chunk: Buffer) => {
			output += chunk.toString("utf8");
			const found = /^listening on (\S+)\r?\n/m.exec(output)?.[1];
			if (found !== undefined) resolve(found);
		};
		child.stdout.on("data", collect);
		child.stderr.on("data", collect);
		child.once("error", reject);
		child.once("exit", (code) => reject(new Error(`${script} ended with ${code} before it listened:\n${output}`)));
	});
	return {
		url,
		child,
		output: () => output,
		async stop(signal = "SIGTERM") {
			if (child.exitCode === null && child.signalCode === null) {
				const ended = once(child, "exit");
				child.kill(signal);
				await ended;
			}
			return child.exitCode;
		},
	};
}

/** Runs a Node script to its end. */
export async function run(script: string, args: readonly string[], env = {}): Promise<Finished> {
	const child = spawn(process.execPath, [script, ...args], { env: cleanEnv(env), stdio: ["ignore", "pipe", "pipe"] });
	let stdout = "";
	let stderr = "";
	child.stdout.on("data", (chunk) => (stdout += chunk));
	child.stderr.on("data", (chunk) => (stderr += chunk));
	const [code] = await once(child, "close");
	return { code, stdout, stderr };
}

/** The environment without settings of the console or the API that happen to be set. */
function cleanEnv(env: Record<string, string>): NodeJS.ProcessEnv {
	const own = Object.entries(process.env).filter(([name]) => !/^(CONSOLE|API|MOCK)_/.test(name));
	return { ...Object.fromEntries(own), ...env };
}

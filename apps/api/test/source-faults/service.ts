import { spawn } from "node:child_process";
import { cpSync } from "node:fs";

/** A service that runs. */
export interface RunningService {
	endpoint: string;
	stop(): Promise<void>;
}

/** Runs a command of a program to its end. @throws {Error} with what it printed when it fails */
export async function runProgram(program: string, args: readonly string[]): Promise<void> {
	const { child, output } = start(program, args);
	const code = await new Promise((resolve) => child.once("close", resolve));
	if (code !== 0) throw new Error(`${args[0]} failed: ${output()}`);
}

/** Serves a copy of a database, so that what a faulty service does to it stays its own. */
export async function serveCopy(program: string, database: string, name: string): Promise<RunningService> {
	const copy = `${database}.${name}`;
	cpSync(database, copy);
	const { child, output } = start(program, ["serve", "--database", copy, "--port", "0", "--log-level", "silent"]);
	const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
	const endpoint = await new Promise<string>((resolve, reject) => {
		child.stdout.on("data", () => {
			const [, url] = /listening on (\S+)\n/.exec(output()) ?? [];
			if (url !== undefined) resolve(url);
		});
		ended.then(() => reject(new Error(`The service ended early: ${output()}`)));
	});
	return {
		endpoint,
		stop() {
			child.kill("SIGKILL"); // nothing of it is needed any more
			return ended;
		},
	};
}

function start(program: string, args: readonly string[]) {
	const child = spawn(process.execPath, [program, ...args], { stdio: ["ignore", "pipe", "pipe"] });
	let text = "";
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding("utf8").on("data", (piece: string) => {
			text += piece;
		});
	}
	return { child, output: () => text };
}

import { type ChildProcess, spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The workspace's root. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");

/** A program that runs, and what it has printed so far. */
export interface Program {
	child: ChildProcess;
	output(): string;
	/** Settles when the output matches; throws with the output where the program ends first. */
	until(pattern: RegExp): Promise<RegExpExecArray>;
	/** Settles with the exit code when the program has ended. */
	ended: Promise<number | null>;
}

/** Runs a Node program of the workspace, or of a copy in another folder; its output is collected. */
export function program(file: string, args: string[], env: NodeJS.ProcessEnv = {}, folder = root): Program {
	const child = spawn(process.execPath, [join(folder, file), ...args], {
		cwd: folder,
		env: { ...process.env, FORCE_COLOR: "0", ...env },
		stdio: ["ignore", "pipe", "pipe"],
	});
	let text = "";
	const listeners = new Set<() => void>();
	for (const stream of [child.stdout, child.stderr]) {
		stream?.setEncoding("utf8").on("data", (piece: string) => {
			text += piece;
			for (const listener of listeners) listener();
		});
	}
	const ended = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
	return {
		child,
		ended,
		output: () => text,
		until: (pattern) =>
			new Promise((resolve, reject) => {
				const look = () => {
					const match = pattern.exec(text);
					if (match) {
						listeners.delete(look);
						resolve(match);
					}
				};
				listeners.add(look);
				look();
				ended.then(() => reject(new Error(`ended before ${pattern} appeared:\n${text}`)));
			}),
	};
}

/** Runs a Node program of the workspace to its end. */
export async function run(
	file: string,
	args: string[],
	env: NodeJS.ProcessEnv = {},
): Promise<{ code: number | null; output: string }> {
	const one = program(file, args, env);
	const code = await one.ended;
	return { code, output: one.output() };
}

import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Command, Runtime, SampleFile } from "./language.js";

/** How a program ended, and what it printed. */
export interface Ending {
	/** `null` where it was ended by a signal. */
	readonly code: number | null;
	readonly stdout: Buffer;
	readonly stderr: string;
}

export interface ProgramOptions {
	readonly cwd: string;
	/** Added to the environment. */
	readonly env?: Readonly<Record<string, string>>;
	/** Ends the program, with SIGKILL. */
	readonly signal?: AbortSignal | undefined;
	/** Is told of each program that was started. */
	readonly onStart?: ((child: ChildProcess) => void) | undefined;
}

/** No sample and no compiler takes longer. */
const LONGEST_MS = 120_000;

/** So much of what a compiler says is shown. */
const MOST_SAID = 2000;

/** The programs of a runtime that this machine does not have. */
export function missingPrograms({ programs }: Runtime): string[] {
	const folders = (process.env.PATH ?? "").split(path.delimiter);
	const names = (program: string) => (process.platform === "win32" ? [`${program}.exe`, `${program}.cmd`] : [program]);
	return programs.filter(
		(program) => !folders.some((folder) => names(program).some((name) => existsSync(path.join(folder, name)))),
	);
}

/**
 * Writes samples of one language into a folder, and compiles them where the language asks for it.
 *
 * @throws Error with what the compiler printed
 */
export async function prepareSamples(
	runtime: Runtime,
	samples: readonly SampleFile[],
	options: ProgramOptions,
): Promise<void> {
	await writeSamples(runtime, samples, options.cwd);
	await runAll(runtime.build?.(samples) ?? [], options);
}

/**
 * Writes samples of one language into a folder, and has its compiler or interpreter look at their syntax.
 *
 * @throws Error with what it printed
 */
export async function checkSamples(
	runtime: Runtime,
	samples: readonly SampleFile[],
	options: ProgramOptions,
): Promise<void> {
	await writeSamples(runtime, samples, options.cwd);
	await runAll((runtime.check ?? runtime.build)?.(samples) ?? [], options);
}

async function writeSamples(runtime: Runtime, samples: readonly SampleFile[], folder: string): Promise<void> {
	const own = new Map(samples.map(({ fileName, source }) => [fileName, source]));
	for (const [name, text] of runtime.files?.(samples) ?? own) {
		const file = path.join(folder, name);
		await mkdir(path.dirname(file), { recursive: true });
		await writeFile(file, text);
	}
}

async function runAll(commands: readonly Command[], options: ProgramOptions): Promise<void> {
	for (const command of commands) {
		const { code, stdout, stderr } = await runProgram(command, options);
		if (code !== 0)
			throw new Error(`${command[0]} ended with ${code}: ${`${stdout}${stderr}`.trim().slice(0, MOST_SAID)}`);
	}
}

/**
 * Runs a program to its end.
 *
 * @throws Error where it can't be started, or `signal` is aborted
 */
export function runProgram(
	[program, ...args]: Command,
	{ cwd, env = {}, signal, onStart }: ProgramOptions,
): Promise<Ending> {
	const child = spawn(program.includes("/") ? path.join(cwd, program) : program, args, {
		cwd,
		// What is printed is read: no colours, also where whoever runs this wants some.
		env: { ...process.env, FORCE_COLOR: "0", ...env },
		stdio: ["ignore", "pipe", "pipe"],
		timeout: LONGEST_MS,
		killSignal: "SIGKILL",
		...(signal && { signal }),
	});
	onStart?.(child);
	const stdout: Buffer[] = [];
	let stderr = "";
	child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
	child.stderr.setEncoding("utf8").on("data", (text: string) => {
		stderr += text;
	});
	return new Promise((resolve, reject) => {
		child.once("error", reject);
		child.once("close", (code) => resolve({ code, stdout: Buffer.concat(stdout), stderr }));
	});
}

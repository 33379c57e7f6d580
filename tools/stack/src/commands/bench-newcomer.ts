import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runNode } from "../child.js";
import { endWithUs, type TemporaryFolder, temporaryFolder } from "../clean-up.js";
import { CommandError } from "../command-error.js";
import { readFlags } from "../flags.js";
import { npmCli } from "../npm.js";
import { columns, step } from "../terminal.js";

const help = `
npm run bench -- newcomer [--keep]

Measures, in a fresh clone of the committed state, what a newcomer waits for: the install (time and size), npm start up
to the table, and a second npm test with nothing changed. Fails where a figure misses its aim.

  --keep   keep the clone and say where it is
`;

interface Figure {
	what: string;
	value: number;
	unit: string;
	aim: number;
}

/** Measures the newcomer's way in a fresh clone; exits non-zero where an aim is missed. */
export async function benchNewcomer(args: string[], root: string): Promise<number> {
	const flags = readFlags(args, { keep: { type: "boolean" } }, help);
	if (!flags) return 0;
	const folder = flags.keep ? keptFolder() : temporaryFolder("bench");
	const clone = join(folder.path, "clone");
	const figures: Figure[] = [];
	const measure = <Result>(what: string, aim: number, work: () => Promise<Result>) =>
		step(what, async () => {
			const started = performance.now();
			const result = await work();
			figures.push({ what, value: (performance.now() - started) / 1000, unit: "s", aim });
			return result;
		});
	try {
		await step("git clone", () => run("git", ["clone", "--quiet", "--no-hardlinks", root, clone], folder.path));
		await measure("npm ci", 90, () => npm(clone, "ci"));
		const size = (await sizeOf(join(clone, "node_modules"))) / 1e6;
		figures.push({ what: "node_modules", value: size, unit: "MB", aim: 900 });
		const stop = await measure("npm start, up to the table", 30, () => start(clone));
		await stop();
		await step("npm test", () => npm(clone, "test"));
		await measure("npm test again, nothing changed", 5, () => npm(clone, "test"));
	} finally {
		folder.remove();
	}
	const rows = figures.map(({ what, value, unit, aim }) => [
		what,
		`${value.toFixed(1)} ${unit}`,
		`aim ≤ ${aim} ${unit}`,
		value <= aim ? "met" : "MISSED",
	]);
	for (const line of columns(rows)) console.log(line);
	return figures.every(({ value, aim }) => value <= aim) ? 0 : 1;
}

async function npm(cwd: string, ...args: string[]): Promise<void> {
	const { code, output } = await runNode(npmCli(), args, { cwd });
	if (code !== 0) throw new CommandError(`npm ${args.join(" ")} failed:\n${output.trim()}`);
}

/** A folder that stays, and says where it is in the end. */
function keptFolder(): TemporaryFolder {
	const path = mkdtempSync(join(tmpdir(), "onespec-bench-"));
	return { path, remove: () => console.log(`The clone is kept in ${path}`) };
}

/** Runs `npm start` on free ports until it serves. What it returns asks it to stop and waits until it is gone. */
async function start(cwd: string): Promise<() => Promise<void>> {
	const ports = ["--mock-port", "0", "--api-port", "0", "--console-port", "0", "--reference-port", "0"];
	const child = spawn(process.execPath, [join(cwd, "tools/stack/bin/run.mjs"), "start", ...ports], { cwd });
	endWithUs(child);
	const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
	let output = "";
	await new Promise<void>((resolve, reject) => {
		for (const stream of [child.stdout, child.stderr]) {
			stream.setEncoding("utf8").on("data", (text: string) => {
				output += text;
				if (output.includes("Ctrl-C stops everything")) resolve();
			});
		}
		ended.then(() => reject(new CommandError(`npm start ended before it served:\n${output.trim()}`)));
	});
	return async () => {
		child.kill("SIGINT");
		await ended;
	};
}

function run(command: string, args: string[], cwd: string): Promise<void> {
	const child = spawn(command, args, { cwd, stdio: ["ignore", "ignore", "inherit"] });
	return new Promise((resolve, reject) => {
		child.once("error", reject);
		child.once("close", (code) =>
			code === 0 ? resolve() : reject(new CommandError(`${command} ${args[0]} failed with code ${code}.`)),
		);
	});
}

/** The bytes of all files below a folder; links are not followed. */
async function sizeOf(folder: string): Promise<number> {
	const entries = await readdir(folder, { withFileTypes: true, recursive: true });
	let total = 0;
	for (const entry of entries) {
		if (entry.isFile()) total += (await stat(join(entry.parentPath, entry.name))).size;
	}
	return total;
}

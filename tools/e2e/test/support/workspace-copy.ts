import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { type Program, program, root } from "../workspace.js";

const places = ["apps", "packages", "spec", "tools"];
const left = new Set(["node_modules", ".git", ".nx", ".reports", ".data"]);

/** A change of the workspace, as a list that a person would carry out by hand. */
export interface Change {
	title: string;
	/** The most files that may be touched. */
	atMost: number;
	/** Files that come from somewhere else in the workspace. */
	copy?: { from: string; to: string }[];
	/** Texts to replace, each exactly as often as it says; once by default. */
	edit?: { file: string; replace: string; by: string; times?: number }[];
}

/** A copy of the workspace, built as the original is, in which commands can be run. */
export interface WorkspaceCopy {
	folder: string;
	/** Runs a program of the copy. */
	program(file: string, args: string[]): Program;
	/** Runs a program of the copy to its end. */
	run(file: string, args: string[]): Promise<{ code: number | null; output: string }>;
	/**
	 * Carries out a change.
	 *
	 * @returns the files that were touched
	 * @throws Error where a text to replace does not stand in its file as often as it should
	 */
	apply(change: Change): string[];
	remove(): void;
}

/** Copies the workspace: its files and what was built of them; the dependencies are the original's. */
export function copyWorkspace(): WorkspaceCopy {
	const folder = mkdtempSync(join(tmpdir(), "onespec-copy-"));
	for (const name of readdirSync(root)) {
		if (left.has(name)) continue;
		const filter = (path: string) => !left.has(basename(path));
		// The compiler tells by the times of files what it has to build again.
		cpSync(join(root, name), join(folder, name), { recursive: true, filter, preserveTimestamps: true });
	}
	const modules = join(folder, "node_modules");
	mkdirSync(join(modules, "@onespec"), { recursive: true });
	for (const name of readdirSync(join(root, "node_modules"))) {
		if (name === "@onespec" || name.startsWith(".")) continue;
		symlinkSync(join(root, "node_modules", name), join(modules, name), "junction");
	}
	for (const place of places) {
		for (const name of readdirSync(join(folder, place))) {
			const [project, own] = [join(folder, place, name), join(root, place, name, "node_modules")];
			if (existsSync(own)) symlinkSync(own, join(project, "node_modules"), "junction");
			const manifest = join(project, "package.json");
			if (!existsSync(manifest)) continue;
			const packageName = (JSON.parse(readFileSync(manifest, "utf8")) as { name: string }).name;
			symlinkSync(project, join(modules, packageName), "junction");
		}
	}
	const inCopy = (file: string, args: string[]) => program(file, args, {}, folder);
	return {
		folder,
		program: inCopy,
		async run(file, args) {
			const one = inCopy(file, args);
			const code = await one.ended;
			return { code, output: one.output() };
		},
		apply({ copy = [], edit = [] }) {
			for (const { from, to } of copy) cpSync(join(folder, from), join(folder, to), { recursive: true });
			for (const { file, replace, by, times = 1 } of edit) {
				const parts = readFileSync(join(folder, file), "utf8").split(replace);
				if (parts.length - 1 !== times) {
					throw new Error(`${file} has ${parts.length - 1} times, not ${times} times:\n${replace}`);
				}
				writeFileSync(join(folder, file), parts.join(by));
			}
			return [...new Set([...copy.map(({ to }) => to), ...edit.map(({ file }) => file)])].sort();
		},
		remove: () => rmSync(folder, { recursive: true, force: true }),
	};
}

import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { linkOwnModules } from "./link-modules.js";

/** The root of the workspace. */
export const root = fileURLToPath(new URL("../../../../", import.meta.url));

/** One precise edit of a source file: a text that occurs in it exactly once, and what stands there instead. */
export interface Edit {
	/** From the root of the workspace, in `apps/api/src` or `packages/wire-codec/src`. */
	file: string;
	find: string;
	replace: string;
}

/** What is different in a service that a test builds. */
export interface BuildOptions {
	edits?: readonly Edit[];
	/** A folder with another package than that which is generated from the workspace's document. */
	generated?: string;
}

/**
 * Builds the service from its source in a folder of its own.
 *
 * @returns the path of the program
 * @throws {Error} when the edit cannot be made
 */
export function buildService(folder: string, { edits = [], generated }: BuildOptions): string {
	// What the copy does not have of its own is the workspace's.
	symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
	const build = join(folder, "build");
	const parts = [
		{ from: join(root, "apps/api"), name: "apps/api", to: join(build, "api") },
		{
			from: join(root, "packages/wire-codec"),
			name: "packages/wire-codec",
			to: join(build, "node_modules/@onespec/wire-codec"),
		},
		...(generated === undefined
			? []
			: [{ from: generated, name: "generated", to: join(build, "node_modules/@onespec/customer-groups") }]),
	];
	for (const { from, name, to } of parts) {
		mkdirSync(to, { recursive: true });
		for (const file of ["package.json", "openapi.json"]) {
			if (readdirSync(from).includes(file)) cpSync(join(from, file), join(to, file));
		}
		for (const source of sources(from)) {
			const file = `${name}/src/${source}`;
			const text = readFileSync(join(from, "src", source), "utf8");
			const target = join(to, "dist", source.replace(/\.ts$/, ".js"));
			mkdirSync(dirname(target), { recursive: true });
			const here = edits.filter((edit) => edit.file === file);
			writeFileSync(target, compile(file, here.reduce(edited, text)));
		}
	}
	linkOwnModules(join(root, "apps/api"), join(build, "api"));
	return join(build, "api/dist/main.js");
}

function sources(project: string): string[] {
	const files = readdirSync(join(project, "src"), { recursive: true, encoding: "utf8" });
	return files.filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts")).map((f) => f.replaceAll("\\", "/"));
}

/** @throws {Error} when the text that is to be edited is not in the file exactly once */
function edited(source: string, { file, find, replace }: Edit): string {
	const parts = source.split(find);
	if (parts.length !== 2)
		throw new Error(`${file} has this ${parts.length - 1} times, not once: mend the edit.\n${find}`);
	return parts.join(replace);
}

/** Types are not checked: a fault may well break them. */
function compile(fileName: string, source: string): string {
	const { ES2022: target } = ts.ScriptTarget;
	const { ESNext: module } = ts.ModuleKind;
	return ts.transpileModule(source, { fileName, compilerOptions: { target, module, verbatimModuleSyntax: true } })
		.outputText;
}

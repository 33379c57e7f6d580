import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { linkOwnModules } from "../support/link-modules.js";
import { applyEdits, type Edit } from "./fault.js";

/** The root of the workspace. */
export const root = fileURLToPath(new URL("../../../../", import.meta.url));

const PROJECTS = ["apps/api", "packages/wire-codec"];

/** Builds the service from its TypeScript source, with edits, in folders of its own. */
export class Workshop {
	readonly folder = mkdtempSync(join(tmpdir(), "source-faults-"));
	/** The text of each source file by its path from the root. */
	readonly sources: ReadonlyMap<string, string>;
	readonly #compiled: ReadonlyMap<string, string>;
	#built = 0;

	constructor() {
		this.sources = new Map(PROJECTS.flatMap(sourcesOf));
		this.#compiled = new Map([...this.sources].map(([file, source]) => [file, compile(file, source)]));
		// What the copies do not have of their own is the workspace's.
		symlinkSync(join(root, "node_modules"), join(this.folder, "node_modules"), "junction");
	}

	/**
	 * Builds the service with edits.
	 *
	 * @returns the path of its program
	 * @throws {Error} when an edit cannot be made
	 */
	build(edits: readonly Edit[]): string {
		const edited = applyEdits(this.sources, edits);
		const home = join(this.folder, String(this.#built++));
		const places = new Map([
			["apps/api", join(home, "api")],
			["packages/wire-codec", join(home, "node_modules/@onespec/wire-codec")],
		]);
		for (const [project, place] of places) {
			mkdirSync(place, { recursive: true });
			cpSync(join(root, project, "package.json"), join(place, "package.json"));
			for (const [file, compiled] of this.#compiled) {
				if (!file.startsWith(`${project}/src/`)) continue;
				const source = edited.get(file);
				const target = join(place, "dist", file.slice(`${project}/src/`.length).replace(/\.ts$/, ".js"));
				mkdirSync(dirname(target), { recursive: true });
				writeFileSync(target, source === undefined ? compiled : compile(file, source));
			}
		}
		linkOwnModules(join(root, "apps/api"), join(home, "api"));
		return join(home, "api/dist/main.js");
	}

	close(): void {
		rmSync(this.folder, { recursive: true, force: true });
	}
}

function sourcesOf(project: string): [string, string][] {
	const files = readdirSync(join(root, project, "src"), { recursive: true, encoding: "utf8" });
	return files
		.filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
		.map((file) => `${project}/src/${file.replaceAll("\\", "/")}`)
		.map((file) => [file, readFileSync(join(root, file), "utf8")]);
}

/** Types are not checked: a fault may well break them. */
function compile(fileName: string, source: string): string {
	const { ES2022: target } = ts.ScriptTarget;
	const { ESNext: module } = ts.ModuleKind;
	return ts.transpileModule(source, { fileName, compilerOptions: { target, module, verbatimModuleSyntax: true } })
		.outputText;
}

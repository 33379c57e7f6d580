import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { build } from "./nx.js";

const workspace = fileURLToPath(new URL("../../..", import.meta.url));

describe("a build", () => {
	let root: string;
	const inProject = (path: string) => join(root, "packages/lockers", path);
	const write = (path: string, text: string) => writeFileSync(inProject(path), text);
	const count = async () =>
		((await import(`${pathToFileURL(inProject("dist/count.js")).href}?${Math.random()}`)) as { count: number }).count;

	beforeEach(() => {
		root = mkdtempSync(join(tmpdir(), "build-"));
		mkdirSync(inProject("src"), { recursive: true });
		mkdirSync(join(root, "tools/stack"), { recursive: true });
		symlinkSync(join(workspace, "node_modules"), join(root, "node_modules"));
		symlinkSync(join(workspace, "tools/stack/bin"), join(root, "tools/stack/bin"));
		writeFileSync(join(root, "package.json"), '{ "type": "module" }');
		writeFileSync(join(root, "tsconfig.json"), '{ "files": [], "references": [{ "path": "packages/lockers" }] }');
		const compilerOptions = {
			...{ target: "es2022", module: "nodenext", composite: true, types: [] },
			...{ rootDir: "src", outDir: "dist", tsBuildInfoFile: "dist/.tsbuildinfo" },
		};
		write("tsconfig.json", JSON.stringify({ compilerOptions, include: ["src"], exclude: ["src/**/*.test.ts"] }));
		write("src/count.ts", "export const count: number = 1;\n");
		write("src/count.test.ts", "export {};\n");
		write("src/inferred.ts", "const make = () => 1;\nexport const made = make();\n");
	});
	afterEach(() => rmSync(root, { recursive: true }));

	it("of a fresh clone writes what runs, and of the declarations those that are right", async () => {
		await build(root);
		expect(await count()).toBe(1);
		expect(readFileSync(inProject("dist/count.d.ts"), "utf8")).toContain("count: number");
		for (const absent of ["inferred.d.ts", "count.test.js", ".tsbuildinfo"]) {
			expect(existsSync(inProject(`dist/${absent}`)), absent).toBe(false);
		}
		write("src/count.ts", "export const count: number = 2;\n");
		await build(root);
		expect(await count()).toBe(2);
	});

	it("is the compiler's alone once it has built", async () => {
		write("src/count.ts", "export const count: number = ;\n");
		await expect(build(root)).rejects.toThrow(/count\.ts.*Expression expected[\s\S]*does not build/);
		write("src/count.ts", "export const count: number = 3;\n");
		await build(root);
		expect(await count()).toBe(3);
		expect(existsSync(inProject("dist/.tsbuildinfo"))).toBe(true);
		expect(readFileSync(inProject("dist/inferred.d.ts"), "utf8")).toContain("made: number");
	});
});

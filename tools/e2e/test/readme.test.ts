import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { findApis } from "@onespec/stack/workspace";
import ts from "typescript";
import { afterAll, describe, expect, it } from "vitest";
import { program, root, run } from "./workspace.js";

const readme = readFileSync(join(root, "README.md"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "onespec-readme-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function firstBlock(language: string): string {
	const [, block = ""] = new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(readme) ?? [];
	expect(block).not.toBe("");
	return block;
}

describe("the README", () => {
	it("has an example that compiles and, against a live service, lists what is there", async () => {
		const live = findApis(root)[0]?.live;
		if (!live) throw new Error("no live service");
		const bin = relative(root, live.bin);
		const database = join(folder, "live.db");
		const credentialsFile = join(folder, "credentials.json");
		expect((await run(bin, ["demo", "--database", database, "--out", credentialsFile])).code).toBe(0);
		const demo = JSON.parse(readFileSync(credentialsFile, "utf8")) as Record<string, string>;

		symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
		writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
		const server = program(bin, ["serve", "--database", database, "--port", "0"]);
		try {
			const [, url = ""] = await server.until(/listening on (\S+)\n/);
			const values = [url, ...Object.values(demo)];
			const example = firstBlock("ts").replace(
				/(baseUrl|secureURL|privateKey|token): "[^"]*"/g,
				(_match, name: string) => `${name}: ${JSON.stringify(values.shift())}`,
			);
			expect(values).toEqual([]);
			writeFileSync(join(folder, "example.ts"), example);
			writeFileSync(
				join(folder, "tsconfig.json"),
				JSON.stringify({
					extends: join(root, "tsconfig.base.json"),
					compilerOptions: { noEmit: true, composite: false, declaration: false, declarationMap: false },
					files: ["example.ts"],
				}),
			);
			expect(await run("node_modules/typescript/bin/tsc", ["-p", folder])).toEqual({ code: 0, output: "" });

			const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
			writeFileSync(join(folder, "example.js"), ts.transpileModule(example, { compilerOptions }).outputText);
			const printed = execFileSync(process.execPath, [join(folder, "example.js")], {
				encoding: "utf8",
				env: { ...process.env, FORCE_COLOR: "0" },
			});
			expect(printed.trim().split("\n").length).toBeGreaterThan(5);
			expect(printed).toMatch(/^1 /);
			expect(printed).toMatch(/\n1 changed, 0 failed\n$/);
		} finally {
			server.child.kill("SIGTERM");
			await server.ended;
		}
	}, 60_000);

	it("names nothing that is not there", () => {
		const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map((match) => match[1] ?? "");
		expect(links.length).toBeGreaterThan(8);
		expect(links.filter((link) => !existsSync(join(root, link)))).toEqual([]);
	});
});

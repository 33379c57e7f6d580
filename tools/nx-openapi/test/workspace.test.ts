import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const nx = path.join(path.dirname(createRequire(import.meta.url).resolve("nx/package.json")), "dist/bin/nx.js");
const [api] = readdirSync(path.join(root, "spec"));

/** Nx passes what it runs on to its tasks, so that this Nx would think itself one of them. */
const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith("NX_")));

it("Nx loads the plugin in this workspace, and its defaults leave the inferred targets alone", async () => {
	const { stdout } = await promisify(execFile)(process.execPath, [nx, "show", "project", `spec-${api}`, "--json"], {
		cwd: root,
		env: { ...env, NX_DAEMON: "false", NX_ISOLATE_PLUGINS: "false" },
	});
	const { targets } = JSON.parse(stdout.slice(stdout.indexOf("{")));
	expect(Object.keys(targets)).toEqual(expect.arrayContaining(["lint", "generate", "check-generated", "verify-mock"]));
	expect(targets.lint.options.command).toBe(`node tools/codegen/bin/codegen.mjs lint --spec spec/${api}`);
	expect(targets.test.options.command).toContain("vitest.shared.ts");
	expect(targets.test.outputs).toEqual(["{projectRoot}/.reports/vitest.json"]);
}, 60_000);

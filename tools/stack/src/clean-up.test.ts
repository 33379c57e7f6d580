import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";

const module = new URL("../dist/clean-up.js", import.meta.url).href;
let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "clean-up-test-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it.each(["SIGINT", "SIGTERM"] as const)("leaves no folder and no child behind on %s", async (signal) => {
	const file = join(folder, "program.mjs");
	writeFileSync(
		file,
		`import { spawn } from "node:child_process";
		import { endWithUs, temporaryFolder } from ${JSON.stringify(module)};
		const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: ["ignore", "inherit", "ignore"] });
		endWithUs(child);
		console.log(temporaryFolder("test").path);
		setInterval(() => {}, 1000);`,
	);
	const program = spawn(process.execPath, [file], { stdio: ["ignore", "pipe", "inherit"] });
	const [line] = (await once(program.stdout, "data")) as [Buffer];
	const path = String(line).trim();
	expect(existsSync(path)).toBe(true);

	// The child holds the pipe as well: it closes when both have ended.
	const closed = once(program, "close");
	program.kill(signal);
	const [code] = (await closed) as [number];
	expect(code).toBe(signal === "SIGINT" ? 130 : 143);
	expect(existsSync(path)).toBe(false);
});

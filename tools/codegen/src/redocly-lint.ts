import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { CodegenError } from "./errors/codegen-error.js";

const require = createRequire(import.meta.url);
const rules = fileURLToPath(new URL("../../../redocly.yaml", import.meta.url));

/**
 * Runs `redocly lint` with the root's `redocly.yaml`. A warning counts like an error.
 *
 * @param file the document
 * @returns the problems as redocly prints them; empty where there are none
 * @throws CodegenError where redocly itself fails, say since it cannot parse the document
 */
export async function redoclyLint(file: string): Promise<string> {
	const { code, stdout, stderr } = await run([
		redoclyBin(),
		"lint",
		file,
		"--format=stylish",
		`--config=${rules}`,
		"--max-problems=1000",
	]);
	// Problems, warnings too, go to stdout; stderr has the progress, which says nothing that the caller needs.
	const problems = stdout.trim();
	if (code === 0 || problems !== "") return problems;
	throw new CodegenError(`redocly lint failed:\n${withoutBanner(stderr).trim()}`);
}

function redoclyBin(): string {
	const manifest = require.resolve("@redocly/cli/package.json");
	const { bin } = require(manifest) as { bin: { redocly: string } };
	return path.join(path.dirname(manifest), bin.redocly);
}

function run(args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, args, {
			stdio: ["ignore", "pipe", "pipe"],
			// Neither of the two may ask a host.
			env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
		});
		let stdout = "";
		let stderr = "";
		child.stdout.setEncoding("utf8").on("data", (text: string) => {
			stdout += text;
		});
		child.stderr.setEncoding("utf8").on("data", (text: string) => {
			stderr += text;
		});
		child.on("error", reject);
		child.on("close", (code) => resolve({ code, stdout, stderr }));
	});
}

/** On Node 20 redocly announces in a box that a later version will not run on it. */
function withoutBanner(text: string): string {
	return text.replace(/^\s*[╔║╚].*\n?/gm, "");
}

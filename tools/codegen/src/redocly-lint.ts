import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { isInExtension } from "@onespec/openapi-document";
import { CodegenError } from "./codegen-error.js";

const require = createRequire(import.meta.url);
const plain = fileURLToPath(new URL("../schema/redocly.yaml", import.meta.url));

/**
 * Runs `redocly lint` with the `redocly.yaml` beside the document, a team's own rules; where there is none, with the rules of
 * OpenAPI alone. References within extensions are their team's own, and may lead anywhere.
 *
 * @param file the document
 * @returns the problems, each with its line, empty where there are none, and whether one of them is an error
 * @throws CodegenError where redocly itself fails, say since it cannot parse the document
 */
export async function redoclyLint(file: string): Promise<{ readonly text: string; readonly failed: boolean }> {
	const own = path.join(path.dirname(file), "redocly.yaml");
	const rules = existsSync(own) ? own : plain;
	const { code, stdout, stderr } = await run([
		redoclyBin(),
		"lint",
		file,
		"--format=json",
		`--config=${rules}`,
		"--max-problems=1000",
	]);
	// Problems, warnings too, go to stdout; stderr has the progress, which says nothing that the caller needs.
	if (!stdout.trimStart().startsWith("{")) {
		throw new CodegenError(`redocly lint failed:\n${withoutBanner(stderr).trim() || `it ended with ${code}`}`);
	}
	const problems = (JSON.parse(stdout) as { problems: Problem[] }).problems.filter(
		({ ruleId, location: [place] }) => ruleId !== "no-unresolved-refs" || !isInExtension(place?.pointer ?? ""),
	);
	return { text: problemsText(problems), failed: problems.some(({ severity }) => severity === "error") };
}

/** A problem as redocly tells it in JSON. */
interface Problem {
	readonly ruleId: string;
	readonly severity: "error" | "warn";
	readonly message: string;
	readonly location: readonly {
		readonly pointer?: string;
		readonly source: { readonly ref: string };
		readonly start: { readonly line: number; readonly col: number };
	}[];
}

/** The problems under the file that each is in. */
function problemsText(problems: readonly Problem[]): string {
	let last: string | undefined;
	const lines = problems.flatMap(({ ruleId, severity, message, location: [place] }) => {
		const file = place?.source.ref ?? "";
		const head = file === last ? [] : [`${file}:`];
		last = file;
		const { line = 1, col = 1 } = place?.start ?? {};
		const kind = severity === "error" ? "error  " : "warning";
		return [...head, `  ${line}:${col}  ${kind}  ${ruleId}  ${message.trim().replace(/\s*\n\s*/g, " ")}`];
	});
	return lines.join("\n");
}

function redoclyBin(): string {
	let manifest: string;
	try {
		manifest = require.resolve("@redocly/cli/package.json");
	} catch (cause) {
		throw new CodegenError("lint needs Redocly: npm install --save-dev @redocly/cli", { cause });
	}
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

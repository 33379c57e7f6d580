import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { DocumentError } from "./document/document-error.js";
import { RunError } from "./dredd/run-error.js";
import { renderMatrix } from "./matrix.js";
import { CredentialsError } from "./requests/credentials-error.js";
import { ScenariosError } from "./scenarios/scenarios-error.js";

const HELP = `Verifies a mock or a live API against its OpenAPI 3.0 document.

Usage: contract-verifier --spec <file|url> --endpoint <url> [options]

  --spec <file|url>       the OpenAPI document
  --endpoint <url>        the server's base URL with its base path; else CONTRACT_ENDPOINT
  --target live|mock      what answers there; live by default
  --scenarios <file>      how each answer is brought about on a live server
  --credentials <file>    credential profiles, JSON; else CONTRACT_CREDENTIALS
  --timeout <seconds>     for each answer; 10 by default
  --json <file>           writes the whole result there
  --help, --version

Exit codes: 0 all cells passed, 1 a cell failed, 2 wrong usage or files, 3 none failed but some are open,
4 not run.
`;

/** Where the command writes; `process` has all of them. */
export interface CliStreams {
	stdout: { write(text: string): unknown; isTTY?: boolean };
	stderr: { write(text: string): unknown; isTTY?: boolean };
	env: Record<string, string | undefined>;
}

class UsageError extends Error {}

/**
 * The command `contract-verifier`.
 * @returns its exit code: 0 all passed, 1 failed, 2 usage, 3 open cells, 4 not run.
 */
export async function main(args: string[], { stdout, stderr, env }: CliStreams, signal: AbortSignal): Promise<number> {
	const progress = stderr.isTTY === true;
	const say = (stream: { write(text: string): unknown }, text: string, code: number): number => {
		stream.write(text);
		return code;
	};
	try {
		const options = optionsOf(args, env);
		if (options === "help") return say(stdout, HELP, 0);
		if (options === "version") return say(stdout, `${await version()}\n`, 0);
		// What the tools behind it need to start is not spent on a usage error.
		const { verify } = await import("./verify.js");
		const verification = await verify({
			...options.verify,
			signal,
			onProgress: (done, total) => {
				if (progress) stderr.write(`\r${options.verify.target} ${done}/${total} transactions`);
			},
		});
		if (progress) stderr.write("\r\u001b[K");
		if (options.json !== undefined) await writeJson(options.json, verification);
		stdout.write(renderMatrix([verification], { color: stdout.isTTY === true && env.NO_COLOR === undefined }));
		if (verification.ok) return 0;
		const failed = verification.failed > 0 || verification.general.some((result) => result.outcome === "failed");
		return failed ? 1 : 3;
	} catch (error) {
		if (progress) stderr.write("\r\u001b[K");
		if (signal.aborted) return say(stderr, "contract-verifier: stopped; what was made has been removed.\n", 4);
		const { name, message } = error as Error;
		if (error instanceof UsageError) return say(stderr, `contract-verifier: ${message}\n\n${HELP}`, 2);
		if (error instanceof DocumentError || error instanceof ScenariosError || error instanceof CredentialsError) {
			return say(stderr, `contract-verifier: ${message}\n`, 2);
		}
		return say(stderr, `contract-verifier: ${error instanceof RunError ? message : `${name}: ${message}`}\n`, 4);
	}
}

function optionsOf(args: string[], env: CliStreams["env"]) {
	let values: Record<string, string | boolean | undefined>;
	try {
		({ values } = parseArgs({
			args,
			options: {
				spec: { type: "string" },
				endpoint: { type: "string" },
				target: { type: "string" },
				scenarios: { type: "string" },
				credentials: { type: "string" },
				timeout: { type: "string" },
				json: { type: "string" },
				help: { type: "boolean" },
				version: { type: "boolean" },
			},
		}));
	} catch (error) {
		throw new UsageError((error as Error).message);
	}
	if (values.help) return "help";
	if (values.version) return "version";
	const text = (name: string, fallback?: string): string | undefined =>
		(values[name] as string | undefined) ?? fallback;
	const spec = text("spec");
	const endpoint = text("endpoint", env.CONTRACT_ENDPOINT);
	const target = text("target", "live");
	const scenarios = text("scenarios");
	const credentials = text("credentials", env.CONTRACT_CREDENTIALS);
	const timeout = Number(text("timeout", "10"));
	if (spec === undefined) throw new UsageError("--spec is missing.");
	if (endpoint === undefined) throw new UsageError("--endpoint is missing, and CONTRACT_ENDPOINT is not set.");
	if (!/^https?:\/\//.test(endpoint) || !URL.canParse(endpoint))
		throw new UsageError("--endpoint must be an http or https URL.");
	if (target !== "live" && target !== "mock") throw new UsageError('--target must be "live" or "mock".');
	if (!(timeout > 0 && timeout <= 600)) throw new UsageError("--timeout must be a number of seconds up to 600.");
	return {
		json: text("json"),
		verify: {
			spec,
			endpoint,
			target: target as "live" | "mock",
			timeoutMs: timeout * 1000,
			...(scenarios !== undefined && { scenarios }),
			...(credentials !== undefined && { credentials }),
		},
	};
}

async function writeJson(file: string, value: unknown): Promise<void> {
	try {
		await writeFile(file, `${JSON.stringify(value, undefined, 2)}\n`);
	} catch (error) {
		throw new UsageError(`--json ${file}: cannot be written (${(error as NodeJS.ErrnoException).code}).`);
	}
}

async function version(): Promise<string> {
	const text = await readFile(new URL("../package.json", import.meta.url), "utf8");
	return (JSON.parse(text) as { version: string }).version;
}

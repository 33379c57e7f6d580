import { type CommandLine, checkUrl, isUrl } from "./command-line.js";
import { NotRunError } from "./not-run-error.js";
import { UsageError } from "./usage-error.js";

/** The kinds of reports that can be asked for. */
export const REPORT_KINDS = ["junit", "json", "html", "markdown", "github", "gitlab"] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** What every verb that talks to a server is told about it. */
export interface RunOptions {
	/** The document: a path or a URL. */
	spec: string;
	/** The server's base URL. */
	endpoint: string;
	scenarios?: string;
	/** A path or the JSON itself. */
	credentials: string | undefined;
	/** A file with the certificates of a private authority. */
	ca: string | undefined;
	/** For each answer. */
	timeoutMs: number;
	readOnly: boolean;
	rate?: number | "auto";
	start: string | undefined;
	waitFor: string | undefined;
	startTimeoutMs: number;
	reports: ReportKind[];
	reportDir: string;
	/** A file for the JSON report. */
	json: string | undefined;
	verbose: boolean;
}

type Environment = Record<string, string | undefined>;

/** The options that {@link readRunOptions} reads. */
export const RUN_SYNTAX = {
	texts: [
		"spec",
		"endpoint",
		"target",
		"scenarios",
		"credentials",
		"ca",
		"rate",
		"timeout",
		"start",
		"wait-for",
		"timeout-start",
		"json",
	],
	flags: ["read-only", "verbose"],
} as const;

/** The options for the reports of `verify`, which {@link readRunOptions} reads too. */
export const REPORT_SYNTAX = ["report", "report-dir"] as const;

/**
 * Reads what all verbs share, with the environment for what the command line leaves out. The document is the first word, or
 * `--spec`; the server is `--target`, or `--endpoint`.
 *
 * @param endpoint where the verb has found it already
 * @throws UsageError that names the option; NotRunError where there is no endpoint.
 */
export function readRunOptions(line: CommandLine, env: Environment, endpoint = endpointIn(line, env)): RunOptions {
	const { text } = line;
	const scenarios = text("scenarios") ?? (env.CONTRACT_SCENARIOS || undefined);
	const rate = rateFrom(text("rate"));
	const reports = reportsFrom(text("report"));
	const timeoutMs = seconds("timeout", text("timeout") ?? "10");
	const startTimeoutMs = seconds("timeout-start", text("timeout-start") ?? "30");
	const spec = specOf(line, env);
	if (endpoint === undefined || endpoint === "") {
		throw new NotRunError("there is no endpoint: add --target <url>, or set CONTRACT_ENDPOINT");
	}
	checkUrl("--endpoint", endpoint);
	const start = text("start");
	const waitFor = text("wait-for") ?? (start === undefined ? undefined : endpoint);
	if (waitFor !== undefined) checkUrl("--wait-for", waitFor);
	return {
		spec,
		endpoint,
		timeoutMs,
		readOnly: line.flag("read-only"),
		...(rate !== undefined && { rate }),
		...(scenarios !== undefined && { scenarios }),
		ca: text("ca"),
		credentials: text("credentials") ?? (env.CONTRACT_CREDENTIALS || undefined),
		start,
		waitFor,
		startTimeoutMs,
		reports,
		reportDir: text("report-dir") ?? "contract-report",
		json: text("json"),
		verbose: line.flag("verbose"),
	};
}

/**
 * The document that a command line or the environment names.
 * @throws UsageError where none does.
 */
export function specOf({ text, words }: CommandLine, env: Environment): string {
	const spec = text("spec") ?? words[0] ?? (env.CONTRACT_SPEC || undefined);
	if (spec === undefined) throw new UsageError("--spec is missing, and CONTRACT_SPEC is not set: name the document.");
	return spec;
}

/** The server that a command line or the environment names. */
export function endpointIn({ text }: CommandLine, env: Environment): string | undefined {
	const target = text("target");
	return text("endpoint") ?? (target !== undefined && isUrl(target) ? target : undefined) ?? env.CONTRACT_ENDPOINT;
}

function seconds(name: string, text: string): number {
	const value = Number(text);
	if (!(value > 0 && value <= 600)) throw new UsageError(`--${name} must be a number of seconds up to 600.`);
	return value * 1000;
}

function rateFrom(text: string | undefined): number | "auto" | undefined {
	if (text === undefined || text === "auto") return text;
	if (text === "off") return Number.POSITIVE_INFINITY;
	const value = Number(text);
	if (!(value > 0 && value <= 10_000))
		throw new UsageError("--rate must be a number of requests a second, auto or off.");
	return value;
}

function reportsFrom(text: string | undefined): ReportKind[] {
	const names = (text ?? "").split(",").map((name) => name.trim());
	return names
		.filter((name) => name !== "")
		.map((name) => {
			const kind = REPORT_KINDS.find((one) => one === name);
			if (kind === undefined)
				throw new UsageError(`--report knows no "${name}"; choose from ${REPORT_KINDS.join(", ")}.`);
			return kind;
		});
}

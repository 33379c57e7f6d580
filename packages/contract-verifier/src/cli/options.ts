import { parseArgs } from "node:util";
import type { VerifyOptions } from "../verify.js";
import { NotRunError } from "./not-run-error.js";
import { UsageError } from "./usage-error.js";

/** The kinds of reports that can be asked for. */
export const REPORT_KINDS = ["junit", "json", "html", "markdown"] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** The command line, read and checked. */
export interface CliOptions {
	verify: Pick<VerifyOptions, "endpoint" | "target" | "readOnly" | "closed" | "timeoutMs"> & { spec: string } & Pick<
			VerifyOptions,
			"rate" | "scenarios"
		>;
	/** A path or the JSON itself. */
	credentials: string | undefined;
	/** A path or a list. */
	expectOpen: string | undefined;
	reports: ReportKind[];
	reportDir: string;
	json: string | undefined;
	start: string | undefined;
	waitFor: string | undefined;
	startTimeoutMs: number;
	verbose: boolean;
}

/**
 * Reads the command line, with the environment for what it leaves out.
 * @throws UsageError that names the option; NotRunError where there is no endpoint.
 */
export function readOptions(args: string[], env: Record<string, string | undefined>): CliOptions | "help" | "version" {
	const { values, text } = parse(args);
	if (values.help) return "help";
	if (values.version) return "version";
	const spec = text("spec") ?? (env.CONTRACT_SPEC || undefined);
	const scenarios = text("scenarios") ?? (env.CONTRACT_SCENARIOS || undefined);
	const target = text("target") ?? "live";
	const rate = rateFrom(text("rate"));
	const reports = reportsFrom(text("report"));
	const timeoutMs = seconds("timeout", text("timeout") ?? "10");
	const startTimeoutMs = seconds("timeout-start", text("timeout-start") ?? "30");
	if (spec === undefined) throw new UsageError("--spec is missing, and CONTRACT_SPEC is not set.");
	if (target !== "live" && target !== "mock") throw new UsageError('--target must be "live" or "mock".');
	const endpoint = text("endpoint") ?? env.CONTRACT_ENDPOINT;
	if (endpoint === undefined || endpoint === "") {
		throw new NotRunError("there is no endpoint: add --endpoint <url>, or set CONTRACT_ENDPOINT");
	}
	checkUrl("endpoint", endpoint);
	const start = text("start");
	const waitFor = text("wait-for") ?? (start === undefined ? undefined : endpoint);
	if (waitFor !== undefined) checkUrl("wait-for", waitFor);
	return {
		verify: {
			spec,
			endpoint,
			target,
			timeoutMs,
			readOnly: values["read-only"] === true,
			closed: values.closed === true,
			...(rate !== undefined && { rate }),
			...(scenarios !== undefined && { scenarios }),
		},
		credentials: text("credentials") ?? (env.CONTRACT_CREDENTIALS || undefined),
		expectOpen: text("expect-open"),
		reports,
		reportDir: text("report-dir") ?? "contract-report",
		json: text("json"),
		start,
		waitFor,
		startTimeoutMs,
		verbose: values.verbose === true,
	};
}

function parse(args: string[]) {
	const texts = ["spec", "endpoint", "target", "scenarios", "credentials", "expect-open", "rate", "timeout"];
	texts.push("start", "wait-for", "timeout-start", "report", "report-dir", "json");
	const flags = ["read-only", "closed", "verbose", "help", "version"];
	const options = Object.fromEntries([
		...texts.map((name) => [name, { type: "string" }] as const),
		...flags.map((name) => [name, { type: "boolean" }] as const),
	]);
	try {
		const values: Record<string, unknown> = parseArgs({ args, options }).values;
		return { values, text: (name: string) => values[name] as string | undefined };
	} catch (error) {
		throw new UsageError((error as Error).message);
	}
}

function checkUrl(name: string, value: string): void {
	if (!/^https?:\/\//i.test(value) || !URL.canParse(value))
		throw new UsageError(`--${name} must be an http or https URL.`);
	// The message must not repeat it.
	const { username, password } = new URL(value);
	if (username || password)
		throw new UsageError(`--${name} must name no user: credentials belong into the credentials file.`);
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

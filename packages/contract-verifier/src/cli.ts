import { mkdir, readFile } from "node:fs/promises";
import { DocumentError } from "@onespec/openapi-document";
import { mustHaveCredentials, readCredentials } from "./cli/credentials.js";
import { EXIT, exitCodeOf } from "./cli/exit-codes.js";
import { ExpectedOpen } from "./cli/expect-open.js";
import { HELP } from "./cli/help.js";
import { NotRunError } from "./cli/not-run-error.js";
import { type CliOptions, readOptions } from "./cli/options.js";
import { Progress } from "./cli/progress.js";
import { StartedServer } from "./cli/started-server.js";
import { UsageError } from "./cli/usage-error.js";
import { answers, waitFor } from "./cli/wait-for.js";
import { renderMatrix } from "./matrix.js";
import { CredentialsError } from "./requests/credentials-error.js";
import { maskOf } from "./requests/mask.js";
import { RunError } from "./run-error.js";
import { ScenariosError } from "./scenarios/scenarios-error.js";

/** Where the command writes; `process` has all of them. */
export interface CliStreams {
	stdout: { write(text: string): unknown; isTTY?: boolean };
	stderr: { write(text: string): unknown; isTTY?: boolean };
	env: Record<string, string | undefined>;
}

/** What a run that was stopped has left behind. */
interface Removal {
	removed: number;
	notes: string[];
}

/**
 * The command `contract-verifier`.
 * @returns its exit code: 0 passed, 1 failed, 2 usage, 3 open cells, 4 not run, 130 stopped.
 */
export async function main(args: string[], streams: CliStreams, signal: AbortSignal): Promise<number> {
	const { stdout, stderr, env } = streams;
	const removal: Removal = { removed: 0, notes: [] };
	const complain = (text: string, code: number): number => {
		stderr.write(`contract-verifier: ${text}\n`);
		return code;
	};
	try {
		const options = readOptions(args, env);
		if (options === "help") stdout.write(HELP);
		else if (options === "version") stdout.write(`${await version()}\n`);
		else return await verifyBy(options, streams, signal, removal);
		return EXIT.passed;
	} catch (error) {
		if (signal.aborted) return complain(stoppedLine(removal), EXIT.stopped);
		const { name, message } = error as Error;
		if (error instanceof UsageError) return complain(`${message} See --help.`, EXIT.usage);
		if (error instanceof DocumentError || error instanceof ScenariosError || error instanceof CredentialsError)
			return complain(message, EXIT.usage);
		if (error instanceof NotRunError || error instanceof RunError) return complain(`not run: ${message}`, EXIT.notRun);
		return complain(`not run: ${name}: ${message}`, EXIT.notRun);
	}
}

async function verifyBy(
	options: CliOptions,
	{ stdout, stderr, env }: CliStreams,
	signal: AbortSignal,
	removal: Removal,
): Promise<number> {
	// What the tools behind it need to start is not spent on a usage error.
	const [{ verify }, { loadDocument }, { scenariosOf }, { cellsOf }] = await Promise.all([
		import("./verify.js"),
		import("@onespec/openapi-document/load"),
		import("./scenarios/load.js"),
		import("./cells.js"),
	]);
	const credentials = await readCredentials(options.credentials);
	const { model: spec } = await loadDocument(options.verify.spec);
	const cells = cellsOf(spec);
	if (cells.length === 0) {
		const [problem] = spec.problems;
		const why = problem === undefined ? "#/paths: describes no operation" : `${problem.pointer}: ${problem.message}`;
		throw new DocumentError(`${options.verify.spec} ${why}${why.endsWith(".") ? "" : ";"} There is nothing to verify.`);
	}
	const expected = await ExpectedOpen.read(options.expectOpen, cells);
	const live = options.verify.target === "live";
	const scenarios = await scenariosOf(options.verify.scenarios, spec);
	if (live) mustHaveCredentials(spec, credentials);
	await makeReportDir(options);

	if (options.start !== undefined && (await answers(options.verify.endpoint))) {
		throw new NotRunError(`--start: something answers at ${options.verify.endpoint} already; stop it first`);
	}
	const server = options.start === undefined ? undefined : new StartedServer(options.start, options.verbose);
	const progress = new Progress(stderr, options.verify.target, options.verbose);
	try {
		if (options.waitFor !== undefined) {
			const ready = waitFor(options.waitFor, options.startTimeoutMs, signal);
			await (server === undefined ? ready : server.during(ready));
		}
		const verification = await verify({
			...options.verify,
			spec,
			credentials,
			...(scenarios && { scenarios }),
			signal,
			onRate: (rate) => progress.rate(rate),
			onProgress: (done, total) => progress.show(done, total),
			onCleanUp: (removed, notes) => Object.assign(removal, { removed, notes }),
		});
		progress.clear();
		stdout.write(renderMatrix([verification], { color: stdout.isTTY === true && env.NO_COLOR === undefined }));
		const { writeReports } = await import("./reports/write.js");
		await writeReports({ verification, isExpected: (cell, cause) => expected.has(cell, cause) }, options);
		const { unexpected, unused } = expected.compare(verification);
		for (const entry of unused) stderr.write(`contract-verifier: --expect-open: "${entry}" is not open.\n`);
		if (options.expectOpen !== undefined && unexpected.length > 0)
			stderr.write(`contract-verifier: open, and not expected: ${unexpected.join(", ")}\n`);
		return exitCodeOf(verification, unexpected.length);
	} catch (error) {
		progress.clear();
		const mask = maskOf(live ? credentials : {});
		if (error instanceof Error) error.message = mask(error.message);
		throw error;
	} finally {
		await server?.stop();
	}
}

/** Before the run, so that a folder that cannot be made does not cost one. */
async function makeReportDir({ reports, reportDir }: CliOptions): Promise<void> {
	if (reports.length === 0) return;
	try {
		await mkdir(reportDir, { recursive: true });
	} catch (error) {
		throw new UsageError(`--report-dir ${reportDir}: cannot be made (${(error as NodeJS.ErrnoException).code}).`);
	}
}

function stoppedLine({ removed, notes }: Removal): string {
	if (notes.length > 0) return `stopped; not everything that was made could be removed: ${notes.join("; ")}`;
	return removed === 0
		? "stopped; nothing was there to remove."
		: `stopped; all that was made is removed (${removed}).`;
}

async function version(): Promise<string> {
	const text = await readFile(new URL("../package.json", import.meta.url), "utf8");
	return (JSON.parse(text) as { version: string }).version;
}

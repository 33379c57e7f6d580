import { mkdir, readFile } from "node:fs/promises";
import type { Credentials } from "../requests/credentials.js";
import { maskOf } from "../requests/mask.js";
import { trust } from "../requests/trust.js";
import { NotRunError } from "./not-run-error.js";
import type { RunOptions } from "./run-options.js";
import { StartedServer } from "./started-server.js";
import { UsageError } from "./usage-error.js";
import { answers, waitFor } from "./wait-for.js";

/**
 * Starts the server where `--start` asks for it, waits until it answers, does the work, and stops it again. No error that
 * comes out of it has a credential in its message.
 *
 * @throws NotRunError where the server doesn't answer; what the work throws
 */
export async function withServer<T>(
	options: RunOptions,
	credentials: Credentials,
	signal: AbortSignal,
	work: () => Promise<T>,
): Promise<T> {
	await makeReportDir(options);
	if (options.ca !== undefined) await trustFile(options.ca);
	if (options.start !== undefined && (await answers(options.endpoint))) {
		throw new NotRunError(`--start: something answers at ${options.endpoint} already; stop it first`);
	}
	const server = options.start === undefined ? undefined : new StartedServer(options.start, options.verbose);
	try {
		if (options.waitFor !== undefined) {
			const ready = waitFor(options.waitFor, options.startTimeoutMs, signal);
			await (server === undefined ? ready : server.during(ready));
		}
		return await work();
	} catch (error) {
		if (error instanceof Error) error.message = maskOf(credentials)(error.message);
		throw error;
	} finally {
		await server?.stop();
	}
}

/** @throws UsageError where a file has no certificate in it. */
async function trustFile(file: string): Promise<void> {
	try {
		const text = await readFile(file, "utf8");
		if (!text.includes("-----BEGIN CERTIFICATE-----")) throw new Error("it has no certificate in PEM");
		trust(text);
	} catch (error) {
		const { code, message } = error as NodeJS.ErrnoException;
		throw new UsageError(`--ca ${file}: cannot be used: ${code ?? message}.`);
	}
}

/** Before the run, so that a folder that cannot be made does not cost one. */
export async function makeReportDir({ reports, reportDir }: RunOptions): Promise<void> {
	if (reports.length === 0) return;
	try {
		await mkdir(reportDir, { recursive: true });
	} catch (error) {
		throw new UsageError(`--report-dir ${reportDir}: cannot be made (${(error as NodeJS.ErrnoException).code}).`);
	}
}

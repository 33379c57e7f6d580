import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { MissingSample, SAMPLE_LANGUAGES, Sample, Variant } from "@onespec/codegen";
import type { PreparedSample, SampleTarget } from "@onespec/contract-verifier/sample-target";
import type { DocumentModel, Operation } from "@onespec/openapi-document";
import { endWithUs } from "../clean-up.js";
import type { Exchange, Recorder } from "./recorder.js";

export type Language = (typeof SAMPLE_LANGUAGES)[number];

/** What became of one sample on one target. */
export interface SampleResult {
	readonly target: string;
	readonly language: string;
	/** Whether it is one of the vendor's own. */
	readonly vendor: boolean;
	readonly operation: string;
	readonly mediaType: string;
	readonly fileName: string;
	readonly outcome: "passed" | "failed" | "open";
	/** Why it did not pass. */
	readonly reasons: readonly string[];
}

/** A server with what is needed to run samples on it. */
export interface Target {
	readonly name: string;
	/** The base URL. */
	readonly endpoint: string;
	readonly server: SampleTarget;
}

export interface RunInput {
	readonly root: string;
	readonly api: string;
	readonly model: DocumentModel;
	readonly target: Target;
	readonly language: Language;
	/** Whether an operation's samples are run. */
	readonly chosen: (operation: Operation) => boolean;
	readonly recorder: Recorder;
	/** An empty folder for the programs. */
	readonly folder: string;
	readonly signal: AbortSignal;
	readonly onResult: (result: SampleResult) => void;
}

/** The environment of programs that speak to this machine alone. */
export const LOCAL = {
	http_proxy: "",
	https_proxy: "",
	HTTP_PROXY: "",
	HTTPS_PROXY: "",
	no_proxy: "*",
	GOTOOLCHAIN: "local",
};

/**
 * Runs the samples of one language against one target: makes what they name, compiles them at once, runs each, and holds
 * its request, what it printed and what it was answered against the document.
 *
 * @returns what there is no sample for
 */
export async function runLanguage(input: RunInput): Promise<readonly MissingSample[]> {
	const { api, model, target, language, chosen, folder, signal, onResult, root } = input;
	const { samplesOf, variantsOf, prepareSamples } = await import("@onespec/codegen");
	const prepared = new Map<Operation, { readonly variant: Variant; readonly own: PreparedSample }[]>();
	for (const operation of model.operations.filter(chosen)) {
		const all: { variant: Variant; own: PreparedSample }[] = [];
		for (const variant of variantsOf(operation)) {
			const [request, answer] = [variant.request?.mediaType ?? null, variant.answer?.mediaType ?? ""];
			all.push({ variant, own: await target.server.prepare(operation, request, answer) });
			signal.throwIfAborted();
		}
		prepared.set(operation, all);
	}
	const ownOf = (operation: Operation | undefined, { request, answer }: Variant) =>
		operation &&
		prepared.get(operation)?.find(({ variant }) => variant.request === request && variant.answer === answer)?.own;
	const made = samplesOf(model, {
		name: api,
		languages: [language.name],
		filling: (operation, variant) => ownOf(operation, variant)?.filling,
	}).filter(({ operation }) => model.operations.some((one) => one.id === operation && prepared.has(one)));
	const runs = made
		.flatMap(({ samples }) => samples)
		.flatMap((sample) => {
			const own = ownOf(
				model.operations.find(({ id }) => id === sample.operation),
				sample.variant,
			);
			return own === undefined ? [] : [{ sample, own }];
		});
	mkdirSync(folder, { recursive: true });
	symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "dir");
	const report = (sample: Sample, outcome: SampleResult["outcome"], reasons: readonly string[]) => {
		const { operation, mediaType, fileName } = sample;
		const about = { target: target.name, language: language.name, vendor: false };
		onResult({ ...about, operation, mediaType, fileName, outcome, reasons });
	};
	const ready = runs.filter(({ own }) => own.open === undefined);
	for (const { sample, own } of runs) if (own.open !== undefined) report(sample, "open", [own.open]);
	try {
		const files = ready.map(({ sample }) => sample);
		if (files.length > 0) {
			await prepareSamples(language.runtime, files, { cwd: folder, env: LOCAL, signal, onStart: endWithUs });
		}
	} catch (error) {
		signal.throwIfAborted();
		for (const { sample } of ready) report(sample, "failed", [(error as Error).message]);
		return made.flatMap(({ missing }) => missing);
	}
	for (const { sample, own } of ready) {
		const reasons = await runSample(input, sample, own);
		report(sample, reasons.length === 0 ? "passed" : "failed", reasons);
	}
	return made.flatMap(({ missing }) => missing);
}

/** Runs one sample, and returns what is wrong. */
async function runSample(
	{ target, language, recorder, folder, signal }: RunInput,
	sample: Sample,
	own: PreparedSample,
): Promise<string[]> {
	const { runProgram } = await import("@onespec/codegen");
	const { origin, pathname } = new URL(target.endpoint);
	const recording = recorder.record(origin);
	const env: Record<string, string> = { ...LOCAL, API_URL: `${recording.origin}${pathname.replace(/\/+$/, "")}` };
	for (const [scheme, { name }] of sample.credentials) env[name] = own.credentials[scheme] ?? "";
	const ending = await runProgram(language.runtime.run(sample), { cwd: folder, env, signal, onStart: endWithUs });
	signal.throwIfAborted();
	const [exchange, ...others] = recording.exchanges;
	const said = ending.stderr.trim().split("\n").slice(-3).join(" | ");
	if (exchange === undefined) return [`it sent nothing, and ended with ${ending.code}: ${said}`];
	const reasons: string[] = [];
	if (others.length > 0) reasons.push(`it sent ${others.length + 1} requests`);
	if (ending.code !== 0) reasons.push(`it ended with ${ending.code}, answered ${exchange.status}: ${said}`);
	reasons.push(...printedReasons(language.name, ending.stdout, exchange));
	const { outcome, reasons: judged } = await own.judge(exchange);
	return outcome === "passed" ? reasons : [...reasons, ...judged];
}

/** What of the output is not what came: the status on the first line, the body behind it. */
function printedReasons(language: string, stdout: Buffer, { method, status, body }: Exchange): string[] {
	const end = stdout.indexOf("\n");
	const first = stdout
		.subarray(0, end < 0 ? undefined : end)
		.toString()
		.trim();
	if (first !== String(status)) return [`it printed ${JSON.stringify(first)} as the status ${status}`];
	// TypeScript prints values; curl prints the headers where there can be no body.
	if (language === "typescript" || method === "HEAD") return [];
	const rest = stdout.subarray(end + 1);
	return rest.equals(body) ? [] : [`it printed another body than came: ${rest.toString().slice(0, 200)}`];
}

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { SampleFile } from "@onespec/codegen";
import type { PreparedSample } from "@onespec/contract-verifier/sample-target";
import { chromium } from "playwright-core";
import { parse } from "yaml";
import { endWithUs } from "../clean-up.js";
import { PAGE, type Recording } from "./recorder.js";
import { LOCAL, type RunInput, type SampleResult } from "./run.js";

/** `spec/<api>/samples/vendor.yaml`: what makes the vendor's samples of a language run. */
interface VendorLanguage {
	readonly extension: string;
	/** A command that fails where a library is missing. */
	readonly needs?: [string, ...string[]];
	/** They are scripts of a page. */
	readonly browser?: boolean;
	readonly replace: readonly (readonly [from: string, to: string])[];
	readonly append?: string;
}

interface VendorFile {
	readonly all: readonly (readonly [from: string, to: string])[];
	readonly languages: Readonly<Record<string, VendorLanguage>>;
}

/** An entry of `samples/index.yaml`. */
interface Entry {
	readonly file: string;
	readonly operationId: string;
	readonly documented: number;
	readonly expected: number;
}

/** One of the vendor's samples, filled in. */
interface Filled extends SampleFile {
	readonly operation: string;
	readonly own: PreparedSample;
	readonly recording: Recording;
}

/**
 * Runs the vendor's own samples of one language against one target: word for word, but for what `vendor.yaml` replaces.
 * The mock gives the status that the vendor documents, the live service the one that `index.yaml` expects.
 *
 * @param spec the API's document, beside which `samples/` stands
 * @returns why they were not run; `undefined` where they were, or there are none
 */
export async function runVendor(input: RunInput, spec: string): Promise<string | undefined> {
	const { root, language, folder, signal, onResult, target } = input;
	const samples = join(dirname(spec), "samples");
	const file = join(samples, "vendor.yaml");
	if (!existsSync(file)) return undefined;
	const { all, languages } = parse(readFileSync(file, "utf8")) as VendorFile;
	const own = languages[language.name];
	if (own === undefined) return undefined;
	const { prepareSamples, runProgram } = await import("@onespec/codegen");
	mkdirSync(folder, { recursive: true });
	const options = { cwd: folder, env: LOCAL, signal, onStart: endWithUs };
	if (own.needs !== undefined && (await runProgram(own.needs, options)).code !== 0) {
		return `the vendor's samples in ${language.label}: ${own.needs.join(" ")} fails`;
	}
	const browser = own.browser === true ? browserOf(root) : undefined;
	if (own.browser === true && browser === undefined) {
		return `the vendor's samples in ${language.label}: this machine has no Chromium`;
	}
	const { requests } = parse(readFileSync(join(samples, "index.yaml"), "utf8")) as { requests: Entry[] };
	const filled: Filled[] = [];
	const report = (
		one: Pick<Filled, "operation" | "fileName">,
		outcome: SampleResult["outcome"],
		reasons: readonly string[],
	) => {
		const about = { target: target.name, language: language.name, vendor: true, mediaType: JSON_TYPE };
		onResult({ ...about, operation: one.operation, fileName: one.fileName, outcome, reasons });
	};
	for (const entry of requests.filter((one) => one.file === `${one.operationId}.${language.name}.http`)) {
		const one = await fill(input, join(samples, "vendor"), entry, own, all);
		if (one === undefined) continue;
		if (one.own.open === undefined) filled.push(one);
		else report(one, "open", [one.own.open]);
	}
	try {
		if (browser !== undefined) await runInPage(browser, filled);
		else {
			await prepareSamples(language.runtime, filled, options);
			// What it prints and how it ends is the vendor's; what it was answered is looked at.
			for (const one of filled) await runProgram(language.runtime.run(one), options);
		}
	} catch (error) {
		signal.throwIfAborted();
		for (const one of filled) report(one, "failed", [(error as Error).message]);
		return undefined;
	}
	for (const one of filled) {
		const [exchange] = one.recording.exchanges;
		const judged = exchange && (await one.own.judge(exchange));
		if (judged === undefined) report(one, "failed", ["it sent nothing"]);
		else report(one, judged.outcome, judged.reasons);
	}
	return undefined;
}

const JSON_TYPE = "application/json";

async function fill(
	{ model, target, recorder, chosen }: RunInput,
	folder: string,
	{ operationId, documented, expected }: Entry,
	{ extension, replace, append = "" }: VendorLanguage,
	all: VendorFile["all"],
): Promise<Filled | undefined> {
	const operation = model.operations.find(({ id }) => id === operationId);
	if (operation === undefined || !chosen(operation)) return undefined;
	const status = String(target.name === "mock" ? documented : expected);
	const own = await target.server.prepare(operation, operation.requestBody ? JSON_TYPE : null, JSON_TYPE, status);
	const { origin, pathname } = new URL(target.endpoint);
	const recording = recorder.record(origin);
	const fileName = `${operationId}.${extension}`;
	const className = `${operationId.charAt(0).toUpperCase()}${operationId.slice(1)}Vendor`;
	const names = [...operation.path.matchAll(/\{([^{}]+)\}/g)].map(([, name = ""]) => name);
	const pattern = operation.path.replace(/\{[^{}]+\}/g, "([^/?]+)");
	const values =
		new RegExp(`${pattern}(?:[?]|$)`).exec(own.target.slice(pathname.replace(/\/+$/, "").length))?.slice(1) ?? [];
	const filling: Record<string, string> = { ...own.credentials, origin: recording.origin, class: className };
	for (const [index, name] of names.entries()) filling[name] = values[index] ?? "";
	let source = readFileSync(join(folder, fileName), "utf8");
	for (const [from, to] of [...all, ...replace]) source = source.replaceAll(from, () => to);
	source = `${source}${append}\n`.replace(/<(\w+)>/g, (whole, name: string) => filling[name] ?? whole);
	return { operation: operationId, fileName, className, source, own, recording };
}

/** Runs scripts in a real page, each on the origin of its recording, and waits until each has its answer. */
async function runInPage(executablePath: string, scripts: readonly Filled[]): Promise<void> {
	const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
	try {
		const page = await browser.newPage();
		for (const { recording, source } of scripts) {
			await page.goto(`${recording.origin}${PAGE}`);
			const answered = page.waitForResponse((response) => !response.url().endsWith(PAGE));
			await page.evaluate(source);
			await answered;
		}
	} finally {
		await browser.close();
	}
}

/** The Chromium of this machine; `undefined` where there is none. */
function browserOf(root: string): string | undefined {
	const { stdout } = spawnSync(process.execPath, [join(root, "tools/stack/bin/chromium.mjs")], { encoding: "utf8" });
	return /^(.+) \d+ [\d.]+\s*$/.exec(stdout)?.[1];
}

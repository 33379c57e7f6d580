import { cpus } from "node:os";
import { join } from "node:path";
import { SampleTarget } from "@onespec/contract-verifier/sample-target";
import type { DocumentModel, Operation } from "@onespec/openapi-document";
import { loadDocument } from "@onespec/openapi-document/load";
import { temporaryFolder } from "../clean-up.js";
import { CommandError } from "../command-error.js";
import { readFlags } from "../flags.js";
import { Recorder } from "../samples/recorder.js";
import { renderSamples, type SamplesReport, totals } from "../samples/report.js";
import { type Language, runLanguage, type SampleResult, type Target } from "../samples/run.js";
import { runVendor } from "../samples/vendor.js";
import { step, style } from "../terminal.js";
import { makeProfiles, startLiveServer, startMockServer } from "../verification.js";
import { type Api, chooseApis } from "../workspace.js";

const help = `
npm run samples [-- --api NAME] [-- --only LANGUAGE/OPERATION] [-- --target mock|live|URL]

Runs the code samples of every API, in every language whose programs this machine has, against the mock and the live
service, each started with data of its own. What a sample sends, prints and is answered is held against the document.

  --api NAME          only this API (a folder of spec/)
  --only WHICH        only a language (php), an operation (listThings), or both (php/listThings)
  --target T          only mock or live; or the base URL of a server that runs already, where what is made is removed
  --credentials FILE  for a URL: profile → security scheme → value, as contract-verifier takes it
  --require-all       fails where a language or a sample was not run
  --json              prints the results as JSON, and nothing else
  --help              prints this

Exit code: 0 all that can be run here passed, 1 something failed (with --require-all also: was not run), 2 called wrongly,
3 samples are open: the server does not let them be run.
`;

/** Runs code samples against mock and live; the last line reads `samples N/N · mock N/N · live N/N`. */
export async function samples(args: string[], root: string): Promise<number> {
	const flags = readFlags(
		args,
		{
			api: { type: "string" },
			only: { type: "string" },
			target: { type: "string" },
			credentials: { type: "string" },
			"require-all": { type: "boolean" },
			json: { type: "boolean" },
		},
		help,
	);
	if (!flags) return 0;
	const { target = "", credentials, json = false, "require-all": requireAll = false } = flags;
	const isUrl = URL.canParse(target) && /^https?:/.test(target);
	if (!isUrl && !["", "mock", "live"].includes(target)) {
		throw new CommandError(`--target must be mock, live or a base URL, not "${target}".`, 2);
	}
	if (credentials !== undefined && !isUrl) throw new CommandError("--credentials goes with --target URL.", 2);
	const apis = chooseApis(root, flags.api);
	if (isUrl && apis.length > 1) throw new CommandError("Name the API that the URL serves, with --api NAME.", 2);

	const abort = new AbortController();
	const stop = () => {
		// Who asks twice does not wait for what was made to be removed.
		if (abort.signal.aborted) process.exit(130);
		abort.abort(new Error("stopped"));
	};
	for (const name of ["SIGINT", "SIGTERM"] as const) process.on(name, stop);
	let failed = false;
	let open = false;
	const reports: Record<string, SamplesReport> = {};
	try {
		for (const api of apis) {
			const { model } = await loadDocument(api.spec);
			const choice = await chosenBy(flags.only, model);
			const wanted = isUrl ? [target] : targetsOf(api).filter((one) => target === "" || one === target);
			// A log has no line that changes.
			const onLanguage = (text: string) => {
				if (!json && !process.stdout.isTTY) console.log(style.dim(`  ${text}: done`));
			};
			const work = (detail: (text: string) => void) =>
				runApi({ root, api, model, ...choice, targets: wanted, credentials, signal: abort.signal, detail, onLanguage });
			const report = json ? await work(() => {}) : await step(`running the samples of ${api.name}`, work);
			if (!json) process.stdout.write(`\n${renderSamples(report)}`);
			reports[api.name] = report;
			const { passed, total } = totals(report.results);
			failed ||= report.results.some(({ outcome }) => outcome === "failed") || report.notes.length > 0;
			open ||= report.results.some(({ outcome }) => outcome === "open");
			failed ||= requireAll && (passed < total || total === 0 || report.notRun.length > 0);
		}
	} catch (error) {
		if (!abort.signal.aborted) throw error;
		console.error("Stopped; what was made is removed.");
		return 130;
	} finally {
		for (const name of ["SIGINT", "SIGTERM"] as const) process.off(name, stop);
	}
	if (json) console.log(JSON.stringify(reports, undefined, 1));
	return failed ? 1 : open ? 3 : 0;
}

function targetsOf(api: Api): string[] {
	return api.live === undefined ? ["mock"] : ["mock", "live"];
}

/** @throws CommandError for a word that names neither a language nor an operation */
async function chosenBy(
	only: string | undefined,
	model: DocumentModel,
): Promise<{ languages: readonly Language[]; chosen: (operation: Operation) => boolean }> {
	const { SAMPLE_LANGUAGES } = await import("@onespec/codegen");
	const words = (only ?? "").split("/").filter((word) => word !== "");
	const languages = SAMPLE_LANGUAGES.filter(({ name }) => words.includes(name));
	const operations = model.operations.filter(({ id }) => words.includes(id));
	for (const word of words) {
		if (languages.some(({ name }) => name === word) || operations.some(({ id }) => id === word)) continue;
		const known = [...SAMPLE_LANGUAGES.map(({ name }) => name), ...model.operations.map(({ id }) => id)];
		throw new CommandError(
			`--only: there is no language and no operation "${word}". There are: ${known.join(", ")}.`,
			2,
		);
	}
	return {
		languages: languages.length > 0 ? languages : SAMPLE_LANGUAGES,
		chosen: (operation) => operations.length === 0 || operations.includes(operation),
	};
}

interface ApiRun {
	readonly root: string;
	readonly api: Api;
	readonly model: DocumentModel;
	readonly languages: readonly Language[];
	readonly chosen: (operation: Operation) => boolean;
	readonly targets: readonly string[];
	readonly credentials: string | undefined;
	readonly signal: AbortSignal;
	readonly detail: (text: string) => void;
	/** Is told what is done. */
	readonly onLanguage: (text: string) => void;
}

async function runApi(run: ApiRun): Promise<SamplesReport> {
	const { api, model, languages, signal } = run;
	const { missingPrograms } = await import("@onespec/codegen");
	const notRun = languages.flatMap(({ label, runtime }) => {
		const missing = missingPrograms(runtime);
		return missing.length === 0 ? [] : [`${label}: this machine has no ${missing.join(" and no ")}`];
	});
	const here = languages.filter(({ runtime }) => missingPrograms(runtime).length === 0);
	const results: SampleResult[] = [];
	const notes: string[] = [];
	const opened: Target[] = [];
	const missing = new Set<string>();
	const folder = temporaryFolder("samples");
	const ends: (() => unknown)[] = [() => folder.remove()];
	try {
		const recorder = await Recorder.start();
		ends.push(() => recorder.stop());
		const targets = await Promise.all(run.targets.map((name) => openTarget(run, name, folder.path, ends)));
		opened.push(...targets);
		ends.push(async () => {
			for (const { server } of targets) notes.push(...(await server.close()));
		});
		const jobs = here.flatMap((language) => targets.map((target) => ({ language, target })));
		const worker = async () => {
			for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) {
				const { language, target } = job;
				const own = join(folder.path, `${targets.indexOf(target)}-${language.name}`);
				const input = {
					...run,
					api: api.name,
					...job,
					recorder,
					folder: own,
					onResult(result: SampleResult) {
						results.push(result);
						run.detail(`${results.length} · ${language.label}, ${target.name}`);
					},
				};
				const without = await runLanguage(input);
				const vendors = await runVendor({ ...input, folder: `${own}-vendor` }, api.spec);
				if (vendors !== undefined) missing.add(vendors);
				run.onLanguage(`${language.label}, ${target.name}`);
				for (const one of without)
					missing.add(`${one.operation} in ${language.label}, ${one.mediaType}: ${one.reason}`);
			}
		};
		const settled = await Promise.allSettled(Array.from({ length: Math.max(2, cpus().length) }, worker));
		signal.throwIfAborted();
		for (const one of settled) if (one.status === "rejected") throw one.reason;
	} finally {
		for (const end of ends.reverse()) await end();
	}
	run.detail(`${results.length} runs`);
	return { model, languages, targets: opened.map(({ name }) => name), results, notRun: [...notRun, ...missing], notes };
}

/** Starts a target with data of its own, or takes the one that runs at a URL. */
async function openTarget(
	{ root, api, model, credentials, signal }: ApiRun,
	name: string,
	folder: string,
	ends: (() => unknown)[],
): Promise<Target> {
	const scenarios = api.scenarios;
	const open = async (endpoint: string, target: "mock" | "live", file?: string) => ({
		name: URL.canParse(name) ? new URL(name).host : name,
		endpoint,
		server: await SampleTarget.open({ model, endpoint, target, scenarios, credentials: file, signal }),
	});
	if (name === "mock") {
		const server = await startMockServer(root, api, 0);
		ends.push(() => server.stop());
		return open(server.url, "mock");
	}
	if (name !== "live" || api.live === undefined) return open(name, "live", credentials);
	const database = join(folder, "live.db");
	const server = await startLiveServer(api.live, database, 0, "127.0.0.1", join(folder, "live.log"));
	ends.push(() => server.stop());
	const file = join(folder, "credentials.json");
	await makeProfiles(api, api.live, database, file);
	return open(server.url, "live", file);
}

import type { DocumentModel } from "@onespec/openapi-document";
import { type LoadedDocument, loadDocument } from "@onespec/openapi-document/load";
import { advise } from "./advice/advise.js";
import type { Cell } from "./cells.js";
import { runChecks } from "./checks/run.js";
import { DirectDriver } from "./drivers/direct/driver.js";
import { DreddDriver } from "./drivers/dredd/driver.js";
import { endpointOf } from "./endpoint.js";
import { findingsOf } from "./findings.js";
import { verifyGeneral } from "./general.js";
import { MatrixRunner } from "./matrix-runner.js";
import { type PlannedTransaction, planOf } from "./plan.js";
import { preflight } from "./preflight.js";
import { ReadBack } from "./read-back/read-back.js";
import type { Reason } from "./reason.js";
import { type Credentials, loadCredentials } from "./requests/credentials.js";
import { maskOf } from "./requests/mask.js";
import { Pace, type Rate } from "./requests/pace.js";
import { rateOf, whyTooSlow } from "./requests/rate.js";
import { SetUp } from "./requests/set-up.js";
import { trust } from "./requests/trust.js";
import type { Advice, CellResult, GeneralResult, Outcome, TransactionResult, Verification } from "./results.js";
import { RunError } from "./run-error.js";
import { scenariosOf } from "./scenarios/load.js";
import type { Scenarios } from "./scenarios/types.js";
import { withClosedAnswers } from "./schema/closed.js";
import { SourceLines } from "./source-lines.js";
import { allVisible } from "./visible.js";
import { disposeXsds } from "./xml/check.js";

const DEFAULT_TIMEOUT_MS = 10_000;

export interface VerifyOptions {
	/** A path, a URL, or a document that was read; of a model alone findings name pointers, and no lines. */
	spec: string | DocumentModel | LoadedDocument;
	/** The base URL, with its base path: `http://127.0.0.1:8080/api`. */
	endpoint: string;
	target: "mock" | "live";
	/** What reports call it, where that is not the target. */
	name?: string;
	/** Also looks at what good servers do beyond the document. What it finds is no failure. */
	advice?: boolean;
	/** Who sends the requests of the cells: Dredd by default, or the verifier itself. The verdicts are the same. */
	driver?: "dredd" | "direct";
	/** Leaves out what is checked beyond the cells. */
	cellsAlone?: boolean;
	/** A header that carries the name of each judged transaction, URI-encoded; for a proxy that takes it off again. */
	transactionHeader?: string;
	/** A scenarios file, or what it says. */
	scenarios?: string | Scenarios;
	/** A JSON file or an object: profile → security scheme → value. */
	credentials?: string | Credentials;
	/** Certificates, PEM, of a private authority that is trusted too, by all of this process from then on. */
	ca?: string;
	/** Chooses cells, or causes of them; the others are not verified and not counted. */
	only?: ((cell: Cell, cause: string) => boolean) | undefined;
	/** Whether general responses are verified; by default where all cells are. */
	general?: boolean;
	/** For each answer; 10 s by default. */
	timeoutMs?: number;
	/** Makes a member that the document does not declare a failure, also where `additionalProperties` doesn't. */
	closed?: boolean;
	/** Sends nothing that could change data: GET, HEAD and OPTIONS only; all else is open. */
	readOnly?: boolean;
	/**
	 * Requests a second; `auto` follows the document's `x-throttle`. By default as many as there are on this machine,
	 * and `auto` elsewhere.
	 */
	rate?: number | "auto";
	/** Called once, with the rate that is kept; `undefined` where there is none. */
	onRate?(rate: Rate | undefined): void;
	/** Called at the end, also after an abort: how many clean-up requests were sent, and what could not be removed. */
	onCleanUp?(sent: number, notes: string[]): void;
	/** Called as transactions are settled. */
	onProgress?(done: number, total: number): void;
	/** Ends the run; what was made is removed first. */
	signal?: AbortSignal;
}

/**
 * Verifies every cell of a document, and every cause of each, against a mock or a live server.
 *
 * @returns the outcome of each cell with the transactions behind it; credentials are masked.
 * @throws DocumentError, ScenariosError, CredentialsError for what was given; RunError where nothing answers at the
 *   endpoint, or the run cannot be trusted; the signal's reason where it was aborted.
 * @example
 * const { ok, passed, total } = await verify({ spec: "openapi.yaml", endpoint: "http://127.0.0.1:8080", target: "live" });
 */
export async function verify(options: VerifyOptions): Promise<Verification> {
	const { target, timeoutMs = DEFAULT_TIMEOUT_MS, signal = new AbortController().signal, readOnly = false } = options;
	const spec = typeof options.spec === "string" ? await loadDocument(options.spec) : options.spec;
	const { model: loaded, files } = "model" in spec ? spec : { model: spec, files: [] };
	const model = options.closed === true ? withClosedAnswers(loaded) : loaded;
	const scenarios = await scenariosOf(options.scenarios, model);
	const credentials = await loadCredentials(options.credentials, model);
	const { origin, basePath } = endpointOf(options.endpoint);
	const { only = () => true } = options;
	// The driver knows all cells; those that were not chosen are never sent.
	const planned = planOf({
		model,
		target,
		scenarios,
		credentials,
		readOnly,
		tooSlow: whyTooSlow(options.rate, model),
	}).map((one) => (only(one.cell, one.cause) ? one : { ...one, open: "not chosen" }));
	signal.throwIfAborted();
	if (options.ca !== undefined) trust(options.ca);

	const mask = maskOf(target === "mock" ? {} : credentials);
	const pace = new Pace(rateOf(options.rate, model, origin));
	options.onRate?.(pace.rate);
	const reach = { model, target, origin, basePath, credentials, timeoutMs, signal, mask, pace };
	await preflight(reach);
	const shared = { model, scenarios, credentials, origin, basePath, timeoutMs, signal, mask, pace, readOnly };
	const setUp = new SetUp(shared);
	const readBack =
		target === "live" ? new ReadBack({ model, basePath, setUp, sparing: pace.rate !== undefined }) : undefined;
	const runner = new MatrixRunner({
		...shared,
		readBack,
		target,
		planned,
		setUp,
		driver:
			options.driver === "direct"
				? new DirectDriver({ origin, timeoutMs })
				: new DreddDriver({ model, origin, timeoutMs }),
		transactionHeader: options.transactionHeader,
		onProgress: options.onProgress,
	});
	let cells: CellResult<Reason>[];
	let general: GeneralResult<Reason>[] = [];
	let notes: string[] = [];
	let checks = 0;
	let advice: Advice[] | undefined;
	try {
		const results = await runner.run();
		cells = cellResults(
			planned.filter(({ cell, cause }) => only(cell, cause)),
			results,
		);
		if (target === "live" && runner.stopped === undefined) {
			if (options.general ?? options.only === undefined) general = await verifyGeneral({ ...shared, setUp });
			if (!readOnly && options.cellsAlone !== true) {
				const { looked, failed } = await runChecks({ ...shared, setUp, planned }, cells, mask);
				checks = looked;
				for (const one of cells) {
					const found = failed.get(one.cell.id) ?? [];
					one.transactions.push(...found);
					if (found.length > 0) one.outcome = "failed";
				}
			}
			if (options.advice === true) advice = await advise({ ...shared, setUp, planned }, cells, general);
		}
	} finally {
		const sent = setUp.pending;
		notes = (await setUp.cleanUp()).map(mask);
		options.onCleanUp?.(sent, notes);
		disposeXsds(model);
	}
	notes.push(...model.problems.map(({ pointer, message }) => `document: ${pointer}: ${message}`));
	if (runner.stopped !== undefined) notes.push(`general responses: not run: ${runner.stopped}`);

	const count = (outcome: Outcome) => cells.filter((cell) => cell.outcome === outcome).length;
	const [passed, failed, open] = [count("passed"), count("failed"), count("open")];
	return {
		target,
		...(options.name !== undefined && { name: options.name }),
		title: `${model.info.title} ${model.info.version}`,
		endpoint: mask(`${origin}${basePath}`),
		total: cells.length,
		passed,
		failed,
		open,
		cells: allVisible(cells.map((cell) => ({ ...cell, transactions: cell.transactions.map(inWords) }))),
		general: allVisible(general.map(inWords)),
		findings: allVisible(new SourceLines(files).located(findingsOf(cells, general))),
		...(target === "live" && { readBack: (readBack?.count ?? 0) + checks }),
		// Of a part of the cells the others say nothing.
		...(target === "live" && options.only === undefined && { uncovered: setUp.coverage.missing() }),
		...(advice !== undefined && { advice: allVisible(advice) }),
		notes: allVisible(notes),
		ok: passed === cells.length && general.every((result) => result.outcome !== "failed"),
	};
}

function cellResults(
	planned: readonly PlannedTransaction[],
	results: ReadonlyMap<string, TransactionResult<Reason>>,
): CellResult<Reason>[] {
	const cells = new Map<string, CellResult<Reason>>();
	for (const { name, cell } of planned) {
		const result = results.get(name);
		if (result === undefined) throw new RunError(`There is no result for ${name}.`);
		const known = cells.get(cell.id) ?? { cell, outcome: "passed", transactions: [] };
		known.transactions.push(result);
		known.outcome = worse(known.outcome, result.outcome);
		cells.set(cell.id, known);
	}
	return [...cells.values()];
}

/** A result whose reasons are texts. */
export function inWords<T extends { reasons: Reason[] }>(result: T): Omit<T, "reasons"> & { reasons: string[] } {
	return { ...result, reasons: result.reasons.map(({ text }) => text) };
}

function worse(one: Outcome, other: Outcome): Outcome {
	if (one === "failed" || other === "failed") return "failed";
	return one === "open" || other === "open" ? "open" : "passed";
}

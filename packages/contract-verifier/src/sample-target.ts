/** Servers that code samples are run against. */
import { type DocumentModel, type Operation, operationExtensions, successOf } from "@onespec/openapi-document";
import { endpointOf } from "./endpoint.js";
import type { Answer } from "./judge.js";
import { planOf, profileOf } from "./plan.js";
import { asReason } from "./reason.js";
import type { Request } from "./requests/build.js";
import { type Credentials, loadCredentials, type Profile, standInProfile } from "./requests/credentials.js";
import { maskOf } from "./requests/mask.js";
import { Pace } from "./requests/pace.js";
import { rateOf } from "./requests/rate.js";
import { SetUp } from "./requests/set-up.js";
import type { Outcome } from "./results.js";
import { scenariosOf } from "./scenarios/load.js";
import { type Filling, type TransactionContext, TransactionRun } from "./transaction-run.js";
import { disposeXsds } from "./xml/check.js";

export type { Filling } from "./transaction-run.js";

export interface SampleTargetOptions {
	readonly model: DocumentModel;
	/** The base URL, with its base path. */
	readonly endpoint: string;
	readonly target: "mock" | "live";
	/** A scenarios file. */
	readonly scenarios?: string | undefined;
	/** A JSON file or an object: profile → security scheme → value. */
	readonly credentials?: string | Credentials | undefined;
	readonly signal: AbortSignal;
}

/** What a sample needs so that it succeeds on a server. */
export interface PreparedSample {
	/** Why it can't be run there; `undefined` where it can. */
	readonly open: string | undefined;
	/** What its request says in place of the document's examples: the ids of what was made for it. */
	readonly filling: Filling;
	/** By security scheme. */
	readonly credentials: Profile;
	/** Path and query of the request, with the base path. */
	readonly target: string;
	/** Holds the answer that it got against the document. */
	judge(answer: Answer): Promise<{ readonly outcome: Outcome; readonly reasons: readonly string[] }>;
}

const TIMEOUT_MS = 10_000;

/**
 * A server that samples are run against: makes what each of them names, holds the answers against the document as the
 * verification does, and removes at the end what was made. On a live server a sample names only what the run has made.
 *
 * @example
 * const target = await SampleTarget.open({ model, endpoint: "http://127.0.0.1:3000", target: "live", signal });
 * const { filling, judge } = await target.prepare(operation, "application/json", "application/json");
 * await target.close();
 */
export class SampleTarget {
	readonly #context: TransactionContext;

	private constructor(context: TransactionContext) {
		this.#context = context;
	}

	/**
	 * @throws RunError for an endpoint that is no URL; ScenariosError, CredentialsError for files that can't be used
	 */
	static async open(options: SampleTargetOptions): Promise<SampleTarget> {
		const { model, target, signal } = options;
		const scenarios = await scenariosOf(options.scenarios, model);
		const credentials = await loadCredentials(options.credentials, model);
		const { origin, basePath } = endpointOf(options.endpoint);
		const mask = maskOf(target === "mock" ? {} : credentials);
		const pace = new Pace(rateOf(undefined, model, origin));
		const shared = { model, scenarios, credentials, origin, basePath, timeoutMs: TIMEOUT_MS, signal, mask, pace };
		return new SampleTarget({
			...shared,
			target,
			readOnly: false,
			// Samples of several languages write to the same items at the same time.
			readBack: undefined,
			planned: planOf({ model, target, scenarios, credentials }),
			setUp: new SetUp(shared),
		});
	}

	/**
	 * Makes what the sample of an operation names in the media types of its request and its answer.
	 *
	 * @param status the answer that it is to get; success unless told
	 */
	async prepare(
		operation: Operation,
		request: string | null,
		answer: string,
		status = (successOf(operation) ?? operation.responses[0])?.status,
	): Promise<PreparedSample> {
		const { target, credentials, model } = this.#context;
		const planned = this.#context.planned.find(
			({ cell }) =>
				cell.operationId === operation.id &&
				cell.status === status &&
				cell.requestMediaType === request &&
				cell.responseMediaType === answer,
		);
		const open = planned === undefined ? "the document has no such answer" : planned.open;
		const nothing = {
			filling: {},
			credentials: {},
			target: "",
			judge: async () => ({ outcome: "open", reasons: [] }) as const,
		};
		if (planned === undefined || open !== undefined) return { ...nothing, open };
		// The samples show the document's bodies, so that only their ids may differ.
		const { body: _, bodyText: _text, ...scenario } = planned.scenario;
		const own = target === "mock" ? { natural: true } : scenario;
		const run = new TransactionRun({ ...planned, scenario: own }, this.#context);
		let sent: Request;
		try {
			sent = await run.prepare();
		} catch (error) {
			this.#context.signal.throwIfAborted();
			return { ...nothing, open: this.#context.mask((error as Error).message) };
		}
		return {
			open: undefined,
			filling: target === "mock" ? ofMock(operation) : run.filling,
			target: sent.target,
			credentials: target === "mock" ? standInProfile(model, "mock") : (credentials[profileOf(planned.scenario)] ?? {}),
			async judge(received) {
				const { outcome, reasons } = await run.judge(received);
				return { outcome, reasons: reasons.map((one) => asReason(one).text) };
			},
		};
	}

	/**
	 * Removes what was made.
	 * @returns what could not be removed, in words
	 */
	async close(): Promise<string[]> {
		const { setUp, mask, model } = this.#context;
		const notes = await setUp.cleanUp();
		disposeXsds(model);
		return notes.map(mask);
	}
}

/**
 * The mock answers a batch with the document's example, whatever was sent; a request with as many items as that has results
 * gets an answer that means something.
 */
function ofMock(operation: Operation): Filling {
	if (operationExtensions(operation).batch === undefined) return {};
	const example = successOf(operation)?.content.find(({ kind }) => kind === "json")?.examples[0]?.value;
	if (!Array.isArray(example)) return {};
	return { adapt: (sample) => (Array.isArray(sample) ? sample.slice(0, example.length) : sample) };
}

import { setMaxListeners } from "node:events";
import type { DocumentModel } from "@onespec/openapi-document";
import { loadDocument } from "@onespec/openapi-document/load";
import { type Credentials, loadCredentials } from "../requests/credentials.js";
import { type Mask, maskOf } from "../requests/mask.js";
import { Pace } from "../requests/pace.js";
import { rateOf } from "../requests/rate.js";
import { SetUp } from "../requests/set-up.js";
import { scenariosOf } from "../scenarios/load.js";
import type { Scenarios } from "../scenarios/types.js";

/** What a run of properties, sequences or agreement needs. */
export interface RunOptions {
	/** A path, a URL, or a model that was read. */
	spec: string | DocumentModel;
	/** The live server's base URL. */
	endpoint: string;
	/** A scenarios file, or what it says. */
	scenarios?: string | Scenarios;
	/** A JSON file or an object: profile → security scheme → value. */
	credentials?: string | Credentials;
	/** Replays a run: the same seed and the same numbers of runs send the same requests. */
	seed: number;
	/** For each answer; 10 s by default. */
	timeoutMs?: number;
	/** Sends nothing that could change data; what would have to is open. */
	readOnly?: boolean;
	/** Requests a second, as `verify` has it. */
	rate?: number | "auto";
	/** Ends the run; what was made is removed first. */
	signal?: AbortSignal;
	/** Called as requests are settled. */
	onProgress?(done: number, total: number): void;
	/** Called at the end, also after an abort: how many clean-up requests were sent, and what could not be removed. */
	onCleanUp?(sent: number, notes: string[]): void;
}

/** The options, read. */
export interface RunContext {
	model: DocumentModel;
	scenarios: Scenarios | undefined;
	credentials: Credentials;
	origin: string;
	basePath: string;
	timeoutMs: number;
	signal: AbortSignal;
	mask: Mask;
	/** Waited for before each request. */
	pace: Pace;
	/** Nothing is sent that could change data. */
	readOnly: boolean;
	/** Stands before the live server and removes what was made; `undefined` for a mock. */
	setUp?: SetUp | undefined;
}

/** @throws DocumentError, ScenariosError, CredentialsError for what was given. */
export async function readOptions(options: Omit<RunOptions, "seed">): Promise<RunContext & { setUp: SetUp }> {
	const model = typeof options.spec === "string" ? (await loadDocument(options.spec)).model : options.spec;
	const scenarios = await scenariosOf(options.scenarios, model);
	const credentials = await loadCredentials(options.credentials, model);
	const signal = options.signal ?? new AbortController().signal;
	// Every request in flight listens to it.
	setMaxListeners(0, signal);
	const address = addressOf(options.endpoint);
	const context = {
		model,
		scenarios,
		credentials,
		...address,
		readOnly: options.readOnly === true,
		pace: new Pace(rateOf(options.rate, model, address.origin)),
		timeoutMs: options.timeoutMs ?? 10_000,
		signal,
		mask: maskOf(credentials),
	};
	return { ...context, setUp: new SetUp(context) };
}

/** Removes what a run has made, and says how it went. */
export async function cleanUp(
	{ setUp, mask }: RunContext & { setUp: SetUp },
	{ onCleanUp }: Pick<RunOptions, "onCleanUp">,
): Promise<string[]> {
	const sent = setUp.pending;
	const notes = (await setUp.cleanUp()).map(mask);
	onCleanUp?.(sent, notes);
	return notes;
}

/** Origin and base path of a base URL. */
export function addressOf(endpoint: string): { origin: string; basePath: string } {
	const url = new URL(endpoint);
	return { origin: url.origin, basePath: url.pathname.replace(/\/+$/, "") };
}

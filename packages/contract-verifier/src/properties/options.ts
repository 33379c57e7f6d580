import { setMaxListeners } from "node:events";
import type { DocumentModel } from "@onespec/openapi-document";
import { loadDocument } from "@onespec/openapi-document/load";
import { type Credentials, loadCredentials } from "../requests/credentials.js";
import { type Mask, maskOf } from "../requests/mask.js";
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
	/** Ends the run; what was made is removed first. */
	signal?: AbortSignal;
	/** Called as requests are settled. */
	onProgress?(done: number, total: number): void;
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
	/** Stands before the live server and removes what was made; `undefined` for a mock. */
	setUp?: SetUp | undefined;
}

/** @throws DocumentError, ScenariosError, CredentialsError for what was given. */
export async function readOptions(options: Omit<RunOptions, "seed">): Promise<RunContext & { setUp: SetUp }> {
	const model = typeof options.spec === "string" ? (await loadDocument(options.spec)).model : options.spec;
	const scenarios = await scenariosOf(options.scenarios, model);
	const credentials = await loadCredentials(options.credentials);
	const signal = options.signal ?? new AbortController().signal;
	// Every request in flight listens to it.
	setMaxListeners(0, signal);
	const context = {
		model,
		scenarios,
		credentials,
		...addressOf(options.endpoint),
		timeoutMs: options.timeoutMs ?? 10_000,
		signal,
		mask: maskOf(credentials),
	};
	return { ...context, setUp: new SetUp(context) };
}

/** Origin and base path of a base URL. */
export function addressOf(endpoint: string): { origin: string; basePath: string } {
	const url = new URL(endpoint);
	return { origin: url.origin, basePath: url.pathname.replace(/\/+$/, "") };
}

import type { DocumentModel } from "@onespec/openapi-document";
import { loadDocument } from "@onespec/openapi-document/load";
import { planOf } from "../plan.js";
import { addressOf } from "../properties/options.js";
import { type Credentials, loadCredentials } from "../requests/credentials.js";
import { rateOf } from "../requests/rate.js";
import { scenariosOf } from "../scenarios/load.js";
import type { Scenarios } from "../scenarios/types.js";
import { behavioursOf } from "./behaviours.js";
import { contextsOf } from "./kind.js";
import { Ledger } from "./ledger.js";
import { startFaultProxy } from "./proxy.js";
import type { MutationTarget } from "./score.js";

const NO_LIMIT = Number.POSITIVE_INFINITY;

/** What faults are planted in. */
export interface MutationOptions {
	/** A path, or a model that was read. */
	spec: string | DocumentModel;
	/** A scenarios file, or what it says. */
	scenarios?: string | Scenarios;
	/** A JSON file with the credential profiles, or an object. */
	credentials?: string | Credentials;
	/** The base URL of the live service. */
	endpoint: string;
	/** Nothing is sent that could change data; only faults in what is read are planted. */
	readOnly?: boolean;
	/** Requests a second, as `verify` has it. */
	rate?: number | "auto";
	/** For each answer; 10 s by default. */
	timeoutMs?: number;
	signal?: AbortSignal;
	/** Called as a verification goes on. */
	onProgress?(done: number, total: number): void;
	/** Called after each clean-up, also after an abort: how many requests it took, and what could not be removed. */
	onCleanUp?(sent: number, notes: string[]): void;
}

/** Reads what a run needs and starts the proxy before the live service; `close` stops the proxy. */
export async function openTarget(options: MutationOptions): Promise<MutationTarget> {
	const loaded = typeof options.spec === "string" ? (await loadDocument(options.spec)).model : options.spec;
	// Faults are planted in cells; general responses would only cost time.
	const model = { ...loaded, generalResponses: [] };
	const scenarios = await scenariosOf(options.scenarios, model);
	const credentials = await loadCredentials(options.credentials, model);
	const { endpoint, readOnly = false, rate, timeoutMs, signal, onProgress, onCleanUp } = options;
	const planned = planOf({ model, target: "live", scenarios, credentials, readOnly });
	const { origin, basePath } = addressOf(endpoint);
	const proxy = await startFaultProxy(endpoint);
	return {
		model,
		scenarios,
		credentials,
		proxy,
		planned,
		contexts: contextsOf(model, planned),
		behaviours: readOnly ? [] : behavioursOf({ model, planned, credentials, basePath }),
		green: undefined,
		ledger: () => new Ledger({ model, scenarios, credentials, origin, basePath, timeoutMs: timeoutMs ?? 10_000 }),
		// The proxy is on this machine; what counts is where the server is.
		limits: { readOnly, rate: rateOf(rate, model, origin) === undefined ? NO_LIMIT : (rate ?? "auto"), timeoutMs },
		signal,
		onProgress,
		onCleanUp,
	};
}

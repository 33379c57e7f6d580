import { loadDocument } from "../document/load.js";
import { operationsOf } from "../document/operations.js";
import type { OpenApiDocument } from "../document/types.js";
import { planOf } from "../plan.js";
import { type Credentials, loadCredentials } from "../requests/credentials.js";
import { loadScenarios } from "../scenarios/load.js";
import { behavioursOf } from "./behaviours.js";
import { contextsOf } from "./kind.js";
import { startFaultProxy } from "./proxy.js";
import type { MutationTarget } from "./score.js";

/** What faults are planted in. */
export interface MutationOptions {
	/** A path, or a bundled document. */
	spec: string | OpenApiDocument;
	/** A scenarios file. */
	scenarios?: string;
	/** A JSON file with the credential profiles, or an object. */
	credentials?: string | Credentials;
	/** The base URL of the live service, plain HTTP. */
	endpoint: string;
	signal?: AbortSignal;
}

/** Reads what a run needs and starts the proxy before the live service; `close` stops the proxy. */
export async function openTarget(options: MutationOptions): Promise<MutationTarget> {
	const loaded = typeof options.spec === "string" ? await loadDocument(options.spec) : options.spec;
	// Faults are planted in cells; general responses would only cost time.
	const { "x-general-responses": _, ...document } = loaded;
	const scenarios = options.scenarios === undefined ? undefined : await loadScenarios(options.scenarios, document);
	const credentials = await loadCredentials(options.credentials);
	const planned = planOf({ document, target: "live", scenarios, credentials });
	const proxy = await startFaultProxy(options.endpoint);
	const basePath = new URL(options.endpoint).pathname.replace(/\/+$/, "");
	return {
		document,
		scenarios: options.scenarios,
		credentials,
		endpoint: options.endpoint,
		proxy,
		planned,
		contexts: contextsOf(document, planned),
		behaviours: behavioursOf({ document, operations: operationsOf(document), planned, credentials, basePath }),
		signal: options.signal,
	};
}

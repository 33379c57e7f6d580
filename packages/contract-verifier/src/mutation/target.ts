import type { DocumentModel } from "@onespec/openapi-document";
import { loadDocument } from "@onespec/openapi-document/load";
import { planOf } from "../plan.js";
import { type Credentials, loadCredentials } from "../requests/credentials.js";
import { scenariosOf } from "../scenarios/load.js";
import type { Scenarios } from "../scenarios/types.js";
import { behavioursOf } from "./behaviours.js";
import { contextsOf } from "./kind.js";
import { startFaultProxy } from "./proxy.js";
import type { MutationTarget } from "./score.js";

/** What faults are planted in. */
export interface MutationOptions {
	/** A path, or a model that was read. */
	spec: string | DocumentModel;
	/** A scenarios file, or what it says. */
	scenarios?: string | Scenarios;
	/** A JSON file with the credential profiles, or an object. */
	credentials?: string | Credentials;
	/** The base URL of the live service, plain HTTP. */
	endpoint: string;
	signal?: AbortSignal;
}

/** Reads what a run needs and starts the proxy before the live service; `close` stops the proxy. */
export async function openTarget(options: MutationOptions): Promise<MutationTarget> {
	const loaded = typeof options.spec === "string" ? (await loadDocument(options.spec)).model : options.spec;
	// Faults are planted in cells; general responses would only cost time.
	const model = { ...loaded, generalResponses: [] };
	const scenarios = await scenariosOf(options.scenarios, model);
	const credentials = await loadCredentials(options.credentials);
	const planned = planOf({ model, target: "live", scenarios, credentials });
	const proxy = await startFaultProxy(options.endpoint);
	const basePath = new URL(options.endpoint).pathname.replace(/\/+$/, "");
	return {
		model,
		scenarios,
		credentials,
		endpoint: options.endpoint,
		proxy,
		planned,
		contexts: contextsOf(model, planned),
		behaviours: behavioursOf({ model, planned, credentials, basePath }),
		signal: options.signal,
	};
}

import type { ApiDescription } from "./api-description.js";
import { createEngine, type Engine } from "./engine.js";
import type { ClientOptions } from "./options.js";

/** The place of the engine, in a closure: nothing of it shows up where a client is inspected or serialised. */
export const engineOf: unique symbol = Symbol("engine");

/** A client of one API, for the functions of this package and of generated ones. */
export interface ApiClient {
	readonly [engineOf]: () => Engine;
}

/**
 * Creates a client without the surface of openapi-fetch: what named operations and the façade need, and no more.
 *
 * @param options where the API lives, who asks, and how
 * @param description what generated code says of the API as a whole
 * @throws InvalidBaseUrlError, InvalidCredentialError, InvalidOptionError before any request
 */
export function createApiClient(options: ClientOptions, description: ApiDescription = {}): ApiClient {
	const engine = createEngine(options, description);
	return Object.freeze({ [engineOf]: () => engine });
}

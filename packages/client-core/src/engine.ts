import type { Middleware } from "openapi-fetch";
import type { ApiDescription } from "./api-description.js";
import type { Checks } from "./checks.js";
import type { Codecs } from "./codecs.js";
import { checkCredentials } from "./credentials.js";
import { ClientError, detailsOf, InvalidBaseUrlError, InvalidOptionError, type RequestDetails } from "./errors.js";
import type { Operation } from "./operation.js";
import {
	type ClientOptions,
	type Hooks,
	type RetrySettings,
	retrySettings,
	type TimeoutSettings,
	timeoutSettings,
} from "./options.js";
import { joinHeaders } from "./request.js";
import { Throttle } from "./throttle.js";
import type { Transport, TransportResponse } from "./transport.js";

/**
 * Checks the URL that the paths of an API are appended to.
 *
 * @param baseUrl an absolute `http` or `https` URL without user, query and fragment
 * @returns the URL without slashes at its end
 * @throws InvalidBaseUrlError for anything else
 * @example checkBaseUrl("https://api.example/v1/") // "https://api.example/v1"
 */
export function checkBaseUrl(baseUrl: unknown): string {
	if (typeof baseUrl !== "string" || baseUrl === "") throw new InvalidBaseUrlError("is missing");
	let url: URL;
	try {
		url = new URL(baseUrl);
	} catch {
		throw new InvalidBaseUrlError("is not an absolute URL");
	}
	if (url.protocol !== "http:" && url.protocol !== "https:") {
		throw new InvalidBaseUrlError("is neither http nor https");
	}
	// fetch refuses such a URL with a message that repeats it, password included.
	if (url.username !== "" || url.password !== "") throw new InvalidBaseUrlError("has a user or a password in it");
	if (url.href.includes("?") || url.href.includes("#")) {
		throw new InvalidBaseUrlError("has a query or a fragment, to which no path can be appended");
	}
	return url.href.replace(/\/+$/, "");
}

/** What the options and the description of the API come to; behind every client. */
export interface Engine {
	readonly baseUrl: string;
	/** The credentials' headers. */
	readonly headers: Readonly<Record<string, string>>;
	/** Those, with what a named operation negotiates. */
	readonly headersOfOperation: Record<string, string>;
	readonly headersWithBody: Record<string, string>;
	/** What named operations send and accept. */
	readonly format: "JSON" | "XML";
	readonly transport: Transport;
	readonly throttle: Throttle | undefined;
	readonly retry: RetrySettings;
	readonly timeout: TimeoutSettings;
	/** Both levels add to it and take from it. */
	readonly middleware: Middleware[];
	readonly hooks: Hooks;
	readonly description: ApiDescription;
	/** Absent where bodies are JSON with numbers. */
	readonly codecs: (() => Promise<Codecs>) | undefined;
	/** Absent where nothing is validated. */
	readonly validators: (() => Promise<Checks>) | undefined;
	isThrottled(status: number): boolean;
	requestId(headers: TransportResponse["headers"]): string | undefined;
	/** Takes credentials out of a text that comes from outside. */
	redact(text: string): string;
}

/** @throws InvalidBaseUrlError, InvalidCredentialError, InvalidOptionError, RangeError */
export function createEngine(options: ClientOptions, description: ApiDescription): Engine {
	const headers = joinHeaders(Object.fromEntries(checkCredentials(options.credentials ?? {})));
	const secrets = secretsIn(headers);
	const xml = options.format === "xml";
	const mediaType = xml ? "application/xml" : "application/json";
	const figures = options.throttle ?? description.throttle;
	return {
		baseUrl: checkBaseUrl(options.baseUrl),
		headers,
		headersOfOperation: joinHeaders({ accept: mediaType }, headers),
		headersWithBody: joinHeaders({ accept: mediaType, "content-type": mediaType }, headers),
		format: xml ? "XML" : "JSON",
		transport: options.transport ?? overFetch(options.fetch),
		throttle: figures instanceof Throttle || !figures ? figures || undefined : new Throttle(figures),
		retry: retrySettings(options.retry),
		timeout: timeoutSettings(options.timeout),
		middleware: [...(options.middleware ?? [])],
		hooks: options.hooks ?? {},
		description,
		codecs: codecsOf(options, description),
		validators: validatorsOf(options, description),
		isThrottled: (status) => status === 429 || status === description.throttle?.status,
		requestId(received) {
			for (const name of description.requestId ?? ["x-request-id"]) {
				const id = received.get(name);
				if (id !== null) return id;
			}
			return undefined;
		},
		redact: (text) => secrets.reduce((clean, secret) => clean.replaceAll(secret, "[redacted]"), text),
	};
}

/** A server that repeats headers repeats them whole, or without the name of the scheme. */
function secretsIn(headers: Readonly<Record<string, string>>): string[] {
	const values = Object.values(headers).flatMap((value) => [value, value.replace(/^\w+ +/, "")]);
	return [...new Set(values)].filter((value) => value.length > 3).sort((a, b) => b.length - a.length);
}

function overFetch(own: ClientOptions["fetch"]): Transport {
	if (own !== undefined && own !== fetch) return (url, init) => own(new Request(url, init));
	// Looked up each time: test tools replace it.
	return (url, init) => fetch(url, init);
}

function codecsOf({ format = "json", decimals = "number" }: ClientOptions, description: ApiDescription) {
	if (format === "json" && decimals === "number") return undefined;
	const load = format === "xml" ? description.xml : description.exactJson;
	if (load === undefined) throw new InvalidOptionError(format === "xml" ? 'format: "xml"' : 'decimals: "string"');
	return once(() => load().then(({ codecs }) => codecs(decimals)));
}

function validatorsOf({ validate, decimals = "number" }: ClientOptions, { validators: load }: ApiDescription) {
	if (!validate) return undefined;
	if (load === undefined) throw new InvalidOptionError("validate");
	return once(async (): Promise<Checks> => {
		const [{ checksOf }, { validators }] = await Promise.all([import("./checks.js"), load(decimals)]);
		return checksOf(validators, validate);
	});
}

/** Loads once; again after a failure, which a lost network may have caused. */
function once<Value>(load: () => Promise<Value>): () => Promise<Value> {
	let loaded: Promise<Value> | undefined;
	return () => {
		loaded ??= load().catch((error) => {
			loaded = undefined;
			throw error;
		});
		return loaded;
	};
}

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

/** Runs a call and tells the hook of what it fails with. */
export async function observed<Value>(
	{ hooks }: Engine,
	request: RequestDetails,
	run: () => Promise<Value>,
): Promise<Value> {
	const { onError } = hooks;
	if (onError === undefined) return run();
	const started = performance.now();
	try {
		return await run();
	} catch (error) {
		const duration = performance.now() - started;
		const known = error instanceof ClientError ? error : undefined;
		const path = known?.path ?? request.path;
		onError({ ...request, path, attempt: known?.attempts ?? 0, error, duration });
		throw error;
	}
}

/** As {@link observed}, for a named operation. */
export function observedOperation<Value>(
	client: ApiClient,
	operation: Operation,
	run: () => Promise<Value>,
): Promise<Value> {
	return observed(client[engineOf](), detailsOf(operation), run);
}

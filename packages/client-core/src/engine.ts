import type { Middleware } from "openapi-fetch";
import type { Performed } from "./answer.js";
import type { Call, Reply } from "./call.js";
import type { Checks } from "./checks.js";
import type { Codecs, Decimals, LoadCodecs } from "./codecs.js";
import { checkCredentials } from "./credentials.js";
import {
	type AnswerHeaders,
	ClientError,
	detailsOf,
	InvalidBaseUrlError,
	InvalidOptionError,
	type RequestDetails,
} from "./errors.js";
import type { Operation, OperationRequest, OperationWire } from "./operation.js";
import {
	type CallOptions,
	type ClientOptions,
	type Hooks,
	over,
	type RetrySettings,
	refuse,
	retrySettings,
	type TimeoutSettings,
	timeoutSettings,
} from "./options.js";
import { joinHeaders } from "./request.js";
import { Throttle, type ThrottleFigures } from "./throttle.js";
import type { Transport } from "./transport.js";
import type { LoadValidators } from "./validators.js";

/**
 * Checks the URL that the paths of an API are appended to.
 *
 * @param baseUrl an absolute `http` or `https` URL without user, query and fragment
 * @returns the URL without slashes at its end
 * @throws InvalidBaseUrlError for anything else
 * @example checkBaseUrl("https://api.example/v1/") // "https://api.example/v1"
 */
export function checkBaseUrl(baseUrl: unknown): string {
	if (!baseUrl || typeof baseUrl !== "string") throw new InvalidBaseUrlError("is missing");
	let url: URL;
	try {
		url = new URL(baseUrl);
	} catch {
		throw new InvalidBaseUrlError("is not an absolute URL");
	}
	const { href, protocol, username, password } = url;
	const fault = !/^https?:$/.test(protocol)
		? "is neither http nor https"
		: // fetch refuses such a URL with a message that repeats it, password included.
			username || password
			? "has a user or a password in it"
			: /[?#]/.test(href) && "has a query or a fragment, to which no path can be appended";
	if (fault) throw new InvalidBaseUrlError(fault);
	return href.replace(/\/+$/, "");
}

/** What generated code says of the API as a whole. */
export interface ApiDescription {
	/** How an error body is read; declared by `x-error-shape`. */
	readonly errors?: ErrorShape;
	/** The names of the response header that carries the id of a request; the first that is there counts. */
	readonly requestId?: readonly string[];
	/** The API's leaky bucket; declared by `x-throttle`. */
	readonly throttle?: ThrottleFigures & { readonly status?: number };
	/** Loads what reads and writes XML by the document; `() => import("./xml.js")`, see the entry `./xml`. */
	readonly xml?: LoadCodecs;
	/** Loads what reads and writes plain JSON, where `JSON` itself does not do; see the entry `./wide-json`. */
	readonly json?: LoadCodecs;
	/** Loads what reads and writes JSON with exact decimals; see the entry `./exact-json`. */
	readonly exactJson?: LoadCodecs;
	/** Loads what writes and reads operations with a `wire`: `() => import("@onespec/client-core/wire")`. */
	readonly wire?: () => Promise<Wire>;
	/** Loads the validators of requests and responses. */
	readonly validators?: LoadValidators;
	/** How the parameters of calls by path are written, by method and path, where that is not the usual way. */
	readonly parameters?: Readonly<Record<string, OperationWire["parameters"]>>;
}

/** The members of an error item and of a result. A body is an array of items, or one item. */
export interface ErrorShape {
	readonly message: string;
	readonly key?: string;
	readonly value?: string;
	readonly status?: string;
}

/** What this entry exports, for the core that loads it. */
export interface Wire {
	prepare(engine: Engine, operation: Operation, input: OperationRequest, options: CallOptions): Promise<Prepared>;
}

/** What an operation's `wire` comes to for one call. */
export interface Prepared {
	readonly path: string;
	readonly headers: Readonly<Record<string, string>>;
	/** Absent for JSON or XML as the client's option `format` says. */
	readonly body: Call["body"];
	/** Whether the body may take as long as it takes, unless timeouts are named. */
	readonly isLarge: boolean;
	readonly codecs: Codecs | undefined;
	readonly call: Pick<Call, "isIdempotent" | "streams" | "transport">;
	/** Reads the body of a success; absent for JSON or XML as the option `format` says. */
	read(status: number): ((call: Call, reply: Reply) => unknown) | undefined;
	/** Takes a success out of its envelope, after it has been validated. */
	open(performed: Performed): Promise<void>;
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
	readonly decimals: Decimals;
	/** Absent where nothing is validated. */
	readonly validators: (() => Promise<Checks>) | undefined;
	requestId(headers: AnswerHeaders): string | undefined;
}

const knownHooks = { onRequest: once, onResponse: once, onRetry: once, onWait: once, onError: once };

/** @throws InvalidBaseUrlError, InvalidCredentialError, InvalidOptionError, RangeError */
export function createEngine(options: ClientOptions, description: ApiDescription): Engine {
	const {
		baseUrl,
		credentials = {},
		fetch: own,
		transport = overFetch(own),
		throttle: figures = description.throttle,
		retry,
		timeout,
		validate,
		format = "json",
		decimals = "number",
		middleware = [],
		hooks = {},
		...unknown
	} = options;
	refuse(unknown);
	over("hooks", hooks, knownHooks);
	const headers = joinHeaders(checkCredentials(credentials));
	const xml = format === "xml";
	const mediaType = xml ? "application/xml" : "application/json";
	return {
		baseUrl: checkBaseUrl(baseUrl),
		headers,
		headersOfOperation: joinHeaders({ accept: mediaType }, headers),
		headersWithBody: joinHeaders({ accept: mediaType, "content-type": mediaType }, headers),
		format: xml ? "XML" : "JSON",
		transport,
		throttle: figures instanceof Throttle || !figures ? figures || undefined : new Throttle(figures),
		retry: retrySettings(retry),
		timeout: timeoutSettings(timeout),
		middleware: [...middleware],
		hooks,
		description,
		decimals,
		codecs: codecsOf(format, decimals, description),
		validators: validatorsOf(validate, decimals, description),
		requestId(received) {
			for (const name of description.requestId ?? ["x-request-id"]) {
				const id = received.get(name);
				if (id !== null) return id;
			}
			return undefined;
		},
	};
}

function overFetch(own: ClientOptions["fetch"]): Transport {
	if (own !== undefined && own !== fetch) return (url, init) => own(new Request(url, init));
	// Looked up each time: test tools replace it.
	return (url, init) => fetch(url, init);
}

export const missing = "needs what the client was generated without";

function codecsOf(format: "json" | "xml", decimals: Decimals, { xml, json, exactJson }: ApiDescription) {
	const isPlain = format === "json" && decimals === "number";
	if (isPlain && !json) return undefined;
	const load = { json: isPlain ? json : exactJson, xml }[format];
	if (load === undefined || !/^(number|string)$/.test(decimals)) {
		throw new InvalidOptionError(decimals === "number" ? `format: "${format}"` : `decimals: "${decimals}"`, missing);
	}
	return once(() => load().then(({ codecs }) => codecs(decimals)));
}

function validatorsOf(
	validate: ClientOptions["validate"],
	decimals: Decimals,
	{ validators: load }: ApiDescription,
): Engine["validators"] {
	if (!validate) return undefined;
	if (load === undefined) throw new InvalidOptionError("validate", missing);
	const { requests, responses, ...unknown } = validate === true ? { requests: true, responses: true } : validate;
	refuse(unknown, "validate.");
	return once(async (): Promise<Checks> => {
		const [{ checksOf }, { validators }] = await Promise.all([import("./checks.js"), load()]);
		return checksOf(validators, { requests, responses }, decimals);
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
	const started = performance.now();
	try {
		return await run();
	} catch (error) {
		const duration = performance.now() - started;
		const { path = request.path, attempts: attempt = 0 } = error instanceof ClientError ? error : {};
		hooks.onError?.({ ...request, path, attempt, error, duration });
		throw error;
	}
}

/** As {@link observed}, for a named operation. */
export function observedOperation<Value>(
	client: ApiClient,
	operation: Operation,
	run: () => Promise<Value>,
): Promise<Value> {
	const engine = client[engineOf]();
	return engine.hooks.onError ? observed(engine, detailsOf(operation), run) : run();
}

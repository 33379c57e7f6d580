import createFetchClient, { type Client, type Middleware } from "openapi-fetch";
import { apiErrorOf } from "./answer.js";
import type { ApiDescription } from "./api-description.js";
import { type ApiClient, createApiClient, type Engine, engineOf, observed } from "./engine.js";
import type { RequestDetails } from "./errors.js";
import { exchange, type Reply } from "./exchange.js";
import { bodyOf, responseOf } from "./middleware.js";
import { type ClientOptions, retrySettings } from "./options.js";
import { joinHeaders } from "./request.js";
import type { TransportRequest } from "./transport.js";

const methods = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"] as const;

/** What a call by path may say that concerns this module; the rest is openapi-fetch's. */
interface PathInit {
	readonly fetch?: (request: Request) => Promise<Response>;
	readonly middleware?: readonly Middleware[];
	readonly parseAs?: string;
	readonly redirect?: string;
}

/**
 * Creates a typed client of one API with the surface of openapi-fetch. Named operations take it as well.
 *
 * Calls by path go through the same throttle, retries, timeouts, hooks and middleware. As in openapi-fetch, an answer of
 * any status fulfils; where there is none, they reject with the errors of this package. A redirect is an ApiError and is
 * not followed, since `fetch` would carry the headers to the other host.
 *
 * The credentials stay in a closure: they show up neither when the client is inspected nor when it is serialised, and
 * in no error.
 *
 * @typeParam Paths the `paths` that openapi-typescript wrote for the API
 * @param options where the API lives, who asks, and how
 * @param description what generated code says of the API as a whole
 * @returns a client with one function for each HTTP method
 * @throws InvalidBaseUrlError, InvalidCredentialError, InvalidOptionError before any request
 * @example
 * const client = createClient<paths>({ baseUrl: "https://api.example/v1", credentials: { "X-Key": key } });
 * const { data, error } = await client.GET("/things/{id}", { params: { path: { id: 1 } } });
 */
export function createClient<Paths extends {}>(
	options: ClientOptions,
	description: ApiDescription = {},
): Client<Paths> & ApiClient {
	const api = createApiClient(options, description);
	const engine = api[engineOf]();
	const { request: send } = createFetchClient<Record<string, never>>({ baseUrl: engine.baseUrl, redirect: "manual" });
	const credentials: Middleware = {
		onRequest({ request }) {
			for (const name in engine.headers) request.headers.set(name, engine.headers[name] ?? "");
		},
	};
	const request = (method: string, path: string, init: PathInit = {}): unknown => {
		const own = [...engine.middleware, ...(init.middleware ?? [])];
		// Real requests get the credentials at once, so that middleware sees them and may change them.
		const middleware = own.length === 0 ? own : [credentials, ...own];
		return (send as (method: string, path: string, init: object) => unknown)(method, path, {
			...init,
			middleware,
			// Middleware always gets a real one.
			...(middleware.length === 0 && { Request: LightRequest }),
			fetch: (made: Request | LightRequest) => fetchPath(engine, path, made, init),
		});
	};
	const byMethod = methods.map((method) => [method, (path: string, init?: PathInit) => request(method, path, init)]);
	return {
		...api,
		request,
		...Object.fromEntries(byMethod),
		use(...middleware: Middleware[]) {
			engine.middleware.push(...middleware);
		},
		eject(...middleware: Middleware[]) {
			for (const one of middleware) {
				const place = engine.middleware.indexOf(one);
				if (place >= 0) engine.middleware.splice(place, 1);
			}
		},
	} as Client<Paths> & ApiClient;
}

/** The `fetch` that openapi-fetch gets. */
function fetchPath(
	engine: Engine,
	pathTemplate: string,
	made: Request | LightRequest,
	init: PathInit,
): Promise<Response> {
	const { method, url } = made;
	const path = url.startsWith(engine.baseUrl) ? url.slice(engine.baseUrl.length) : new URL(url).pathname;
	const request: RequestDetails = { method, path, pathTemplate };
	return observed(engine, request, async () => {
		const { fetch: own, parseAs = "json", redirect } = init;
		const real = made instanceof Request;
		const body = real ? await bodyOf(made) : made.body;
		const unread = parseAs !== "json" && parseAs !== "text";
		const reply = await exchange(engine, {
			request,
			url,
			headers: joinHeaders(Object.fromEntries(made.headers), real ? undefined : engine.headers),
			body,
			signal: made.signal,
			timeout: engine.timeout,
			abortable: real || made.signal !== undefined || engine.timeout.named,
			retry: body instanceof ReadableStream ? retrySettings(false) : engine.retry,
			transport: own && ((to, sent) => own(new Request(to, sent))),
			init: real ? initOf(made) : made.init,
			unread,
		});
		if (redirect === undefined && isRedirect(reply.status)) throw apiErrorOf(engine, request, reply);
		return unread && reply.response instanceof Response ? reply.response : withText(reply, real);
	});
}

/** What a `Request` says beyond what a call carries. */
function initOf({ cache, credentials, integrity, keepalive, mode, redirect, referrerPolicy }: Request): object {
	return { cache, credentials, integrity, keepalive, mode, redirect, referrerPolicy };
}

function isRedirect(status: number): boolean {
	return status === 0 || (status >= 300 && status < 400 && status !== 304);
}

/** The response with its body, which has been read, to be read again. */
function withText(reply: Reply, real: boolean): Response {
	const { response, text } = reply;
	// Only middleware reads it twice; a new one costs a tenth of a call.
	if (real || !(response instanceof Response)) return responseOf(reply);
	return Object.assign(response, {
		text: () => Promise.resolve(text),
		json: async () => JSON.parse(text),
	});
}

/**
 * Stands in for `Request` where nobody but this package sees it: `fetch` would make its own from a real one, and making
 * one costs a third of a call.
 */
export class LightRequest {
	readonly url: string;
	readonly method: string;
	readonly headers: Headers;
	readonly body: TransportRequest["body"] | undefined;
	readonly signal: AbortSignal | undefined;
	/** The rest of what `fetch` takes. */
	readonly init: object;

	constructor(url: string, { method, headers, body, signal, ...init }: RequestInit & { readonly headers: Headers }) {
		this.url = url;
		this.method = method ?? "GET";
		this.headers = headers;
		this.body = body as TransportRequest["body"];
		this.signal = signal ?? undefined;
		this.init = init;
	}
}

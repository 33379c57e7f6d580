import createFetchClient, { type Client, type Middleware, mergeHeaders } from "openapi-fetch";
import { tools, unusual } from "./answer.js";
import type { Reply } from "./call.js";
import type { ApiDescription } from "./engine.js";
import { type ApiClient, createApiClient, type Engine, engineOf, observed } from "./engine.js";
import { InvalidOptionError, type RequestDetails } from "./errors.js";
import { exchange } from "./exchange.js";
import { bodyOf, responseOf } from "./middleware.js";
import type { OperationRequest, OperationWire } from "./operation.js";
import type { ClientOptions } from "./options.js";
import { headerFault, joinHeaders } from "./request.js";
import type { TransportRequest } from "./transport.js";

const methods = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"] as const;

/** What a call by path may say that concerns this module; the rest is openapi-fetch's. */
interface PathInit {
	readonly fetch?: (request: Request) => Promise<Response>;
	readonly middleware?: readonly Middleware[];
	readonly parseAs?: string;
	readonly redirect?: string;
	readonly body?: unknown;
	readonly bodySerializer?: (body: unknown, headers: Headers) => unknown;
	readonly headers?: RequestInit["headers"];
	readonly params?: Omit<OperationRequest, "body" | "header"> & { readonly header?: Readonly<Record<string, string>> };
	readonly pathSerializer?: unknown;
	readonly querySerializer?: unknown;
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
	const request = async (method: string, documented: string, given: PathInit = {}): Promise<unknown> => {
		checkHeaders(given, engine.headers);
		const styles = description.parameters?.[`${method} ${documented}`];
		// Of `/items#tags` a server gets `/items`; a query after the # would be lost.
		const path = documented.replace(/#.*/s, "");
		const written = isUsual(path, given, styles)
			? given
			: await withParameters(method, path, given, engine.baseUrl, styles);
		const init = isJsonBody(written) ? written : await withBody(written);
		const own = [...engine.middleware, ...(init.middleware ?? [])];
		// Real requests get the credentials at once, so that middleware sees them and may change them.
		const middleware = own.length === 0 ? own : [credentials, ...own];
		let answer: { readonly reply: Reply; readonly request: RequestDetails } | undefined;
		try {
			return await (send as (method: string, path: string, init: object) => Promise<unknown>)(method, path, {
				...init,
				middleware,
				// Middleware always gets a real one.
				...(middleware.length === 0 && { Request: LightRequest }),
				fetch: (made: Request | LightRequest) =>
					fetchPath(engine, path, made, init, (request, reply) => {
						answer = { request, reply };
					}),
			});
		} catch (error) {
			if (!(error instanceof SyntaxError) || answer === undefined) throw error;
			const { request, reply } = answer;
			const advice = "; `parseAs` says how else to read it";
			throw (await unusual(request)).malformed(tools, engine, request, reply, undefined, error, advice);
		}
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

/**
 * Refuses headers that cannot be sent, or that carry a credential of the client's. The platform refuses them too, but in
 * words that repeat the value.
 *
 * @throws InvalidOptionError that names the header
 */
function checkHeaders({ headers = {}, params }: PathInit, credentials: object): void {
	const own = headers instanceof Headers || Array.isArray(headers) ? [...headers] : Object.entries(headers);
	// A document may list the headers of credentials as parameters too, which its types then demand.
	const documented = Object.entries(params?.header ?? {}).filter(([name]) => !(name.toLowerCase() in credentials));
	for (const [name, value] of [...own, ...documented] as [string, unknown][]) {
		for (const one of Array.isArray(value) ? value : [value]) {
			if (one === undefined || one === null) continue;
			const isTaken = name.toLowerCase() in credentials;
			const fault = isTaken ? "is a credential of the client" : headerFault(name, String(one));
			if (fault !== undefined) throw new InvalidOptionError(`headers[${JSON.stringify(name)}]`, fault);
		}
	}
}

/** Whether openapi-fetch writes the parameters of a call as the document says, or the caller does. */
function isUsual(path: string, { params, ...init }: PathInit, styles: OperationWire["parameters"]): boolean {
	if (params === undefined || "querySerializer" in init || "pathSerializer" in init) return true;
	const { header = {}, cookie } = params;
	return (
		styles === undefined &&
		cookie === undefined &&
		!path.includes("?") &&
		!Object.values(header).some((value) => Object(value) === value)
	);
}

/** The init of a call whose parameters are written by their styles, those in cookies among them. */
async function withParameters(
	method: string,
	path: string,
	init: PathInit,
	baseUrl: string,
	parameters: OperationWire["parameters"],
): Promise<PathInit> {
	const { params = {} } = init;
	const { writeParameters } = await import("./parameters.js");
	const wire = parameters === undefined ? {} : { parameters };
	const written = writeParameters({ id: undefined as never, method, path, success: [], wire }, params);
	return {
		...init,
		params: { ...params, path: params.path ?? {}, header: { ...params.header, ...written.headers } },
		pathSerializer: () => baseUrl + written.path,
		querySerializer: () => "",
	};
}

/** Whether a body is none, or a value that becomes JSON; then nothing needs to be loaded. */
function isJsonBody({ body, bodySerializer, headers, params }: PathInit): boolean {
	if (body === undefined) return true;
	if (bodySerializer !== undefined || headers !== undefined || params?.header !== undefined) return false;
	return typeof body !== "object" || body === null || Array.isArray(body) || isPlain(body);
}

function isPlain(value: object): boolean {
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === Object.prototype || prototype === null;
}

/** The init of a call whose body is written by its media type, or is bytes, a form or a stream already. */
async function withBody(init: PathInit): Promise<PathInit> {
	const { body, bodySerializer, headers, params } = init;
	const given = mergeHeaders(headers, params?.header);
	const type = given.get("content-type") ?? undefined;
	const value = bodySerializer === undefined ? body : bodySerializer(body, given);
	const kind = kindOf(value, type, bodySerializer !== undefined);
	if (kind === undefined || value === undefined) return init;
	const { writeBody } = await import("./bodies.js");
	const mediaType = type ?? mediaTypes[kind];
	const written = writeBody(
		{ kind, mediaType: kind === "multipart" ? mediaType.replace(/;.*$/s, "") : mediaType },
		value,
		"",
	);
	const duplex = written.body instanceof ReadableStream ? { duplex: "half" } : {};
	given.set("content-type", written.contentType);
	const plain = Object.fromEntries(given);
	return { ...init, ...duplex, headers: plain, body: written.body, bodySerializer: (ready) => ready };
}

const mediaTypes = {
	binary: "*/*",
	form: "application/x-www-form-urlencoded",
	jsonLines: "application/x-ndjson",
	multipart: "multipart/form-data",
	text: "application/json",
};

/** The kind of a body that is not left to become JSON. */
function kindOf(value: unknown, type = "", isWritten = false): keyof typeof mediaTypes | undefined {
	if (value instanceof FormData) return "multipart";
	if (value instanceof URLSearchParams) return "form";
	const isBytes = value instanceof Blob || value instanceof ArrayBuffer || ArrayBuffer.isView(value);
	if (isBytes || value instanceof ReadableStream) return "binary";
	if (typeof value === "string") return isWritten || (type !== "" && !/json/i.test(type)) ? "text" : undefined;
	if (/^multipart\//i.test(type)) return "multipart";
	if (/x-www-form-urlencoded/i.test(type)) return "form";
	if (/ndjson|jsonl|json-seq/i.test(type)) return "jsonLines";
	const isIterable = typeof value === "object" && value !== null && Symbol.asyncIterator in value;
	return isIterable ? "binary" : undefined;
}

/** The `fetch` that openapi-fetch gets. */
function fetchPath(
	engine: Engine,
	pathTemplate: string,
	made: Request | LightRequest,
	init: PathInit,
	answered: (request: RequestDetails, reply: Reply) => void,
): Promise<Response> {
	const { method, url } = made;
	const path = url.startsWith(engine.baseUrl) ? url.slice(engine.baseUrl.length) : new URL(url).pathname;
	const request: RequestDetails = { method, path, pathTemplate };
	return observed(engine, request, async () => {
		const { fetch: own, parseAs = "json", redirect } = init;
		const real = made instanceof Request;
		const { body: given } = init;
		const isHeld = given instanceof Blob || given instanceof ReadableStream;
		const body = real ? await bodyOf(made, isHeld ? given : undefined) : made.body;
		const streams = parseAs !== "json" && parseAs !== "text";
		const isLarge = typeof body === "object" && !(body instanceof ArrayBuffer) && !engine.timeout.named;
		const { signal } = made;
		const reply = await exchange(engine, {
			request,
			url,
			headers: joinHeaders(Object.fromEntries(made.headers), real ? undefined : engine.headers),
			body,
			signal,
			timeout: isLarge ? { ...engine.timeout, try: 0, total: 0 } : engine.timeout,
			abortable: real || signal !== undefined || engine.timeout.named,
			retry: engine.retry,
			transport: own && ((to, sent) => own(new Request(to, sent))),
			init: real ? initOf(made) : made.init,
			streams: streams ? () => true : undefined,
		});
		if (redirect === undefined && isRedirect(reply.status)) {
			throw (await unusual(request)).answerError(tools, engine, request, reply);
		}
		answered(request, reply);
		if (!streams) return withText(reply, real);
		const giveUp = (): void => reply.giveUp?.();
		if (signal?.aborted) giveUp();
		else signal?.addEventListener("abort", giveUp, { once: true });
		return reply.response instanceof Response ? reply.response : responseOf(reply);
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

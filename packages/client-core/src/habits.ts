import type { AnswerHeaders } from "./errors.js";
import { linkOf } from "./following.js";
import type { CallOptions, ResponseDetails } from "./options.js";
import type { Transport } from "./transport.js";

/**
 * The answer beside the value: its status, headers and request id.
 *
 * @param call makes the call with the options that it is given
 * @example
 * const { value, response } = await withResponse((options) => getThing(client, 7, options));
 * await updateThing(client, 7, changed, { headers: { "If-Match": response.headers.get("etag") ?? "*" } });
 */
export async function withResponse<Value>(
	call: (options: Pick<CallOptions, "onResponse">) => Promise<Value>,
): Promise<{ readonly value: Value; readonly response: ResponseDetails }> {
	let response: ResponseDetails | undefined;
	const value = await call({
		onResponse(details) {
			response = details;
		},
	});
	return { value, response: response as ResponseDetails };
}

/** How something is waited for. */
export interface PollOptions {
	/** The wait between two looks, in milliseconds; 1,000 unless told. `Retry-After` of an answer counts before it. */
	readonly interval?: number | undefined;
	/** How long to wait in all, in milliseconds; 600,000 unless told. */
	readonly timeout?: number | undefined;
	/** Ends the wait. */
	readonly signal?: AbortSignal | undefined;
}

/**
 * Looks again and again until a long-running operation is done.
 *
 * @param look reads its state, with the options that it is given
 * @param isDone whether that is the end; throws where the operation has failed
 * @returns the last state
 * @throws what `look` and `isDone` throw; the signal's reason; DOMException named `TimeoutError`
 * @example const job = await pollUntil((options) => getJob(client, id, options), ({ state }) => state === "done");
 */
export async function pollUntil<State>(
	look: (options: Pick<CallOptions, "onResponse" | "signal">) => Promise<State>,
	isDone: (state: State) => boolean,
	{ interval = 1000, timeout = 600_000, signal }: PollOptions = {},
): Promise<State> {
	const deadline = performance.now() + timeout;
	for (;;) {
		const { value, response } = await withResponse((options) => look({ ...options, ...(signal && { signal }) }));
		if (isDone(value)) return value;
		const asked = response?.headers.get("retry-after");
		const wait = asked !== null && /^\d+$/.test(asked ?? "") ? Number(asked) * 1000 : interval;
		if (performance.now() + wait > deadline) {
			throw new DOMException(`It was not done within ${timeout} ms.`, "TimeoutError");
		}
		await pause(wait, signal);
	}
}

function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
	return new Promise((resolve, reject) => {
		const abort = (): void => {
			clearTimeout(timer);
			reject(signal?.reason);
		};
		const timer = setTimeout(() => {
			signal?.removeEventListener("abort", abort);
			resolve();
		}, milliseconds);
		if (signal?.aborted) abort();
		else signal?.addEventListener("abort", abort, { once: true });
	});
}

/** What an answer says of a rate limit. */
export interface RateLimit {
	readonly limit: number | undefined;
	readonly remaining: number | undefined;
	/** When there is more again, in milliseconds from now. */
	readonly reset: number | undefined;
}

/**
 * Reads `RateLimit` (as the drafts of the IETF have it, old and new) and `X-RateLimit-…` headers.
 *
 * @param now the time in milliseconds, against which a reset that is a point in time is measured
 * @returns undefined where there is none of them
 * @example rateLimitOf(response.headers)?.remaining
 */
export function rateLimitOf(headers: AnswerHeaders, now: number = Date.now()): RateLimit | undefined {
	const combined = headers.get("ratelimit") ?? "";
	const policy = headers.get("ratelimit-policy") ?? "";
	const figure = (pattern: RegExp, text: string, ...names: string[]): number | undefined => {
		const found = pattern.exec(text)?.[1] ?? names.map((name) => headers.get(name)).find((one) => one !== null);
		const value = Number(/^\s*([\d.]+)/.exec(found ?? "")?.[1] ?? Number.NaN);
		return Number.isNaN(value) ? undefined : value;
	};
	const limit =
		figure(/limit=(\d+)/, combined, "ratelimit-limit", "x-ratelimit-limit") ?? figure(/;\s*q=(\d+)/, policy);
	const remaining = figure(/(?:remaining|;\s*r)=(\d+)/, combined, "ratelimit-remaining", "x-ratelimit-remaining");
	const reset = figure(/(?:reset|;\s*t)=(\d+)/, combined, "ratelimit-reset", "x-ratelimit-reset");
	if (limit === undefined && remaining === undefined && reset === undefined) return undefined;
	// Some services give seconds from now, others a point in time.
	const isPoint = reset !== undefined && reset > 1e9;
	const left = reset === undefined ? undefined : isPoint ? Math.max(0, reset * 1000 - now) : reset * 1000;
	return { limit, remaining, reset: left };
}

/** What an answer says of the end of an operation's days. */
export interface Deprecation {
	/** Since when, or `true` where it is not said. */
	readonly deprecated: Date | true | undefined;
	/** When it stops to answer, RFC 8594. */
	readonly sunset: Date | undefined;
	/** Where to read about it. */
	readonly link: string | undefined;
}

/**
 * Reads `Deprecation` (RFC 9745, and the drafts before it), `Sunset` and the links that belong to them.
 *
 * @returns undefined where the answer has neither
 */
export function deprecationOf(headers: AnswerHeaders): Deprecation | undefined {
	const deprecation = headers.get("deprecation");
	const sunset = dateOf(headers.get("sunset"));
	if (deprecation === null && sunset === undefined) return undefined;
	const seconds = /^@(\d+)$/.exec(deprecation ?? "")?.[1];
	const since = seconds === undefined ? dateOf(deprecation) : new Date(Number(seconds) * 1000);
	const links = headers.get("link") ?? "";
	const link = ["deprecation", "sunset", "successor-version"].map((one) => linkOf(links, one)).find(Boolean);
	return { deprecated: deprecation === null ? undefined : (since ?? true), sunset, link };
}

function dateOf(text: string | null): Date | undefined {
	const time = Date.parse(text ?? "");
	return Number.isNaN(time) ? undefined : new Date(time);
}

/** One line of a debug log. */
export interface LogEntry {
	readonly event: "request" | "response" | "failure" | "deprecation";
	readonly method: string;
	/** Without its query, which may carry a credential. */
	readonly url: string;
	/** Of the request or of the answer; values that could be secret are `[masked]`. */
	readonly headers?: Readonly<Record<string, string>>;
	readonly status?: number;
	/** Until the headers were there, in milliseconds. */
	readonly duration?: number;
	readonly error?: unknown;
	readonly deprecation?: Deprecation;
}

/** Headers that are shown; all others may be credentials. */
const shown =
	/^(accept.*|age|allow|cache-control|connection|content-.*|date|deprecation|etag|expires|idempotency-key|if-.*|last-modified|link|prefer|range|(x-)?ratelimit.*|retry-after|server|sunset|traceparent|transfer-encoding|user-agent|vary|via|(x-)?(request|correlation|trace)-id)$/;

/**
 * A transport that tells a log of each try: the request, and its answer or failure; and once of each operation that an
 * answer says is deprecated. Headers that it does not know are masked, and queries left away. Goes inside of `secured`,
 * so as to see what is really sent.
 *
 * @param log is told; what it throws, the call rejects with
 * @param transport what sends; the platform's `fetch` unless told
 * @example createApiClient({ baseUrl, transport: logged((entry) => console.debug(entry), nodeTransport()) });
 */
export function logged(
	log: (entry: LogEntry) => void,
	transport: Transport = (url, init) => fetch(url, init),
): Transport {
	const told = new Set<string>();
	return around(transport, async (url, request) => {
		const { method } = request;
		const about = { method, url: url.replace(/[?#].*$/s, "") };
		const started = performance.now();
		log({ event: "request", ...about, headers: masked(Object.entries(request.headers)) });
		try {
			const response = await transport(url, request);
			const { status } = response;
			const duration = performance.now() - started;
			log({ event: "response", ...about, status, duration, headers: masked(response.headers) });
			const deprecation = deprecationOf(response.headers);
			const operation = `${method} ${request.call.pathTemplate}`;
			if (deprecation !== undefined && !told.has(operation)) {
				told.add(operation);
				log({ event: "deprecation", ...about, deprecation });
			}
			return response;
		} catch (error) {
			log({ event: "failure", ...about, duration: performance.now() - started, error });
			throw error;
		}
	});
}

function masked(headers: Iterable<readonly [string, string]>): Record<string, string> {
	const entries = [...headers].map(([name, value]) => [name, shown.test(name.toLowerCase()) ? value : "[masked]"]);
	return Object.fromEntries(entries);
}

/**
 * A transport that says who asks. A call that names a `User-Agent` itself keeps it. Browsers send their own.
 *
 * @param product the program, as RFC 9110 writes it, followed by what was there
 * @param transport what sends; the platform's `fetch` unless told
 * @example identified("shop-sync/2.1", identified("things-client/1.0")) // User-Agent: shop-sync/2.1 things-client/1.0
 */
export function identified(product: string, transport: Transport = (url, init) => fetch(url, init)): Transport {
	return around(transport, (url, request) => {
		const before = request.headers["user-agent"];
		const agent = before === undefined ? product : `${before} ${product}`;
		const headers = { ...request.headers, "user-agent": agent };
		return transport(url, { ...request, headers, onGiveUp: (stop) => request.onGiveUp(stop) });
	});
}

/** A transport that redacts what the one inside of it does. */
function around({ redact }: Transport, send: Transport): Transport {
	return redact === undefined ? send : Object.assign(send, { redact });
}

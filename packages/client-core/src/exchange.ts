import { Lifetime } from "./deadline.js";
import type { Engine } from "./engine.js";
import { AbortedError, ClientError, NetworkError, type RequestDetails, TimeoutError } from "./errors.js";
import type { HookRequest, RetrySettings, TimeoutSettings } from "./options.js";
import { joinHeaders } from "./request.js";
import type { Transport, TransportRequest, TransportResponse } from "./transport.js";

/** One call, ready to be sent. */
export interface Call {
	readonly request: RequestDetails;
	readonly url: string;
	readonly headers: Record<string, string>;
	readonly body?: TransportRequest["body"] | undefined;
	readonly signal: AbortSignal | undefined;
	readonly timeout: TimeoutSettings;
	readonly retry: RetrySettings;
	/** Whether a try that is given up is to be aborted as well. */
	readonly abortable: boolean;
	/** Another transport than the client's. */
	readonly transport?: Transport | undefined;
	/** What a call by path says beyond, such as `redirect` and `cache`. */
	readonly init?: object | undefined;
	/** Whether the caller reads the body himself, as a stream; it is then in no timeout. */
	readonly unread?: boolean;
}

/** An answer of any status, with its body. */
export interface Reply {
	readonly status: number;
	readonly headers: TransportResponse["headers"];
	readonly text: string;
	/** Why the body is not whole. Only with a status of failure; otherwise the try failed. */
	readonly broken?: unknown;
	/** How many requests were sent to get it. */
	readonly attempts: number;
	/** What the transport gave. */
	readonly response: TransportResponse;
}

/**
 * Sends a call through the throttle, again where that is safe, within its timeouts, and tells the hooks.
 *
 * @returns the answer, of whatever status
 * @throws NetworkError, TimeoutError, AbortedError
 */
export async function exchange(engine: Engine, call: Call): Promise<Reply> {
	const lifetime = new Lifetime(call.request, call.signal, call.timeout.total);
	let attempts = 0;
	try {
		for (;;) {
			lifetime.check();
			if (engine.throttle?.tryTake() === false) await place(engine, lifetime, attempts > 0);
			attempts += 1;
			const outcome = await attempt(engine, call, lifetime, attempts);
			const failed = outcome instanceof ClientError;
			const after = failed ? undefined : retryAfter(outcome.headers.get("retry-after"), Date.now());
			const throttled = !failed && engine.isThrottled(outcome.status);
			if (throttled) engine.throttle?.full(after ?? 0);
			const again = attempts <= call.retry.retries && isSafeToRepeat(call.request.method, outcome, throttled, after);
			const delay = again ? (after ?? call.retry.delay(attempts)) : 0;
			if (!again || (after !== undefined && after > call.retry.maxRetryAfter) || !lifetime.outlasts(delay)) {
				if (failed) throw outcome;
				return outcome;
			}
			const reason = failed ? outcome : outcome.status;
			engine.hooks.onRetry?.({ ...call.request, attempt: attempts, reason, delay });
			await lifetime.pause(delay);
		}
	} catch (error) {
		if (error instanceof ClientError) error.attempts = attempts;
		throw error;
	} finally {
		lifetime.dispose();
	}
}

function place({ throttle }: Engine, lifetime: Lifetime, first: boolean): Promise<void> {
	return lifetime.during((resolve) => throttle?.wait(resolve, first) ?? (() => {}));
}

/** One try, with its hooks. What it failed with is returned, what a hook throws is thrown. */
async function attempt(engine: Engine, call: Call, lifetime: Lifetime, number: number): Promise<Reply | ClientError> {
	const { onRequest, onResponse } = engine.hooks;
	const about: HookRequest = { ...call.request, attempt: number };
	const added = onRequest?.(about);
	const started = performance.now();
	const headers = added ? joinHeaders(added, call.headers) : call.headers;
	try {
		const reply = await tryOnce(engine, call, headers, lifetime, number);
		const { status } = reply;
		const requestId = engine.requestId(reply.headers);
		onResponse?.({ ...about, status, requestId, duration: performance.now() - started });
		return reply;
	} catch (error) {
		if (error instanceof ClientError) return error;
		throw error;
	}
}

/**
 * Whether a request may be sent again after this outcome, with nothing done twice.
 *
 * | outcome | GET, HEAD, OPTIONS, PUT, DELETE | POST, PATCH |
 * | --- | --- | --- |
 * | no connection | yes | yes: it did not leave |
 * | the connection broke, timeout of a try, 502, 504 | yes | no: it may have been done |
 * | 429 | yes | yes: the throttle refuses before anything is done |
 * | 503 | yes | only with `Retry-After`: then it is a refusal |
 * | anything else | no | no |
 */
export function isSafeToRepeat(
	method: string,
	outcome: Reply | ClientError,
	throttled: boolean,
	retryAfter: number | undefined,
): boolean {
	const idempotent = method !== "POST" && method !== "PATCH";
	if (outcome instanceof ClientError) {
		if (outcome instanceof NetworkError) return idempotent || !outcome.sent;
		return idempotent && outcome instanceof TimeoutError && outcome.scope === "try";
	}
	const { status } = outcome;
	if (throttled) return true;
	if (status === 503) return idempotent || retryAfter !== undefined;
	return idempotent && (status === 502 || status === 504);
}

/**
 * Sends a call once and reads the body.
 *
 * @throws NetworkError, TimeoutError, AbortedError
 */
export function tryOnce(
	engine: Engine,
	call: Call,
	headers: Record<string, string>,
	lifetime: Lifetime,
	attempts: number,
): Promise<Reply> {
	return lifetime.during((resolve, reject) => {
		const limit = call.timeout.try;
		const sending = new Sending(call, headers);
		const stop = (): void => {
			clearTimeout(timer);
			sending.giveUp();
		};
		const late = (): void => {
			// First, since giving up makes the transport reject as well.
			reject(new TimeoutError(call.request, "try", limit));
			stop();
		};
		const timer = limit > 0 ? setTimeout(late, limit) : undefined;
		reply(engine, call, sending, attempts).then(
			(answered) => {
				clearTimeout(timer);
				resolve(answered);
			},
			(error) => {
				clearTimeout(timer);
				reject(failure(call, error));
			},
		);
		return stop;
	});
}

async function reply(engine: Engine, call: Call, sending: Sending, attempts: number): Promise<Reply> {
	const transport = call.transport ?? engine.transport;
	const response = await transport(call.url, call.init === undefined ? sending : Object.assign(sending, call.init));
	const { status, headers } = response;
	const unread: Reply = { status, headers, text: "", attempts, response };
	if (call.unread) return unread;
	try {
		return { ...unread, text: await response.text() };
	} catch (broken) {
		// The status of a failure says more than that its reason is cut off.
		if (status >= 400) return { ...unread, broken };
		throw broken;
	}
}

/** A transport of the user's may have timeouts and signals of its own. */
function failure({ request }: Call, error: unknown): unknown {
	if (error instanceof ClientError) return error;
	const name = error instanceof Error ? error.name : "";
	if (name === "TimeoutError") return new TimeoutError(request, "try", undefined, error);
	return name === "AbortError" ? new AbortedError(request, error) : new NetworkError(request, error);
}

/**
 * One try, as its transport sees it.
 *
 * `fetch` takes half as long again with a signal, even if nothing ever aborts. So there is one only where the caller has
 * a signal or names timeouts. Without one, a try that takes longer than the standard timeout is left to the platform: it
 * is not waited for, and its answer is thrown away.
 */
export class Sending implements TransportRequest {
	readonly method: string;
	readonly headers: Record<string, string>;
	readonly redirect = "manual";
	declare readonly body?: string | ArrayBuffer;
	declare readonly signal?: AbortSignal;
	#controller: AbortController | undefined;
	#stop: (() => void) | undefined;
	#over = false;

	constructor({ request, body, abortable }: Call, headers: Record<string, string>) {
		this.method = request.method;
		this.headers = headers;
		if (body !== undefined) this.body = body;
		if (abortable) {
			this.#controller = new AbortController();
			this.signal = this.#controller.signal;
		}
	}

	onGiveUp(stop: () => void): void {
		if (this.#over) stop();
		else this.#stop = stop;
	}

	giveUp(): void {
		this.#over = true;
		this.#stop?.();
		this.#controller?.abort();
	}
}

/**
 * How long a `Retry-After` asks to wait, in milliseconds: seconds, or a date.
 *
 * @returns undefined where the header is absent or neither
 * @example retryAfter("2", Date.now()) // 2000
 */
export function retryAfter(header: string | null, now: number): number | undefined {
	if (header === null) return undefined;
	if (/^\s*\d+(\.\d+)?\s*$/.test(header)) return Number(header) * 1000;
	const date = Date.parse(header);
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

import type { Middleware } from "openapi-fetch";
import type { Decimals } from "./codecs.js";
import { type AnswerHeaders, type ClientError, InvalidOptionError, type RequestDetails } from "./errors.js";
import type { Throttle, ThrottleFigures } from "./throttle.js";
import type { Transport } from "./transport.js";

/** How much of a body has been sent or received. */
export interface Progress {
	/** Bytes so far. */
	readonly loaded: number;
	/** Bytes in all; undefined where nobody knows. */
	readonly total: number | undefined;
}

/** What {@link createClient} and {@link createApiClient} take. */
export interface ClientOptions {
	/** Where the API lives; its paths are appended to it. */
	readonly baseUrl: string;
	/** The credentials by the name of the header that carries them. They are sent with every request. */
	readonly credentials?: Readonly<Record<string, string>> | undefined;
	/** Replaces the platform's `fetch`; gets a real `Request`. */
	readonly fetch?: ((request: Request) => Promise<Response>) | undefined;
	/** Replaces `fetch` below the level of `Request` and `Response`, say by `nodeTransport()`. Wins over `fetch`. */
	readonly transport?: Transport | undefined;
	/**
	 * The leaky bucket that all calls of this client wait for: other figures than the API's, a bucket shared with other
	 * clients of the same store and application, or `false` for none.
	 */
	readonly throttle?: false | ThrottleFigures | Throttle | undefined;
	/** How failures are tried again; `false` for never. */
	readonly retry?: false | RetryOptions | undefined;
	/** How long things may take; a number is the timeout of the whole call. */
	readonly timeout?: number | Timeouts | undefined;
	/** What is validated by the document; `true` for both. Nothing unless told. */
	readonly validate?: boolean | ValidateOptions | undefined;
	/** The representation that named operations send and accept; `json` unless told. */
	readonly format?: "json" | "xml" | undefined;
	/** What decimals are in named operations; `number` unless told. */
	readonly decimals?: Decimals | undefined;
	/** Middleware as openapi-fetch has it, around every call, in both levels. */
	readonly middleware?: readonly Middleware[] | undefined;
	/** What is told about each call, for logs and traces. */
	readonly hooks?: Hooks | undefined;
}

/** How failures are tried again. */
export interface RetryOptions {
	/** How many times after the first; 2 unless told. */
	readonly retries?: number | undefined;
	/**
	 * The wait before a retry (1, 2 …) in milliseconds. Unless told: a random part of 250, 500, 1000 … up to 8000.
	 * Where the server says `Retry-After`, that counts.
	 */
	readonly delay?: ((retry: number) => number) | undefined;
	/**
	 * The longest `Retry-After` that is waited for, in milliseconds; 60,000 unless told. It counts for the answer to the
	 * call itself, and for a wait that the server has asked of the whole client by an answer to another call.
	 */
	readonly maxRetryAfter?: number | undefined;
}

/** Timeouts in milliseconds; 0 for none. A try that takes longer than a timeout named here is aborted. */
export interface Timeouts {
	/**
	 * For one try: until the body has arrived. Unless told, no try is waited for longer than 30,000, but it is not
	 * aborted either: what can be aborted costs half as much again with `fetch`.
	 */
	readonly try?: number | undefined;
	/** For the whole call, with waits and retries; 300,000 unless told. */
	readonly total?: number | undefined;
}

/** What is validated. */
export interface ValidateOptions {
	/** Requests, before they leave. */
	readonly requests?: boolean | undefined;
	/**
	 * Bodies of success, on arrival. Members that the document does not know are taken unless told `"exact"`, since a
	 * later version of an API may add some.
	 */
	readonly responses?: boolean | "tolerant" | "exact" | undefined;
}

/**
 * What is told about each call, in this order: `onWait` where the throttle makes the call wait, `onRequest`, then
 * `onResponse` or nothing, and `onRetry` before the next try; at the end `onError` where the call fails. None is told of
 * a header. What a hook throws, the call rejects with.
 */
export interface Hooks {
	/** Before each try. Headers that it returns are sent along, say `traceparent`. */
	readonly onRequest?: ((request: HookRequest) => void) | ((request: HookRequest) => AddedHeaders) | undefined;
	/** After each try that was answered, whatever the status. */
	readonly onResponse?: ((response: HookResponse) => void) | undefined;
	/** Before a wait for the throttle, which is full or which the server has closed for a while. */
	readonly onWait?: ((wait: HookWait) => void) | undefined;
	/** Before the wait for another try. */
	readonly onRetry?: ((retry: HookRetry) => void) | undefined;
	/** Once for each call that fails, with what it rejects with. */
	readonly onError?: ((failure: HookFailure) => void) | undefined;
}

/** Headers to send along, or none. */
type AddedHeaders = Readonly<Record<string, string>> | undefined;

/** A try of a call. */
export interface HookRequest extends RequestDetails {
	/** 1 for the first try. */
	readonly attempt: number;
}

/** An answered try. */
export interface HookResponse extends HookRequest {
	readonly status: number;
	readonly requestId: string | undefined;
	/** From the start of the try until the body was there, in milliseconds. */
	readonly duration: number;
}

/** A try that waits for the throttle. */
export interface HookWait extends HookRequest {
	/** How long, in milliseconds, as far as can be told. */
	readonly delay: number;
	/** How many other requests wait already. */
	readonly waiting: number;
}

/** A try that failed and is made again. */
export interface HookRetry extends HookRequest {
	/** Why: the status of the answer, or what came instead of one. */
	readonly reason: number | ClientError;
	/** How long the call waits, in milliseconds. */
	readonly delay: number;
}

/** A call that failed. */
export interface HookFailure extends HookRequest {
	readonly error: unknown;
	/** Of the whole call, in milliseconds. */
	readonly duration: number;
}

/** What one call may say. */
export interface CallOptions {
	/** Ends the call, wherever it is. */
	readonly signal?: AbortSignal | undefined;
	/** Other timeouts than the client's; a number is the timeout of the whole call. */
	readonly timeout?: number | Timeouts | undefined;
	/** Other retries than the client's. */
	readonly retry?: false | RetryOptions | undefined;
	/** Headers beside the client's own. One that carries a credential of the client's is refused. */
	readonly headers?: Readonly<Record<string, string>> | undefined;
	/** Told of the answer that counts, with its headers; for what the value does not carry, such as rate limits. */
	readonly onResponse?: ((response: ResponseDetails) => void) | undefined;
	/** Another idempotency key than one made for the call, where the operation has such keys. */
	readonly idempotencyKey?: string | undefined;
	/** Told while the body of the request is sent. `fetch` sends it as a stream then, in browsers over HTTP/2 alone. */
	readonly onUploadProgress?: ((progress: Progress) => void) | undefined;
	/** Told while a body is received that is read as a stream. */
	readonly onDownloadProgress?: ((progress: Progress) => void) | undefined;
}

/** An answer, without its body. */
export interface ResponseDetails {
	readonly status: number;
	readonly headers: AnswerHeaders;
	readonly requestId: string | undefined;
	/** How many requests were sent to get it. */
	readonly attempts: number;
}

/**
 * Refuses what is no option, since a caller without types gets no other word of it.
 *
 * @param unknown what is left of the options when the known ones are taken out
 * @param within what the options are a part of: `retry.`
 * @throws InvalidOptionError that names the option
 */
export function refuse(unknown: object, within = ""): void {
	for (const name in unknown) throw new InvalidOptionError(within + name, "is not known");
}

/**
 * Puts options over others.
 *
 * @param option what they are the value of
 * @param base all known ones, with values of the right types
 * @throws InvalidOptionError that names the one that is not known, or is of another type
 */
export function over<Options extends object>(option: string, options: object, base: Options): Options {
	const result = { ...base };
	if (typeof options !== "object") throw new InvalidOptionError(option, "has to be an object");
	for (const name in options) {
		const value = options[name as never] as Options[keyof Options] | undefined;
		const known = base[name as keyof Options];
		if (known === undefined) refuse({ [name]: value }, `${option}.`);
		if (value === undefined) continue;
		if (typeof value !== typeof known || Number(value) < 0) {
			throw new InvalidOptionError(`${option}.${name}`, `has to be a ${typeof known}, not below 0`);
		}
		result[name as keyof Options] = value;
	}
	return result;
}

/** How failures are tried again, with nothing left open. */
export interface RetrySettings {
	readonly retries: number;
	readonly delay: (retry: number) => number;
	readonly maxRetryAfter: number;
}

const standard: RetrySettings = {
	retries: 2,
	// Full jitter: clients that failed together do not come back together.
	delay: (retry) => Math.random() * Math.min(8000, 250 * 2 ** (retry - 1)),
	maxRetryAfter: 60_000,
};

/** The retries that options ask for, over those of the client. */
export function retrySettings(options: CallOptions["retry"], base: RetrySettings = standard): RetrySettings {
	if (options === undefined) return base;
	return options === false ? { ...base, retries: 0 } : over("retry", options, base);
}

/** Timeouts with nothing left open; 0 for none. */
export interface TimeoutSettings {
	readonly try: number;
	readonly total: number;
	/** Whether there is one, and it was named by the client or the call. */
	readonly named: boolean;
}

/** The timeouts that options ask for, over those of the client. */
export function timeoutSettings(
	options: ClientOptions["timeout"],
	base: TimeoutSettings = { try: 30_000, total: 300_000, named: false },
): TimeoutSettings {
	if (options === undefined) return base;
	const { named, ...figures } = base;
	const given = over("timeout", typeof options === "number" ? { total: options } : options, figures);
	return { ...given, named: given.try > 0 || given.total > 0 };
}

import type { BatchError } from "./batch.js";
import type { LongRunningError } from "./long-running.js";
import type { Operation } from "./operation.js";
import type { ValidationFault } from "./validators.js";

/** Which request something is about. Nothing of its headers or body. */
export interface RequestDetails {
	/** The operation's id; absent for a call by path. */
	readonly operation?: string | undefined;
	readonly method: string;
	/** The path below the base URL, as it was sent, with its query: `/things/7?verbose=1`. */
	readonly path: string;
	/** The path as the document writes it: `/things/{id}`. */
	readonly pathTemplate: string;
	/** The alternatives of its credentials, where the operation has its own. */
	readonly security?: Operation["security"] | undefined;
}

/** The details of an operation, before it is known what its path holds. */
export function detailsOf(
	{ id, method, path: pathTemplate, security }: Operation,
	path: string = pathTemplate,
): RequestDetails {
	return { operation: id, method, path, pathTemplate, security };
}

/** Whether a method may change something, so that a lost answer leaves open what was done. */
export function isWrite(method: string): boolean {
	return !/^(GET|HEAD|OPTIONS|TRACE|QUERY)$/.test(method);
}

/** The headers of an answer. */
export interface AnswerHeaders extends Iterable<[string, string]> {
	get(name: string): string | null;
}

/**
 * Base of everything that a call rejects with. It says which request failed, and shows neither headers nor the
 * request's body, so that it can be logged.
 */
export class ClientError extends Error implements RequestDetails {
	override readonly name: string = "ClientError";
	declare readonly operation: string | undefined;
	declare readonly method: string;
	declare readonly path: string;
	declare readonly pathTemplate: string;
	/** How many requests were sent; more than 1 after retries. */
	attempts = 0;
	/** Whether the server may have done what a write asked for, although the call failed. Undefined for "no". */
	declare maybeApplied: true | undefined;
	/** In an iteration: the place of the first item that it did not give, to begin the next one with. */
	declare resumeAt?: number;
	readonly #headers: AnswerHeaders | undefined;

	/**
	 * @param reason the second half of the message, after the method and the path
	 * @param more what a subclass carries beyond
	 */
	constructor(
		request: RequestDetails,
		reason: string,
		cause?: unknown,
		more: Readonly<Record<string, unknown>> & { readonly headers?: AnswerHeaders | undefined } = {},
	) {
		super(`${request.method} ${request.path} ${reason}`, cause === undefined ? undefined : { cause });
		const { operation, method, path, pathTemplate } = request;
		const { headers, ...shown } = more;
		this.#headers = headers;
		Object.assign(this, { operation, method, path, pathTemplate, ...shown });
	}

	/** The headers of the answer, where there was one. They show up neither in logs nor in `JSON.stringify`. */
	get headers(): AnswerHeaders | undefined {
		return this.#headers;
	}

	/** For logs: the message, and what `JSON.stringify` finds of an error anyway. */
	toJSON(): object {
		return { ...this, message: this.message };
	}
}

/** What says that no connection came about, so that the request did not leave. Browsers do not tell. */
const unsent = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/;

/** The end of a message about an answer that did not come. */
function lost(sent: boolean, maybeApplied: true | undefined): string {
	return sent ? (maybeApplied ? "; it may have been applied" : "") : "; it was not sent";
}

/** No answer, or one that broke off: refused, reset, name unknown, no network. What the platform says is the `cause`. */
export class NetworkError extends ClientError {
	override readonly name = "NetworkError";
	/** The platform's code, such as `ECONNREFUSED`, where it has one. */
	declare readonly code: string | undefined;
	/** False where the request surely did not leave. */
	declare readonly sent: boolean;
	/** The status of an answer whose body broke off; its headers are there as well. */
	declare readonly status: number | undefined;

	/** @param answer what had come of an answer when it broke off */
	constructor(
		request: RequestDetails,
		cause: unknown,
		answer?: { readonly status: number; readonly headers: AnswerHeaders },
	) {
		const code = codeOf(cause);
		const sent = code === undefined || !unsent.test(code);
		const maybeApplied = sent && isWrite(request.method) ? true : undefined;
		const { status, headers } = answer ?? {};
		const what = status === undefined ? "got no answer" : `answered ${status}, and then the body broke off`;
		const end = status === undefined && sent ? lost(sent, maybeApplied) : "";
		super(request, `${what}${code === undefined ? "" : ` (${code})`}${end}`, cause, {
			code,
			sent,
			headers,
			status,
			maybeApplied,
		});
	}
}

function codeOf(error: unknown, depth = 0): string | undefined {
	if (typeof error !== "object" || error === null || depth > 4) return undefined;
	const { code, cause } = error as { code?: unknown; cause?: unknown };
	return typeof code === "string" ? code : codeOf(cause, depth + 1);
}

/** How far a call had come when something ended it. */
export interface Progress {
	/** Whether a request may have left. */
	readonly sent: boolean;
	readonly maybeApplied?: true | undefined;
}

/** A timeout passed. `sent` and `maybeApplied` tell how far the call had come. */
export class TimeoutError extends ClientError {
	override readonly name = "TimeoutError";
	/** Which timeout: that of one try, of the whole call, or that of the caller's signal. */
	declare readonly scope: "try" | "total" | "signal";
	/** False where no request left, say because the call still waited for the throttle. */
	declare readonly sent: boolean;

	constructor(
		request: RequestDetails,
		scope: TimeoutError["scope"],
		{ sent, maybeApplied }: Progress,
		milliseconds?: number,
		cause?: unknown,
	) {
		const figure = milliseconds === undefined ? "" : ` within ${milliseconds} ms`;
		const what = `${scope === "try" ? "was not answered" : "did not end"}${figure}${lost(sent, maybeApplied)}`;
		super(request, what, cause, { scope, sent, maybeApplied });
	}
}

/** The caller's signal ended the call; `cause` is the signal's reason. Its name is that of the platform's error. */
export class AbortedError extends ClientError {
	override readonly name = "AbortError";

	constructor(request: RequestDetails, reason: unknown, progress?: Progress) {
		const maybeApplied = progress?.maybeApplied;
		super(request, `was aborted${maybeApplied ? lost(true, true) : ""}`, reason, { maybeApplied });
	}
}

/** One item of an error body, or of the body of a write. */
export interface ResultItem {
	readonly key: string | undefined;
	readonly value: string | undefined;
	/** A number, also where the API writes it as a string. */
	readonly status: number | undefined;
	readonly message: string;
}

/** Problem details, as RFC 9457 has them. */
export interface ProblemDetails {
	readonly type?: string;
	readonly title?: string;
	readonly status?: number;
	readonly detail?: string;
	readonly instance?: string;
	readonly [extension: string]: unknown;
}

/** What is known of an answer that is no success. */
export interface Failure<Body = unknown> {
	readonly status: number;
	/** Whether the operation documents the status. */
	readonly documented: boolean;
	/** The id that the server gave the request. */
	readonly requestId: string | undefined;
	/** Why, in the vendor's words; where the body has none, what the body is instead. */
	readonly reason: string;
	/** The items of an error body of the declared shape; empty where the body is another. */
	readonly results: readonly ResultItem[];
	/** The whole body, parsed; of a body that cannot be parsed, the first 1,000 characters. */
	readonly body: Body;
	/** The body, where it is problem details. */
	readonly problem: ProblemDetails | undefined;
	/** What `Retry-After` says, in milliseconds. */
	readonly retryAfter: number | undefined;
}

/**
 * The server answered, and not with a success. There is a subclass for each status that callers tell apart.
 *
 * @typeParam Body the documented error body
 */
export class ApiError<Body = unknown> extends ClientError implements Failure<Body> {
	override readonly name: string = "ApiError";
	declare readonly status: number;
	declare readonly documented: boolean;
	declare readonly requestId: string | undefined;
	declare readonly reason: string;
	declare readonly results: readonly ResultItem[];
	declare readonly body: Body;
	declare readonly problem: ProblemDetails | undefined;
	declare readonly retryAfter: number | undefined;

	/** @param words the message after the method and the path, where it is not about an answer to this request */
	constructor(
		request: RequestDetails,
		failure: Failure<Body> & { readonly headers?: AnswerHeaders | undefined },
		cause?: unknown,
		words: string = `answered ${failure.status}: ${failure.reason}`,
	) {
		super(request, words, cause, { ...failure });
	}
}

/** 400: the server takes the request for wrong. */
export class BadRequestError<Body = unknown> extends ApiError<Body> {
	override readonly name = "BadRequestError";
	declare readonly status: 400;
}

/** 401: the credentials are missing, wrong, or not enough. */
export class UnauthorizedError<Body = unknown> extends ApiError<Body> {
	override readonly name = "UnauthorizedError";
	declare readonly status: 401;
}

/** 403: the credentials do not allow it. */
export class ForbiddenError<Body = unknown> extends ApiError<Body> {
	override readonly name = "ForbiddenError";
	declare readonly status: 403;
}

/** 404: there is no such thing; where the body is not as documented, no such path. */
export class NotFoundError<Body = unknown> extends ApiError<Body> {
	override readonly name = "NotFoundError";
	declare readonly status: 404;
}

/** 429: the throttle is exhausted, and the retries with it; or the server has asked for a longer wait than is waited. */
export class TooManyRequestsError<Body = unknown> extends ApiError<Body> {
	override readonly name = "TooManyRequestsError";
	declare readonly status: 429;
}

/** 500 and above: the server, or a proxy before it, failed. */
export class ServerError<Body = unknown> extends ApiError<Body> {
	override readonly name = "ServerError";
}

/** The status is one of success, but the body cannot be read as what the document says. The server did the work. */
export class MalformedResponseError extends ClientError {
	override readonly name = "MalformedResponseError";
	declare readonly status: number;
	declare readonly requestId: string | undefined;
	/** The first 1,000 characters. */
	declare readonly body: string;
}

/** The request breaks the document; nothing was sent. */
export class RequestValidationError extends ClientError {
	override readonly name = "RequestValidationError";
	declare readonly faults: readonly ValidationFault[];
}

/** The answer is one of success, and its body breaks the document. The server did the work. */
export class ResponseValidationError extends ClientError {
	override readonly name = "ResponseValidationError";
	declare readonly status: number;
	declare readonly requestId: string | undefined;
	declare readonly faults: readonly ValidationFault[];
}

/** A page has an item of a page before it: the server does not heed the offset, and the list would never end. */
export class RepeatedPageError extends ClientError {
	override readonly name = "RepeatedPageError";
	/** The member that no two items share, and the value that came again. */
	declare readonly key: string;
	declare readonly value: unknown;

	constructor(request: RequestDetails, place: number, key: string, value: unknown) {
		const more = { key, value, resumeAt: place };
		super(request, `gave an item again at offset ${place}: ${key} ${String(value)}`, undefined, more);
	}
}

/** A value that a request cannot carry; nothing was sent. */
export class InvalidParameterError extends ClientError {
	override readonly name = "InvalidParameterError";
	declare readonly parameter: string;

	/** @param why what would go wrong; unless told, that the path would be another one */
	constructor(operation: Operation, parameter: string, value: unknown, why = ", which would lead to another path") {
		const shown = value === undefined ? "missing" : value === "" ? "empty" : String(value);
		super(detailsOf(operation), `was not sent: ${parameter} is ${shown}${why}`, undefined, { parameter });
	}
}

/**
 * The base URL cannot be used. The message never repeats the URL, since a mistaken one may carry a password.
 */
export class InvalidBaseUrlError extends TypeError {
	override readonly name = "InvalidBaseUrlError";

	/** @param reason what is wrong, as a sentence's second half: "is not an absolute URL" */
	constructor(reason: string) {
		super(`The base URL ${reason}. Give one like "https://api.example/v1".`);
	}
}

/**
 * A credential is missing or cannot be sent. The message names the header and never holds the credential.
 */
export class InvalidCredentialError extends TypeError {
	override readonly name = "InvalidCredentialError";

	/** The header that would have carried the credential. */
	readonly header: string;

	/**
	 * @param header the name of the header
	 * @param reason what is wrong, as a sentence's second half: "is empty"
	 */
	constructor(header: string, reason: string) {
		super(`The credential for the header ${header} ${reason}.`);
		this.header = header;
	}
}

/** An option that cannot be used: unknown, of the wrong type, or of a kind that the client was generated without. */
export class InvalidOptionError extends TypeError {
	override readonly name = "InvalidOptionError";

	/**
	 * @param option the option as it is written: `retry.retries`, `format: "xml"`
	 * @param reason what is wrong, as a sentence's second half: "is not known"
	 */
	constructor(option: string, reason: string) {
		super(`The option ${option} ${reason}.`);
	}
}

/** The errors that a call rejects with, by name. */
interface ErrorsByName {
	ClientError: ClientError;
	ApiError: ApiError;
	BadRequestError: BadRequestError;
	UnauthorizedError: UnauthorizedError;
	ForbiddenError: ForbiddenError;
	NotFoundError: NotFoundError;
	TooManyRequestsError: TooManyRequestsError;
	ServerError: ServerError;
	NetworkError: NetworkError;
	TimeoutError: TimeoutError;
	AbortError: AbortedError;
	MalformedResponseError: MalformedResponseError;
	RequestValidationError: RequestValidationError;
	ResponseValidationError: ResponseValidationError;
	RepeatedPageError: RepeatedPageError;
	InvalidParameterError: InvalidParameterError;
	BatchError: BatchError;
	LongRunningError: LongRunningError;
}

/**
 * Tells what a call rejected with, also where the error comes from another installed version of this package, whose
 * classes `instanceof` does not know.
 *
 * @param error anything
 * @param name the error's name; any error of this package unless given. `ApiError` includes its subclasses
 * @example if (isClientError(error, "NotFoundError")) return undefined;
 */
export function isClientError<Name extends keyof ErrorsByName = "ClientError">(
	error: unknown,
	name?: Name,
): error is ErrorsByName[Name] {
	// Members that no other error has tell it, since classes and symbols may be those of another version.
	if (!(error instanceof Error && "pathTemplate" in error && "attempts" in error)) return false;
	if (name === undefined || name === "ClientError" || error.name === name) return true;
	return name === "ApiError" && "reason" in error && "results" in error;
}

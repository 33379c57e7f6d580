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
}

/** The details of an operation, before it is known what its path holds. */
export function detailsOf({ id, method, path: pathTemplate }: Operation, path: string = pathTemplate): RequestDetails {
	return { operation: id, method, path, pathTemplate };
}

/**
 * Base of everything that a call rejects with. It says which request failed, and holds neither headers nor the
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
	/** In an iteration: the offset of the first item that it did not give, to begin the next one with. */
	declare resumeAt?: number;

	/**
	 * @param reason the second half of the message, after the method and the path
	 * @param more what a subclass carries beyond
	 */
	constructor(request: RequestDetails, reason: string, cause?: unknown, more?: object) {
		super(`${request.method} ${request.path} ${reason}`, cause === undefined ? undefined : { cause });
		const { operation, method, path, pathTemplate } = request;
		Object.assign(this, { operation, method, path, pathTemplate, ...more });
	}

	/** For logs: the message, and what `JSON.stringify` finds of an error anyway. */
	toJSON(): object {
		return { ...this, message: this.message };
	}
}

/** What says that no connection came about, so that the request did not leave. Browsers do not tell. */
const unsent = new Set([
	"ECONNREFUSED",
	"ENOTFOUND",
	"EAI_AGAIN",
	"EHOSTUNREACH",
	"ENETUNREACH",
	"UND_ERR_CONNECT_TIMEOUT",
]);

/** No answer, or one that broke off: refused, reset, name unknown, no network. What the platform says is the `cause`. */
export class NetworkError extends ClientError {
	override readonly name = "NetworkError";
	/** The platform's code, such as `ECONNREFUSED`, where it has one. */
	declare readonly code: string | undefined;
	/** False where the request surely did not leave. */
	declare readonly sent: boolean;

	constructor(request: RequestDetails, cause: unknown) {
		const code = codeOf(cause);
		super(request, `got no answer${code === undefined ? "" : ` (${code})`}`, cause, {
			code,
			sent: code === undefined || !unsent.has(code),
		});
	}
}

function codeOf(error: unknown, depth = 0): string | undefined {
	if (typeof error !== "object" || error === null || depth > 4) return undefined;
	const { code, cause } = error as { code?: unknown; cause?: unknown };
	return typeof code === "string" ? code : codeOf(cause, depth + 1);
}

/** A timeout passed, of one try or of the whole call. Whether the server did what was asked is unknown. */
export class TimeoutError extends ClientError {
	override readonly name = "TimeoutError";
	/** Which timeout: `try` or `total`. */
	declare readonly scope: "try" | "total";

	constructor(request: RequestDetails, scope: "try" | "total", milliseconds?: number, cause?: unknown) {
		const figure = milliseconds === undefined ? "" : ` within ${milliseconds} ms`;
		super(request, `${scope === "try" ? "was not answered" : "did not end"}${figure}`, cause, { scope });
	}
}

/** The caller's signal ended the call; `cause` is the signal's reason. Its name is that of the platform's error. */
export class AbortedError extends ClientError {
	override readonly name = "AbortError";

	constructor(request: RequestDetails, reason: unknown) {
		super(request, "was aborted", reason);
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

/** What is known of an answer that is no success. */
export interface Failure {
	readonly status: number;
	/** Whether the operation documents the status. */
	readonly documented: boolean;
	/** The id that the server gave the request. */
	readonly requestId: string | undefined;
	/** Why, in the vendor's words; where the body has none, what the body is instead. */
	readonly reason: string;
	/** The items of the documented error body; empty where the body is another. */
	readonly results: readonly ResultItem[];
	/** The first 1,000 characters of a body that is not as documented. */
	readonly body: string | undefined;
	/** What `Retry-After` says, in milliseconds. */
	readonly retryAfter: number | undefined;
}

/** The server answered, and not with a success. There is a subclass for each status that callers tell apart. */
export class ApiError extends ClientError implements Failure {
	override readonly name: string = "ApiError";
	declare readonly status: number;
	declare readonly documented: boolean;
	declare readonly requestId: string | undefined;
	declare readonly reason: string;
	declare readonly results: readonly ResultItem[];
	declare readonly body: string | undefined;
	declare readonly retryAfter: number | undefined;

	constructor(request: RequestDetails, failure: Failure, cause?: unknown) {
		super(request, `answered ${failure.status}: ${failure.reason}`, cause, failure);
	}
}

/** 400: the server takes the request for wrong. */
export class BadRequestError extends ApiError {
	override readonly name = "BadRequestError";
	declare readonly status: 400;
}

/** 401: the credentials are missing, wrong, or not enough. */
export class UnauthorizedError extends ApiError {
	override readonly name = "UnauthorizedError";
	declare readonly status: 401;
}

/** 403: the credentials do not allow it. */
export class ForbiddenError extends ApiError {
	override readonly name = "ForbiddenError";
	declare readonly status: 403;
}

/** 404: there is no such thing; where the body is not as documented, no such path. */
export class NotFoundError extends ApiError {
	override readonly name = "NotFoundError";
	declare readonly status: 404;
}

/** 429: the throttle is exhausted, and the retries with it. */
export class TooManyRequestsError extends ApiError {
	override readonly name = "TooManyRequestsError";
	declare readonly status: 429;
}

/** 500 and above: the server, or a proxy before it, failed. */
export class ServerError extends ApiError {
	override readonly name = "ServerError";
}

/** The status is one of success, but the body cannot be read as what the document says. The server did the work. */
export class MalformedResponseError extends ClientError {
	override readonly name = "MalformedResponseError";
	declare readonly status: number;
	declare readonly requestId: string | undefined;
	/** The first 1,000 characters. */
	declare readonly body: string;

	constructor(
		request: RequestDetails,
		answer: { readonly status: number; readonly requestId: string | undefined; readonly body: string },
		reason: string,
		cause?: unknown,
	) {
		super(request, `answered ${answer.status} with ${reason}`, cause, answer);
	}
}

/** The request breaks the document; nothing was sent. */
export class RequestValidationError extends ClientError {
	override readonly name = "RequestValidationError";
	declare readonly faults: readonly ValidationFault[];

	constructor(request: RequestDetails, faults: readonly ValidationFault[]) {
		super(request, `was not sent: ${faults.map(({ message }) => message).join("; ")}`, undefined, { faults });
	}
}

/** The answer is one of success, and its body breaks the document. The server did the work. */
export class ResponseValidationError extends ClientError {
	override readonly name = "ResponseValidationError";
	declare readonly status: number;
	declare readonly requestId: string | undefined;
	declare readonly faults: readonly ValidationFault[];

	constructor(
		request: RequestDetails,
		{ status, requestId }: { readonly status: number; readonly requestId: string | undefined },
		faults: readonly ValidationFault[],
	) {
		const words = faults.map(({ message }) => message).join("; ");
		super(request, `answered ${status} otherwise than documented: ${words}`, undefined, { status, requestId, faults });
	}
}

/** A page has an item of a page before it: the server does not heed the offset, and the list would never end. */
export class RepeatedPageError extends ClientError {
	override readonly name = "RepeatedPageError";
	/** The member that no two items share, and the value that came again. */
	declare readonly key: string;
	declare readonly value: unknown;

	constructor(request: RequestDetails, offset: number, key: string, value: unknown) {
		super(request, `gave an item again at offset ${offset}: ${key} ${String(value)}`, undefined, {
			key,
			value,
			resumeAt: offset,
		});
	}
}

/** A value that the path of an operation cannot carry; nothing was sent. */
export class InvalidParameterError extends ClientError {
	override readonly name = "InvalidParameterError";
	declare readonly parameter: string;

	constructor(operation: Operation, parameter: string, value: unknown) {
		const shown = value === undefined ? "missing" : value === "" ? "empty" : String(value);
		const reason = `was not sent: ${parameter} is ${shown}, which would lead to another path`;
		super(detailsOf(operation), reason, undefined, { parameter });
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

/** An option asks for something that this API's client was generated without. */
export class InvalidOptionError extends TypeError {
	override readonly name = "InvalidOptionError";

	/** @param option the option as it is written: `format: "xml"` */
	constructor(option: string) {
		super(`This client was generated without what ${option} needs; leave the option out.`);
	}
}

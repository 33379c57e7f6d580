import { CredentialsError } from "../../access/authenticate.js";
import { describeBucket } from "../../access/throttle.js";
import { isDataUnavailable } from "../../data/errors.js";
import type { Bucket, Permission } from "../../data/interface.js";

/** Why a request is refused, before it becomes the documented error body in the negotiated media type. */
export class Problem extends Error {
	override readonly name = "Problem";
	readonly status: number;
	/** The header, parameter or member at fault; empty where nothing can be named. */
	readonly value: string;
	/** Headers that belong to the answer, such as `Retry-After`. */
	readonly headers: Readonly<Record<string, string>>;

	constructor(status: number, value: string, message: string, headers: Readonly<Record<string, string>> = {}) {
		super(message);
		this.status = status;
		this.value = value;
		this.headers = headers;
	}
}

// The wording is that of the document's examples; a test holds the two against each other.

/** Seconds after which a client may ask again when the data cannot be reached. */
const UNAVAILABLE_RETRY_AFTER = 5;

/** The document's maximum of `Retry-After`. */
const MAX_RETRY_AFTER = 3600;

export function pathUnknown(): Problem {
	return new Problem(404, "", "No operation has this path.");
}

export function hostMissing(): Problem {
	return new Problem(400, "Host", "The Host header is missing.");
}

export function hostTwice(): Problem {
	return new Problem(400, "Host", "Host must not occur more than once.");
}

export function methodNotAllowed(method: string, allow: string): Problem {
	return new Problem(405, method, `This path does not have the method ${method}.`, { allow });
}

export function unauthenticated(error: CredentialsError): Problem {
	return new Problem(401, error.missing ?? "", error.message);
}

export function notPermitted(permission: Permission): Problem {
	return new Problem(401, permission, `The application scope does not have the ${permission} privilege.`);
}

export function tooManyRequests(bucket: Bucket, retryAfterSeconds: number): Problem {
	return new Problem(429, "", `Too many requests. ${describeBucket(bucket)}`, {
		"retry-after": String(Math.min(retryAfterSeconds, MAX_RETRY_AFTER)),
	});
}

export function notAcceptable(offered: readonly string[]): Problem {
	return new Problem(406, "Accept", `Accept names no media type of this API: ${offered.join(", ")}.`);
}

export function unsupportedMediaType(taken: readonly string[]): Problem {
	return new Problem(415, "Content-Type", `Content-Type is no media type of this API: ${taken.join(", ")}.`);
}

export function unsupportedCharset(charsets: readonly string[]): Problem {
	return new Problem(415, "Content-Type", `The charset of Content-Type is none of ${charsets.join(", ")}.`);
}

export function unsupportedContentCoding(): Problem {
	return new Problem(415, "Content-Encoding", "Content-Encoding is not supported: send the body as it is.");
}

export function bodyTooLarge(limit: number, headers: Readonly<Record<string, string>> = {}): Problem {
	return new Problem(413, "", `The request body is larger than ${limit} bytes.`, headers);
}

export function malformedBody(reason: string): Problem {
	return new Problem(400, "", `The body is not well-formed: ${reason}.`);
}

export function unavailable(): Problem {
	return new Problem(503, "", "The service is unavailable for the moment.", {
		"retry-after": String(UNAVAILABLE_RETRY_AFTER),
	});
}

/** Not in the document, whose answers are those of a service without mistakes; its shape is that of all errors. */
export function failed(): Problem {
	return new Problem(500, "", "The service failed on this request. Its log says why, under the id in X-Request-Id.");
}

/** What an error becomes for the client, and whether it is one that an operator has to look at. */
export interface Outcome {
	problem: Problem;
	unexpected: boolean;
}

/**
 * The problem that any error is answered with. Refusals are what they are, data that cannot be had is 503. Everything else
 * is a mistake in this service: 500.
 */
export function problemOf(error: unknown): Outcome {
	if (error instanceof Problem) return { problem: error, unexpected: false };
	if (error instanceof CredentialsError) return { problem: unauthenticated(error), unexpected: false };
	if (isFrameworkError(error)) return { problem: frameworkProblem(error), unexpected: false };
	return { problem: isDataUnavailable(error) ? unavailable() : failed(), unexpected: true };
}

interface FrameworkError extends Error {
	code: string;
	statusCode: number;
}

/** Whether Fastify refused the request before the operation saw it, such as for a URL that cannot be decoded. */
function isFrameworkError(error: unknown): error is FrameworkError {
	if (!(error instanceof Error) || !("code" in error) || !("statusCode" in error)) return false;
	const { code, statusCode } = error;
	return (
		typeof code === "string" &&
		code.startsWith("FST_") &&
		typeof statusCode === "number" &&
		statusCode >= 400 &&
		statusCode < 500
	);
}

function frameworkProblem(error: FrameworkError): Problem {
	// A path that cannot be decoded, or is longer than any, is a path that no operation has.
	if (error.code === "FST_ERR_BAD_URL" || error.code === "FST_ERR_MAX_PARAM_LENGTH") return pathUnknown();
	return new Problem(error.statusCode, "", error.message);
}

import type { CredentialsError } from "../credentials/credentials-error.js";
import type { Permission } from "../credentials/permission.js";
import type { Bucket } from "../throttle/bucket.js";
import { describeBucket } from "../throttle/describe-bucket.js";
import { Problem } from "./problem.js";

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

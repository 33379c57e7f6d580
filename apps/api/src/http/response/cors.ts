import type { FastifyRequest } from "fastify";
import { CREDENTIAL_HEADERS } from "../../access/authenticate.js";
import { REQUEST_ID_HEADER } from "../request/identity.js";
import type { AnswerHeaders } from "./send.js";

/** Stands for every origin in the list of allowed ones. */
export const ANY_ORIGIN = "*";

/** How long a browser may remember a preflight, in seconds. */
const MAX_AGE = 600;

const ALLOW_HEADERS = [...CREDENTIAL_HEADERS, "Content-Type"].join(", ");
const EXPOSE_HEADERS = ["Retry-After", "Allow", REQUEST_ID_HEADER].join(", ");

const NONE: AnswerHeaders = {};

/** What lets pages of other origins use the service. */
export interface Cors {
	/** The headers that let a page of an allowed origin read the answer. */
	share(request: FastifyRequest): AnswerHeaders;
	/** The headers that a browser asks for before the request itself; none where the origin is not allowed. */
	preflight(request: FastifyRequest, allow: string): AnswerHeaders;
}

/**
 * Makes the headers of cross-origin requests, or undefined where no origin is allowed: then there are none.
 *
 * Cookies play no part (the credentials are headers), so `Access-Control-Allow-Credentials` is never sent.
 */
export function createCors(origins: readonly string[]): Cors | undefined {
	if (origins.length === 0) return undefined;
	const any = origins.includes(ANY_ORIGIN);
	const allowed = new Set(origins);

	function allowedOrigin(request: FastifyRequest): string | undefined {
		const { origin } = request.headers;
		if (origin === undefined) return undefined;
		if (any) return ANY_ORIGIN;
		return allowed.has(origin) ? origin : undefined;
	}

	return {
		share(request) {
			// Also without an origin: a cache must not give the answer to a page that may not read it, nor the reverse.
			const vary = any ? NONE : { vary: "Origin" };
			const origin = allowedOrigin(request);
			if (origin === undefined) return vary;
			return {
				...vary,
				"access-control-allow-origin": origin,
				"access-control-expose-headers": EXPOSE_HEADERS,
			};
		},
		preflight(request, allow) {
			if (request.headers["access-control-request-method"] === undefined) return NONE;
			if (allowedOrigin(request) === undefined) return NONE;
			return {
				"access-control-allow-methods": allow,
				"access-control-allow-headers": ALLOW_HEADERS,
				"access-control-max-age": String(MAX_AGE),
			};
		},
	};
}

import type { Engine } from "../engine.js";
import { ApiError, type Failure } from "../errors/api-error.js";
import { BadRequestError } from "../errors/bad-request-error.js";
import { ForbiddenError } from "../errors/forbidden-error.js";
import { NotFoundError } from "../errors/not-found-error.js";
import type { RequestDetails } from "../errors/request-details.js";
import { ServerError } from "../errors/server-error.js";
import { TooManyRequestsError } from "../errors/too-many-requests-error.js";
import { UnauthorizedError } from "../errors/unauthorized-error.js";
import type { Reply } from "../exchange/call.js";
import { retryAfter } from "../retry-after.js";
import type { Codecs } from "./codecs.js";
import { describeBody, excerpt } from "./describe-body.js";
import { readBody } from "./read-body.js";
import { type ResultItem, resultItems } from "./results.js";

/** The error that an answer is, by its status; with the vendor's words, whatever the body is. */
export function apiErrorOf(
	engine: Engine,
	request: RequestDetails,
	{ status, headers, text, broken, attempts }: Reply,
	documented?: readonly number[],
	codecs?: Codecs,
): ApiError {
	const clean = engine.redact(text);
	const results = readResults(engine, request, status, clean, codecs);
	const known = results.length > 0;
	const failure = {
		status,
		documented: documented?.includes(status) ?? known,
		requestId: engine.requestId(headers),
		reason: known ? reasonOf(results) : strangeReason(status, clean, broken, engine.format),
		results,
		body: known ? undefined : excerpt(clean),
		retryAfter: retryAfter(headers.get("retry-after"), Date.now()),
	};
	const error = apiError(request, failure, broken);
	error.attempts = attempts;
	return error;
}

/** The subclass for a failure's status. */
export function apiError(request: RequestDetails, failure: Failure, cause?: unknown): ApiError {
	const Class = failure.status >= 500 ? ServerError : (classes[failure.status] ?? ApiError);
	return new Class(request, failure, cause);
}

const classes: Readonly<Record<number, typeof ApiError>> = {
	400: BadRequestError,
	401: UnauthorizedError,
	403: ForbiddenError,
	404: NotFoundError,
	429: TooManyRequestsError,
};

function readResults(
	{ description }: Engine,
	{ operation = "" }: RequestDetails,
	status: number,
	text: string,
	codecs: Codecs | undefined,
): ResultItem[] {
	try {
		// A server that does not get as far as the media types answers in JSON even where XML was asked for.
		const isJson = /^\s*[[{]/.test(text);
		return resultItems(readBody(isJson ? undefined : codecs, operation, status, text), description.errors);
	} catch {
		return [];
	}
}

function reasonOf(results: readonly ResultItem[]): string {
	return results.map(({ message }) => message).join("; ");
}

function strangeReason(status: number, text: string, broken: unknown, format: Engine["format"]): string {
	if (status === 0 || (status >= 300 && status < 400)) {
		return "a redirect, which is not followed, since the credentials would go along";
	}
	if (broken !== undefined) return "a body that broke off";
	return describeBody(text, format);
}

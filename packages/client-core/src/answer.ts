import type { ErrorShape } from "./api-description.js";
import type { Codecs } from "./codecs.js";
import type { Engine } from "./engine.js";
import {
	ApiError,
	BadRequestError,
	type Failure,
	ForbiddenError,
	NotFoundError,
	type RequestDetails,
	type ResultItem,
	ServerError,
	TooManyRequestsError,
	UnauthorizedError,
} from "./errors.js";
import { type Reply, retryAfter } from "./exchange.js";
import type { Cause } from "./operation.js";

/**
 * Reads a body by the declared shape, an array of items or one item.
 *
 * @returns the items; none where the body is another
 */
export function resultItems(body: unknown, shape: ErrorShape | undefined): ResultItem[] {
	if (shape === undefined) return [];
	const items: unknown[] = Array.isArray(body) ? body : [body];
	const read = items.map((item) => resultItem(item, shape));
	return read.some((item) => item === undefined) ? [] : (read as ResultItem[]);
}

function resultItem(item: unknown, shape: ErrorShape): ResultItem | undefined {
	if (typeof item !== "object" || item === null) return undefined;
	const text = (member: string | undefined): string | undefined => {
		const value = member === undefined ? undefined : (item as Record<string, unknown>)[member];
		return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
	};
	const message = text(shape.message);
	if (message === undefined) return undefined;
	const status = Number(text(shape.status) || Number.NaN);
	return {
		key: text(shape.key),
		value: text(shape.value),
		status: Number.isInteger(status) ? status : undefined,
		message,
	};
}

/**
 * Reads the body of an answer.
 *
 * @param codecs absent for plain JSON
 * @throws where it is not well-formed
 */
export function readBody(codecs: Codecs | undefined, operation: string, status: number, text: string): unknown {
	const codec = codecs?.response(operation, status);
	return codec === undefined ? JSON.parse(text) : codec.read(text);
}

/**
 * What a body is that is not as documented, in words: "an empty body", "an HTML page (502 Bad Gateway)".
 *
 * @param expected the representation that was asked for
 */
export function describeBody(text: string, expected: "JSON" | "XML"): string {
	const body = text.trim();
	if (body === "") return "an empty body";
	if (/^<(!doctype html|html)\b/i.test(body)) {
		const title = /<title[^>]*>([^<]{1,200})/i.exec(body)?.[1]?.trim();
		return title ? `an HTML page (${title})` : "an HTML page";
	}
	if (/^[[{]/.test(body) && !/[\]}]$/.test(body)) return "JSON that ends early";
	return `a body that is not ${expected} as documented`;
}

/** So much of a body as an error carries. */
export function excerpt(text: string): string {
	return text.slice(0, 1000);
}

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

/**
 * Whether an error is the answer that a declaration names. Where the declaration has a message, one result has to have
 * it too: the same status may have other causes, such as a base URL that leads elsewhere.
 */
export function matchesCause(error: unknown, cause: Cause | undefined): error is ApiError {
	if (cause === undefined || !(error instanceof ApiError) || error.status !== cause.status) return false;
	const { message } = cause;
	return message === undefined || error.results.some((result) => plain(result.message) === plain(message));
}

function plain(message: string): string {
	return message.trim().replace(/\s+/g, " ").replace(/\.$/, "").toLowerCase();
}

import type { Reply } from "./call.js";
import type { Codecs } from "./codecs.js";
import type { Engine, ErrorShape } from "./engine.js";
import {
	ApiError,
	BadRequestError,
	ClientError,
	ForbiddenError,
	InvalidOptionError,
	MalformedResponseError,
	NotFoundError,
	type RequestDetails,
	RequestValidationError,
	ResponseValidationError,
	type ResultItem,
	ServerError,
	TooManyRequestsError,
	UnauthorizedError,
} from "./errors.js";
import type { Cause, Status } from "./operation.js";
import { headerFault, joinHeaders } from "./request.js";
import type { Tools } from "./unusual.js";

/**
 * Loads what a good call does not need: waiting, trying again, and the words for answers that are no good ones. It is
 * loaded after the first good call, or at once when it is needed. It imports nothing, so that a bundler does not cut what
 * is loaded first into pieces.
 *
 * @throws ClientError where it cannot be loaded, say since a newer release of an application has taken its place
 */
export async function unusual(request: RequestDetails) {
	try {
		return await import("./unusual.js");
	} catch (cause) {
		throw new ClientError(request, "failed, and its reason could not be loaded", cause);
	}
}

/** What {@link unusual} works with. */
export const tools: Tools = {
	ApiError,
	classes: {
		400: BadRequestError,
		401: UnauthorizedError,
		403: ForbiddenError,
		404: NotFoundError,
		429: TooManyRequestsError,
	},
	ServerError,
	InvalidOptionError,
	MalformedResponseError,
	RequestValidationError,
	ResponseValidationError,
	includesStatus,
	joinHeaders,
	headerFault,
	readBody,
	resultItem,
	resultItems,
};

/** A success, as far as it has been read. */
export interface Performed {
	readonly engine: Engine;
	readonly request: RequestDetails;
	readonly reply: Reply;
	/** Of its body, or of what its envelope carries. */
	data: unknown;
}

/**
 * The error of a success whose body is not what it has to be.
 *
 * @param reason what the body is
 */
export async function malformed({ engine, request, reply }: Performed, reason: string): Promise<ClientError> {
	return (await unusual(request)).malformed(tools, engine, request, reply, reason);
}

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

/** Reads one item by the declared shape. */
export function resultItem(item: unknown, shape: ErrorShape): ResultItem | undefined {
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

/** Whether a status is one of those, or in a range of those. */
export function includesStatus(statuses: readonly Status[], status: number): boolean {
	const range = `${Math.floor(status / 100)}XX` as Status;
	return statuses.includes(status) || statuses.includes(range) || statuses.includes("default");
}

/** Whether an error is the answer that a declaration names. */
export async function matchesCause(error: unknown, cause: Cause | undefined): Promise<boolean> {
	return cause !== undefined && error instanceof ApiError && (await unusual(error)).matchesCause(error, cause);
}

/** Whether a body of success says of itself, or of its first item, that it is a failure. */
export function soundsFailed(data: unknown, shape: ErrorShape | undefined): boolean {
	const first = Array.isArray(data) ? data[0] : data;
	return Number(first?.[shape?.status ?? ""]) >= 400;
}

/**
 * What a good call does not need: waiting for the throttle, trying again, and answers that are no good ones, read and put
 * into words. It imports nothing but types, so that a bundler need not cut what is loaded first into pieces for it.
 */

import type { BatchError } from "./batch.js";
import type { Call, Reply } from "./call.js";
import type { Codecs } from "./codecs.js";
import type { Deadline } from "./deadline.js";
import type { Engine, ErrorShape } from "./engine.js";
import type {
	AnswerHeaders,
	ApiError,
	ClientError,
	Failure,
	InvalidOptionError,
	MalformedResponseError,
	NetworkError,
	ProblemDetails,
	RequestDetails,
	RequestValidationError,
	ResponseValidationError,
	ResultItem,
	ServerError,
	TimeoutError,
} from "./errors.js";
import type { BatchOperation, Cause, Operation, Status } from "./operation.js";
import type { headerFault, joinHeaders } from "./request.js";
import type { ValidationFault } from "./validators.js";

/** What it works with, of what is loaded first. */
export interface Tools {
	readonly ApiError: typeof ApiError;
	readonly classes: Readonly<Record<number, typeof ApiError | undefined>>;
	readonly ServerError: typeof ServerError;
	readonly InvalidOptionError: typeof InvalidOptionError;
	readonly MalformedResponseError: typeof MalformedResponseError;
	readonly RequestValidationError: typeof RequestValidationError;
	readonly ResponseValidationError: typeof ResponseValidationError;
	readonly joinHeaders: typeof joinHeaders;
	readonly headerFault: typeof headerFault;
	includesStatus(statuses: readonly Status[], status: number): boolean;
	readBody(codecs: Codecs | undefined, operation: string, status: number, text: string): unknown;
	resultItem(item: unknown, shape: ErrorShape): ResultItem | undefined;
	resultItems(body: unknown, shape: ErrorShape | undefined): ResultItem[];
}

/** So much of a body as an error carries of one that cannot be parsed. */
function excerpt(text: string): string {
	return text.slice(0, 1000);
}

/** Takes credentials out of a text that comes from outside, also where the name of their scheme is gone. */
function redact({ headers, transport }: Engine, text: string): string {
	const values = Object.values(headers).flatMap((value) => [value, value.replace(/^\w+ +/, "")]);
	return [...new Set(values)]
		.filter((value) => value.length > 3)
		.sort((a, b) => b.length - a.length)
		.reduce((clean, secret) => clean.replaceAll(secret, "[redacted]"), transport.redact?.(text) ?? text);
}

/**
 * The error of a success whose body is not what it has to be.
 *
 * @param reason what the body is; unless told, what it looks like
 * @param advice what to do about it, as the end of the sentence
 */
export function malformed(
	{ MalformedResponseError }: Tools,
	engine: Engine,
	request: RequestDetails,
	reply: Reply,
	reason: string = describeBody(reply, engine.format),
	cause?: unknown,
	advice = "",
): MalformedResponseError {
	const { status, headers, text, attempts } = reply;
	const answer = { status, headers, requestId: engine.requestId(headers), body: excerpt(redact(engine, text)) };
	const said = `answered ${status} with ${redact(engine, reason)}${advice}`;
	const error = new MalformedResponseError(request, said, cause, answer);
	error.attempts = attempts;
	return error;
}

/** The error of a success whose body breaks the document. */
export function invalid(
	{ ResponseValidationError }: Tools,
	{ requestId }: Engine,
	request: RequestDetails,
	{ status, headers, attempts }: Reply,
	faults: readonly ValidationFault[],
): ResponseValidationError {
	const more = { status, headers, requestId: requestId(headers), faults };
	const said = `answered ${status} otherwise than documented: ${wordsOf(faults)}`;
	const error = new ResponseValidationError(request, said, undefined, more);
	error.attempts = attempts;
	return error;
}

/** The error of a request that breaks the document. */
export function refused(
	{ RequestValidationError }: Tools,
	request: RequestDetails,
	faults: readonly ValidationFault[],
): RequestValidationError {
	return new RequestValidationError(request, `was not sent: ${wordsOf(faults)}`, undefined, { faults });
}

function wordsOf(faults: readonly ValidationFault[]): string {
	return faults.map(({ message }) => message).join("; ");
}

/**
 * Whether an error is the answer that a declaration names. Where the declaration has a message, one result has to have
 * it too: the same status may have other causes, such as a base URL that leads elsewhere.
 */
export function matchesCause({ status, reason, results }: ApiError, cause: Cause): boolean {
	if (status !== cause.status) return false;
	const { message } = cause;
	if (message === undefined) return true;
	const wanted = plain(message);
	return plain(reason) === wanted || results.some((result) => plain(result.message) === wanted);
}

/**
 * Whether an error answers for each item of a batch. With one item it may also answer for the whole request, which then
 * does not repeat the item's key.
 *
 * @param key of the first item
 */
export function saysOfEach({ status, results }: ApiError, { batch }: BatchOperation, items: number, key: string) {
	if (batch.failed?.includes(status) !== true || results.length !== items) return false;
	return items > 1 || results[0]?.value === key;
}

/** How a batch ended that was not written in full. */
export function wordsOfBatch({
	succeeded,
	failed,
	unknown,
	unsent,
}: Pick<BatchError, "succeeded" | "failed" | "unknown" | "unsent">): string {
	const total = succeeded.length + failed.length + unknown.length + unsent.length;
	const [first] = failed;
	const said = [
		`wrote ${succeeded.length} of ${total} items`,
		first && `${failed.length} failed: [${first.index}] ${first.reason}`,
		unknown.length > 0 && `of ${unknown.length} it is unknown`,
		unsent.length > 0 && `${unsent.length} were not sent`,
	];
	return said.filter(Boolean).join("; ");
}

function plain(message: string): string {
	return message.trim().replace(/\s+/g, " ").replace(/\.$/, "").toLowerCase();
}

/** The error for a failure, of the class for its status. */
function apiError(
	{ ApiError, ServerError, classes }: Tools,
	...[request, failure, cause, words]: ConstructorParameters<typeof ApiError>
): ApiError {
	const { status } = failure;
	const Class = status >= 500 ? ServerError : (classes[status] ?? ApiError);
	return new Class(request, failure, cause, words);
}

/**
 * The error that an answer is, by its status; with the vendor's words, whatever the body is.
 *
 * @param cause why a body of success cannot be read; it may say of itself that it is a failure
 */
export function answerError(
	tools: Tools,
	engine: Engine,
	request: RequestDetails,
	reply: Reply,
	operation?: Operation,
	codecs?: Codecs,
	cause?: unknown,
): ApiError | MalformedResponseError {
	// What reads it may know better what it is.
	if (cause instanceof tools.MalformedResponseError) return cause;
	const isSuccess = cause !== undefined;
	const failure = failureOf(tools, engine, request, reply, operation, codecs, isSuccess);
	if (failure === undefined) return malformed(tools, engine, request, reply, undefined, cause);
	const error = apiError(tools, request, failure, reply.broken);
	error.attempts = reply.attempts;
	return error;
}

/** Text in the encoding that a `Content-Type` says, or else the XML itself; in UTF-8 where nobody knows that encoding. */
export async function decoded(body: ReadableStream<Uint8Array> | null, contentType: string): Promise<string> {
	const bytes = new Uint8Array(await new Response(body).arrayBuffer());
	const told = /charset="?([^\s;"]+)/i.exec(contentType)?.[1];
	try {
		return new TextDecoder(told ?? encodingOfXml(bytes)).decode(bytes);
	} catch {
		return new TextDecoder().decode(bytes);
	}
}

/** XML 1.0, appendix F. */
function encodingOfXml(bytes: Uint8Array): string | undefined {
	const [first = 0, second = 0] = bytes;
	if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return "utf-16be";
	if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return "utf-16le";
	const start = String.fromCharCode(...bytes.subarray(0, 200));
	const told = /^<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)/.exec(start)?.[1];
	// What can be read by single bytes is not written in two, although .NET says so of UTF-8.
	return told !== undefined && /^(utf-?16|ucs-?2|iso-10646)/i.test(told) ? undefined : told;
}

/**
 * What an answer says of a failure; with the vendor's words, whatever the body is.
 *
 * @param isSuccess whether its status is one of success, so that only its body can say that it failed
 * @returns undefined where it says nothing of the kind
 */
function failureOf(
	tools: Tools,
	engine: Engine,
	request: RequestDetails,
	reply: Reply,
	operation: Operation | undefined,
	codecs: Codecs | undefined,
	isSuccess: boolean,
): (Failure & { readonly headers: AnswerHeaders }) | undefined {
	const isGood = reply.status >= 200 && reply.status < 300;
	const inside = isGood ? statusInside(tools, engine, reply.text, operation, codecs) : undefined;
	const status = inside ?? (isSuccess ? undefined : reply.status);
	if (status === undefined) return undefined;
	const { headers, lost } = reply;
	const text = redact(engine, reply.text);
	const body = parsed(tools, request, status, text, codecs);
	const results = tools.resultItems(body, engine.description.errors);
	const known = results.length > 0;
	const { reason, problem } = known
		? { reason: results.map(({ message }) => message).join("; "), problem: undefined }
		: explain({ ...reply, text }, body, engine.format);
	// 503 is a refusal, as 429 is.
	const mayBeDone = lost || (status >= 500 && status !== 503);
	const isWrite = !/^(GET|HEAD|OPTIONS|TRACE|QUERY)$/.test(request.method);
	return {
		status,
		documented: operation?.failures === undefined ? known : tools.includesStatus(operation.failures, status),
		requestId: engine.requestId(headers),
		reason: status === reply.status ? reason : `${reason} (the answer's own status was ${reply.status})`,
		results,
		body: body === undefined ? excerpt(text) : body,
		problem,
		retryAfter: retryAfter(headers.get("retry-after"), Date.now()),
		headers,
		...(mayBeDone && isWrite && { maybeApplied: true }),
	};
}

/**
 * The status of a failure that came with a status of success: the body, or its first item, has the members of the
 * declared error shape and no others, and says so. A result is of that shape anyway, with more members or fewer.
 */
function statusInside(
	tools: Tools,
	{ description }: Engine,
	text: string,
	operation: Operation | undefined,
	codecs: Codecs | undefined,
): number | undefined {
	const { errors } = description;
	const body = parsed(tools, { method: "", path: "", pathTemplate: "" }, 0, text, codecs);
	const first: unknown = Array.isArray(body) ? body[0] : body;
	const members = Object.values(errors ?? {});
	if (errors === undefined || typeof first !== "object" || first === null) return undefined;
	const same = Object.keys(first).length === members.length && members.every((member) => member in first);
	const isResult = operation !== undefined && "result" in operation;
	const { status = 0 } = ((same || isResult) && tools.resultItem(first, errors)) || {};
	return status >= 400 ? status : undefined;
}

/** The value of an error body; undefined where it cannot be parsed. */
function parsed(
	{ readBody }: Tools,
	{ operation = "" }: RequestDetails,
	status: number,
	text: string,
	codecs: Codecs | undefined,
): unknown {
	// A server that does not get as far as the media types answers in JSON even where XML was asked for.
	for (const by of codecs !== undefined && /^\s*[[{"]/.test(text) ? [codecs, undefined] : [codecs]) {
		try {
			return readBody(by, operation, status, text);
		} catch {
			// The next may.
		}
	}
	return undefined;
}

/** What an answer of failure says. */
interface Explanation {
	readonly reason: string;
	readonly problem: ProblemDetails | undefined;
}

/**
 * Why a request failed, in the words of its answer; where it has none, what the answer is.
 *
 * @param body the value of the body; undefined where it cannot be parsed
 * @param expected the representation that was asked for
 */
function explain(reply: Reply, body: unknown, expected: "JSON" | "XML"): Explanation {
	const { status, headers, text, broken } = reply;
	const problem = problemOf(headers.get("content-type") ?? "", body);
	return { problem, reason: said() };

	function said(): string {
		if (status === 0 || (status >= 300 && status < 400 && status !== 304)) {
			return `a redirect${target(headers.get("location"))}, which is not followed, since the credentials would go along`;
		}
		if (broken !== undefined) return "a body that broke off";
		if (status === 304) return "nothing has changed";
		if (status >= 200 && status < 300) return "a success of a status that the document does not have";
		const words = wordsIn(body)?.slice(0, 500);
		if (words !== undefined) return words;
		if (body !== undefined && !/^\s*</.test(text)) return "a JSON body that names no reason";
		const plain = text.trim();
		const isWords = plain !== "" && plain.length <= 300 && !/[<\p{Cc}\ufffd]/u.test(plain) && !/^[[{]/.test(plain);
		return isWords ? plain : describeBody(reply, expected);
	}
}

/** Where a redirect leads, without its query, which may hold a secret. */
function target(location: string | null): string {
	if (location === null) return "";
	return ` to ${location.replace(/[?#].*$/s, "").replace(/\/\/[^/@]*@/, "//")}`;
}

/** RFC 9457: an object of the media type, or one with the members that nothing else has. */
function problemOf(mediaType: string, body: unknown): ProblemDetails | undefined {
	if (typeof body !== "object" || body === null || Array.isArray(body)) return undefined;
	const { type, title, detail, status } = body as ProblemDetails;
	const isProblem =
		/^application\/problem\+/i.test(mediaType) ||
		(typeof title === "string" &&
			(typeof detail === "string" || typeof type === "string" || typeof status === "number"));
	return isProblem ? (body as ProblemDetails) : undefined;
}

/** The members that carry words for people in error bodies, the most telling first. */
const members = [
	"detail",
	"title",
	"message",
	"Message",
	"error_description",
	"error",
	"errors",
	"reason",
	"description",
	"msg",
];

/** The words for people in a body of any shape. */
function wordsIn(body: unknown, depth = 0): string | undefined {
	if (typeof body === "string") return body.trim() || undefined;
	if (typeof body !== "object" || body === null || depth > 3) return undefined;
	if (Array.isArray(body)) return joined(body, depth);
	for (const member of members) {
		const value = (body as Record<string, unknown>)[member];
		const words = wordsIn(value, depth + 1);
		if (words !== undefined) return words;
		// `errors: { name: ["is too long"] }`
		if (member === "errors" && typeof value === "object" && value !== null) return joined(Object.values(value), depth);
	}
	return undefined;
}

function joined(values: readonly unknown[], depth: number): string | undefined {
	const words = values.map((value) => wordsIn(value, depth + 1)).filter((one) => one !== undefined);
	return words.length === 0 ? undefined : words.join("; ");
}

/**
 * What a body is that cannot be read as what it has to be: "an empty body", "an HTML page (502 Bad Gateway)".
 *
 * @param expected the representation that was asked for
 */
function describeBody({ headers, text }: Pick<Reply, "headers" | "text">, expected: string): string {
	const body = text.trim();
	if (body === "") return "an empty body";
	if (/^<(!doctype html|html)\b/i.test(body)) {
		const title = /<title[^>]*>([^<]{1,200})/i.exec(body)?.[1]?.trim();
		return title ? `an HTML page (${title})` : "an HTML page";
	}
	const coding = headers.get("content-encoding");
	// biome-ignore lint/suspicious/noControlCharactersInRegex: a compressed body has them
	if (coding !== null && /[\x00-\x08\ufffd]/.test(body)) {
		return `a body of the content coding ${coding}, which the transport did not decode`;
	}
	if (expected === "XML" && body.startsWith("<")) return "XML that cannot be read as documented";
	const isJson = /^[[{]/.test(body);
	if (isJson && !/[\]}]$/.test(body)) return "JSON that ends early";
	if (isJson && expected !== "JSON") return `JSON instead of ${expected}`;
	const type = headers.get("content-type")?.split(";")[0]?.trim();
	return `a body that is not ${expected}${type && !/json/i.test(type) ? ` but ${type}` : ""}`;
}

/**
 * Checks that headers can be sent, before any request: what a platform says of a bad value repeats the value, or sounds
 * like a failure of the network.
 *
 * @param credentials the headers that carry the client's credentials, which no call takes from it
 * @returns the headers by name in lower case
 * @throws TypeError that names the header
 */
export function checkedHeaders(
	{ headerFault, joinHeaders, InvalidOptionError }: Tools,
	credentials: object,
	...sources: (Readonly<Record<string, string>> | undefined)[]
): Record<string, string> {
	const headers = joinHeaders(...sources);
	for (const name in headers) {
		const fault = Object.hasOwn(credentials, name) ? "is a credential of the client" : headerFault(name, headers[name]);
		if (fault !== undefined) throw new InvalidOptionError(`headers[${JSON.stringify(name)}]`, fault);
	}
	return headers;
}

/** Waits for a place in the throttle, unless it is clear from the start that the wait would be too long. */
export async function place(
	tools: Tools,
	{ throttle, hooks }: Engine,
	{ request, retry }: Call,
	deadline: Deadline,
	attempts: number,
): Promise<void> {
	if (throttle === undefined) return;
	const first = attempts > 0;
	for (;;) {
		const delay = throttle.delay(first ? 0 : throttle.waiting);
		const isTooLong = throttle.closedFor > retry.maxRetryAfter;
		if (isTooLong || !deadline.outlasts(delay)) {
			if (isTooLong || throttle.closedFor > 0) break;
			throw deadline.late;
		}
		hooks.onWait?.({ ...request, attempt: attempts + 1, delay, waiting: throttle.waiting });
		// Whoever is sent away looks anew at how long the wait would be.
		if (await deadline.during<boolean>((resolve) => throttle.wait(resolve, first))) return;
	}
	const left = throttle.closedFor;
	const reason = `the server has asked for a wait of ${Math.ceil(left / 1000)} s more`;
	const nothing = { requestId: undefined, results: [], body: undefined, problem: undefined };
	const failure = { ...nothing, status: 429, documented: true, reason, retryAfter: Math.ceil(left) };
	throw apiError(tools, request, failure, undefined, `was not sent: ${reason}`);
}

/**
 * Looks at the outcome of a try that is no success: tells the throttle, and waits for another try where there may be one.
 *
 * @returns whether to try again
 */
export async function again(
	{ throttle, hooks, description }: Engine,
	{ request, retry, body, isIdempotent }: Call,
	deadline: Deadline,
	attempts: number,
	outcome: Reply | ClientError,
	lost: true | undefined,
): Promise<boolean> {
	const reply = "response" in outcome ? outcome : undefined;
	const after = reply && retryAfter(reply.headers.get("retry-after"), Date.now());
	const throttled = reply?.status === 429 || (reply !== undefined && reply.status === description.throttle?.status);
	const mayBeDone = reply
		? reply.status >= 500 && !(reply.status === 503 && after !== undefined)
		: (outcome as ClientError).maybeApplied;
	if (!mayBeDone) deadline.maybeApplied = lost;
	if (throttled) throttle?.full(after ?? 0);
	if (attempts > retry.retries || body instanceof ReadableStream) return false;
	if (!throttled && !isSafeToRepeat(isIdempotent ? "PUT" : request.method, outcome, after)) return false;
	const delay = Math.max(0, after ?? retry.delay(attempts));
	if ((after !== undefined && after > retry.maxRetryAfter) || !deadline.outlasts(delay)) return false;
	hooks.onRetry?.({ ...request, attempt: attempts, reason: reply?.status ?? (outcome as ClientError), delay });
	await deadline.during<void>((resolve) => {
		const timer = setTimeout(resolve, Math.min(delay, 2 ** 31 - 1));
		return () => clearTimeout(timer);
	});
	return true;
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
function isSafeToRepeat(method: string, outcome: Reply | ClientError, after: number | undefined): boolean {
	const idempotent = method !== "POST" && method !== "PATCH";
	if ("response" in outcome) {
		const { status } = outcome;
		if (status === 503) return idempotent || after !== undefined;
		return idempotent && (status === 502 || status === 504);
	}
	const { name, code, sent, scope } = outcome as Partial<NetworkError & TimeoutError>;
	// undici says so of a request that it cannot make.
	if (name === ("NetworkError" as string)) return code !== "UND_ERR_INVALID_ARG" && (idempotent || sent === false);
	return idempotent && scope === "try";
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
	// A date has letters; what has none, such as `-5`, would be read as some date too.
	const date = /[a-z]/i.test(header) ? Date.parse(header) : Number.NaN;
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

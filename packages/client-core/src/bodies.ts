/** Bodies of all kinds: how they are written and read. */

import type { Call, Reply } from "./call.js";
import type { Codecs } from "./codecs.js";
import {
	AbortedError,
	type AnswerHeaders,
	type ClientError,
	MalformedResponseError,
	NetworkError,
	TimeoutError,
} from "./errors.js";
import { multipart, type WrittenBody } from "./multipart.js";
import type { BodyKind, RequestBody } from "./operation.js";
import type { CallOptions, Progress } from "./options.js";
import { formPairs } from "./parameters.js";
import type { TransportBody } from "./transport.js";
import { wideJson } from "./wide-json.js";

/** What reads and writes texts by their schema, or by the document. */
export interface TextCodecs {
	/** For the kind `xml`. */
	readonly xml?: Codecs | undefined;
	/** For the kind `json`, where decimals are strings. */
	readonly json?: Codecs | undefined;
	/** Reads JSON of any other kind. */
	readonly parse: (text: string) => unknown;
}

/**
 * Writes the body of a request.
 *
 * @throws TypeError where the value is of no type that the kind is written from
 */
export function writeBody(
	{ kind = "json", mediaType, encoding }: RequestBody,
	value: unknown,
	operation: string,
	codecs?: TextCodecs,
): WrittenBody {
	const contentType = mediaType.includes("*") ? "application/octet-stream" : mediaType;
	switch (kind) {
		case "json":
			return { body: (codecs?.json?.request(operation) ?? wideJson).write(value), contentType };
		case "xml": {
			const codec = codecs?.xml?.request(operation);
			if (codec === undefined) throw new TypeError(`The client was generated without the XML of ${operation}.`);
			return { body: codec.write(value), contentType };
		}
		case "text":
			if (typeof value === "object") throw unfit(kind, "a string");
			return { body: String(value), contentType };
		case "binary":
			return binary(value, mediaType, contentType);
		case "form": {
			if (value instanceof URLSearchParams) return { body: value.toString(), contentType };
			if (typeof value !== "object" || value === null) throw unfit(kind, "an object");
			const pairs = Object.entries(value).flatMap(([name, member]) => formPairs(name, member, encoding?.[name]));
			return { body: pairs.join("&"), contentType };
		}
		case "multipart":
			if (typeof value !== "object" || value === null) throw unfit(kind, "an object or FormData");
			return multipart(value, contentType, encoding);
		case "jsonLines":
			return { body: jsonLines(value, /json-seq/i.test(mediaType) ? recordSeparator : ""), contentType };
		default:
			throw unfit(kind, "nothing: no request can have it");
	}
}

function unfit(kind: BodyKind, wanted: string): TypeError {
	return new TypeError(`A body of the kind ${kind} is written from ${wanted}.`);
}

function binary(value: unknown, mediaType: string, contentType: string): WrittenBody {
	const own = value instanceof Blob && value.type !== "" && mediaType.includes("*");
	return { body: bytesOf(value), contentType: own ? value.type : contentType };
}

/** Bytes in any form that a transport takes. */
function bytesOf(value: unknown): TransportBody {
	if (typeof value === "string" || value instanceof Blob || value instanceof ArrayBuffer) return value;
	if (ArrayBuffer.isView(value)) {
		const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
		// No platform sends what threads share.
		return (bytes.buffer instanceof ArrayBuffer ? bytes : bytes.slice()) as Uint8Array<ArrayBuffer>;
	}
	if (value instanceof ReadableStream) return value;
	if (isAsyncIterable(value)) return streamOf(value as AsyncIterable<Uint8Array>);
	throw unfit("binary", "a Blob, bytes, a stream or a string");
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
	return typeof value === "object" && value !== null && Symbol.asyncIterator in value;
}

/** A stream of what an iterable gives, such as a stream of Node's `fs`; asked for piece by piece. */
function streamOf(source: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
	const iterator = source[Symbol.asyncIterator]();
	return new ReadableStream(
		{
			async pull(controller) {
				const { value, done } = await iterator.next();
				if (done) controller.close();
				else controller.enqueue(value);
			},
			async cancel() {
				await iterator.return?.();
			},
		},
		{ highWaterMark: 0 },
	);
}

/** The same stream, which tells of its failure: what a transport makes of it reads like one of the network. */
export function telling(
	source: ReadableStream<Uint8Array>,
	tell: (error: unknown) => void,
): ReadableStream<Uint8Array> {
	const reader = source.getReader();
	return new ReadableStream(
		{
			async pull(controller) {
				try {
					const { value, done } = await reader.read();
					if (done) controller.close();
					else controller.enqueue(value);
				} catch (error) {
					tell(error);
					throw error;
				}
			},
			cancel: (reason) => reader.cancel(reason),
		},
		{ highWaterMark: 0 },
	);
}

const recordSeparator = "\x1e";

/** An array becomes one text, which can be sent again; an async iterable a stream. */
function jsonLines(value: unknown, before: string): string | ReadableStream<Uint8Array> {
	const line = (item: unknown): string => `${before}${wideJson.write(item)}\n`;
	if (Array.isArray(value)) return value.map(line).join("");
	if (!isAsyncIterable(value) && !(typeof value === "object" && value !== null && Symbol.iterator in value)) {
		throw unfit("jsonLines", "an array or an iterable");
	}
	const items = value as AsyncIterable<unknown> | Iterable<unknown>;
	const encoder = new TextEncoder();
	async function* lines() {
		for await (const item of items) yield encoder.encode(line(item));
	}
	return streamOf(lines());
}

/**
 * A body that tells how much of it was sent. It is made anew for each try, unless it is a stream.
 *
 * `fetch` sends it as a stream then, which browsers do over HTTP/2 alone.
 */
export function withProgress(body: Call["body"], onProgress: ((progress: Progress) => void) | undefined): Call["body"] {
	if (body === undefined || typeof body === "function" || onProgress === undefined) return body;
	const total = sizeOf(body);
	const counted = (): TransportBody => {
		const source = body instanceof ReadableStream ? body : (new Response(body).body as ReadableStream<Uint8Array>);
		return counting(source, (loaded) => onProgress({ loaded, total }));
	};
	return body instanceof ReadableStream ? counted() : counted;
}

function sizeOf(body: TransportBody): number | undefined {
	if (typeof body === "string") return new TextEncoder().encode(body).length;
	if (body instanceof Blob) return body.size;
	return body instanceof ReadableStream ? undefined : body.byteLength;
}

function counting(source: ReadableStream<Uint8Array>, count: (loaded: number) => void): ReadableStream<Uint8Array> {
	let loaded = 0;
	const counter = new TransformStream<Uint8Array, Uint8Array>({
		transform(chunk, controller) {
			loaded += chunk.byteLength;
			count(loaded);
			controller.enqueue(chunk);
		},
	});
	return source.pipeThrough(counter);
}

/** Whether a body of this kind is read as it arrives, and not before the call fulfils. */
export function isStreamed(kind: BodyKind | undefined): boolean {
	return kind !== undefined && kind !== "json" && kind !== "xml" && kind !== "text" && kind !== "form";
}

/**
 * Reads the body of a success.
 *
 * @param started when the call began, on the clock of `performance`
 * @throws where it is not well-formed
 */
export function readBody(
	kind: BodyKind,
	call: Call,
	reply: Reply,
	started: number,
	onProgress: CallOptions["onDownloadProgress"],
	codecs: TextCodecs,
): unknown {
	const { text, status } = reply;
	const stream = () => watched(call, reply, started, onProgress);
	const { operation = "" } = call.request;
	switch (kind) {
		case "json":
			return codecs.json?.response(operation, status)?.read(text) ?? codecs.parse(text);
		case "xml":
			return codecs.xml?.response(operation, status)?.read(text);
		case "text":
			return text;
		case "form":
			return membersOf(new URLSearchParams(text));
		case "multipart": {
			const headers = { "content-type": reply.headers.get("content-type") ?? "" };
			return new Response(stream(), { headers }).formData();
		}
		case "binary":
			return new Download(reply.headers, stream());
		case "jsonLines":
			return jsonLinesOf(stream(), codecs.parse, call, reply);
		default:
			return eventsOf(stream(), kind === "jsonEvents" ? codecs.parse : undefined, call, reply);
	}
}

/** The members of a form; one that occurs several times is an array. */
function membersOf(form: URLSearchParams): Record<string, string | string[]> {
	return Object.fromEntries(
		[...new Set(form.keys())].map((name) => {
			const values = form.getAll(name);
			return [name, values.length === 1 ? (values[0] as string) : values];
		}),
	);
}

/**
 * The bytes of an answer, to be read once, in one of these ways. Whoever does not read them says `cancel`, so that the
 * connection is free for others.
 *
 * @example for await (const chunk of await readReport(client, 7)) await file.write(chunk);
 */
export class Download implements AsyncIterable<Uint8Array>, AsyncDisposable {
	/** The media type with its parameters, as the answer says it. */
	readonly mediaType: string | undefined;
	/** How many bytes there are, where the answer says it and no content coding was taken off. */
	readonly size: number | undefined;
	/** The name that the answer proposes for a file, without any path. */
	readonly fileName: string | undefined;
	readonly #stream: ReadableStream<Uint8Array>;

	constructor(headers: AnswerHeaders, stream: ReadableStream<Uint8Array>) {
		this.mediaType = headers.get("content-type") ?? undefined;
		this.size = sizeIn(headers);
		this.fileName = fileNameIn(headers.get("content-disposition"));
		this.#stream = stream;
	}

	/** The bytes as they arrive. No more is fetched than is read. */
	get stream(): ReadableStream<Uint8Array> {
		return this.#stream;
	}

	/** All bytes. */
	async bytes(): Promise<Uint8Array<ArrayBuffer>> {
		return new Uint8Array(await new Response(this.#stream).arrayBuffer());
	}

	/** All bytes, with their media type. */
	async blob(): Promise<Blob> {
		return new Blob([await this.bytes()], { type: this.mediaType ?? "" });
	}

	/** All bytes as UTF-8. */
	text(): Promise<string> {
		return new Response(this.#stream).text();
	}

	/** Reads no more. */
	async cancel(): Promise<void> {
		if (!this.#stream.locked) await this.#stream.cancel();
	}

	[Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
		return chunksOf(this.#stream);
	}

	[Symbol.asyncDispose](): Promise<void> {
		return this.cancel();
	}
}

function sizeIn(headers: AnswerHeaders): number | undefined {
	const length = headers.get("content-length");
	return length === null || headers.get("content-encoding") !== null ? undefined : Number(length);
}

/** RFC 6266: `filename*` before `filename`. */
function fileNameIn(disposition: string | null): string | undefined {
	if (disposition === null) return undefined;
	const extended = /filename\*\s*=\s*utf-8''([^;\s]+)/i.exec(disposition)?.[1];
	const quoted = /filename\s*=\s*"((?:[^"\\]|\\.)*)"/i.exec(disposition)?.[1]?.replace(/\\(.)/g, "$1");
	const name = decoded(extended) ?? quoted ?? /filename\s*=\s*([^;\s"]+)/i.exec(disposition)?.[1];
	// What a server names must not lead out of the folder that a caller saves into.
	const last = name?.split(/[/\\]/).at(-1);
	return last === "" || last === "." || last === ".." ? undefined : last;
}

function decoded(text: string | undefined): string | undefined {
	try {
		return text === undefined ? undefined : decodeURIComponent(text);
	} catch {
		return undefined;
	}
}

async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
	const reader = stream.getReader();
	try {
		for (;;) {
			const { value, done } = await reader.read();
			if (done) return;
			yield value;
		}
	} finally {
		await reader.cancel().catch(() => {});
	}
}

/** Timers take no longer one. */
const longestTimer = 2 ** 31 - 1;

/** The bytes of an answer, which the caller's signal and timeouts end, and whose failures are errors of the call. */
function watched(
	call: Call,
	reply: Reply,
	started: number,
	onProgress: CallOptions["onDownloadProgress"],
): ReadableStream<Uint8Array> {
	const { request, signal, timeout } = call;
	const total = sizeIn(reply.headers);
	const reader = (reply.response.body ?? (new Response("").body as ReadableStream<Uint8Array>)).getReader();
	let loaded = 0;
	let abort: () => void = () => {};
	let timer: ReturnType<typeof setTimeout> | undefined;
	let isOver = false;
	const settle = (): void => {
		isOver = true;
		clearTimeout(timer);
		signal?.removeEventListener("abort", abort);
	};
	const ended = <E extends ClientError>(error: E): E => {
		error.attempts = reply.attempts;
		return error;
	};
	return new ReadableStream<Uint8Array>(
		{
			start(controller) {
				const end = (error: ClientError): void => {
					controller.error(ended(error));
					settle();
					reply.giveUp?.();
					reader.cancel().catch(() => {});
				};
				abort = () => {
					const reason: unknown = signal?.reason;
					const late = (reason as Error | undefined)?.name === "TimeoutError";
					end(
						late
							? new TimeoutError(request, "signal", { sent: true }, undefined, reason)
							: new AbortedError(request, reason),
					);
				};
				if (signal?.aborted) return abort();
				signal?.addEventListener("abort", abort);
				// A try ends where its time is over, and the call with it: what was read cannot be read again.
				const left = timeout.total > 0 ? started + timeout.total - performance.now() : Number.POSITIVE_INFINITY;
				const scope = timeout.try > 0 && timeout.try < left ? "try" : "total";
				const milliseconds = scope === "try" ? timeout.try : left;
				if (timeout.named && milliseconds <= longestTimer) {
					const late = () => end(new TimeoutError(request, scope, { sent: true }, timeout[scope]));
					timer = setTimeout(late, Math.max(0, milliseconds));
				}
			},
			async pull(controller) {
				try {
					const { value, done } = await reader.read();
					if (isOver) return;
					if (done) {
						settle();
						controller.close();
						return;
					}
					loaded += value.byteLength;
					onProgress?.({ loaded, total });
					controller.enqueue(value);
				} catch (error) {
					const wasOver = isOver;
					settle();
					if (!wasOver) controller.error(ended(new NetworkError(request, error, reply)));
				}
			},
			async cancel(reason) {
				settle();
				await reader.cancel(reason).catch(() => {});
				reply.giveUp?.();
			},
		},
		{ highWaterMark: 0 },
	);
}

/** The lines of a text that arrives in pieces; the last one also without a line break after it. */
async function* linesOf(stream: ReadableStream<Uint8Array>, lineBreak: RegExp): AsyncGenerator<string> {
	const decoder = new TextDecoder();
	let rest = "";
	for await (const chunk of { [Symbol.asyncIterator]: () => chunksOf(stream) }) {
		rest += decoder.decode(chunk, { stream: true });
		// A carriage return at the end may be the first half of a line break.
		const end = rest.endsWith("\r") ? rest.length - 1 : rest.length;
		const lines = rest.slice(0, end).split(lineBreak);
		rest = (lines.pop() ?? "") + rest.slice(end);
		yield* lines;
	}
	const lines = (rest + decoder.decode()).split(lineBreak);
	// What follows the last line break is no line.
	if (lines.at(-1) === "") lines.pop();
	yield* lines;
}

async function* jsonLinesOf(
	stream: ReadableStream<Uint8Array>,
	parse: TextCodecs["parse"],
	call: Call,
	reply: Reply,
): AsyncGenerator<unknown> {
	let number = 0;
	// RFC 7464 puts a record separator before each text, which may then have line breaks in it.
	let record: string | undefined;
	for await (const line of linesOf(stream, /\n/)) {
		number += 1;
		for (const [index, part] of line.split(recordSeparator).entries()) {
			if (index > 0) {
				if (record?.trim()) throw malformedText(record, `a text before line ${number}`, call, reply);
				record = part;
			} else if (record !== undefined) record += `\n${part}`;
			else if (part.trim() !== "") yield parsed(parse, part, `line ${number}`, call, reply);
			if (!record?.trim()) continue;
			let value: unknown;
			try {
				value = parse(record);
			} catch {
				continue;
			}
			record = "";
			yield value;
		}
	}
	if (record?.trim()) throw malformedText(record, "a text at its end", call, reply);
}

function parsed(parse: TextCodecs["parse"], text: string, place: string, call: Call, reply: Reply): unknown {
	try {
		return parse(text);
	} catch (error) {
		throw malformedText(text, place, call, reply, error);
	}
}

function malformedText(text: string, place: string, { request }: Call, reply: Reply, cause?: unknown): Error {
	const { status, headers, attempts } = reply;
	const answer = { status, headers, requestId: undefined, body: text.slice(0, 1000) };
	const reason = `answered ${status} with ${place} that is not JSON`;
	const malformed = new MalformedResponseError(request, reason, cause, answer);
	malformed.attempts = attempts;
	return malformed;
}

/** One event of an event stream. */
export interface ServerSentEvent<Data = string> {
	/** The name of the event; `message` where the stream names none. */
	readonly event: string;
	readonly data: Data;
	/** The last id that the stream gave; a later request continues after it with the header `Last-Event-ID`. */
	readonly id: string | undefined;
	/** How long to wait before such a request, in milliseconds, where the stream says it. */
	readonly retry: number | undefined;
}

/** An event stream as the HTML standard reads it. An event that ends early is none. */
async function* eventsOf(
	stream: ReadableStream<Uint8Array>,
	parse: TextCodecs["parse"] | undefined,
	call: Call,
	reply: Reply,
): AsyncGenerator<ServerSentEvent<unknown>> {
	let data: string[] = [];
	let event = "";
	let id: string | undefined;
	let retry: number | undefined;
	for await (const line of linesOf(stream, /\r\n|\r|\n/)) {
		if (line === "") {
			const text = data.join("\n");
			if (data.length > 0) {
				// Some services end a stream of JSON with a word.
				if (parse && text === "[DONE]") return;
				const value = parse ? parsed(parse, text, "an event", call, reply) : text;
				yield { event: event || "message", data: value, id, retry };
			}
			data = [];
			event = "";
			continue;
		}
		const [, field = "", value = ""] = /^([^:]*)(?:: ?([\s\S]*))?$/.exec(line) ?? [];
		if (field === "data") data.push(value);
		else if (field === "event") event = value;
		else if (field === "id" && !value.includes("\0")) id = value;
		else if (field === "retry" && /^\d+$/.test(value)) retry = Number(value);
	}
}

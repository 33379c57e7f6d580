/**
 * A transport for Node, over the connection pool of undici, which costs much less than `fetch`. Needs the package
 * `undici`.
 *
 * @example
 * await using transport = nodeTransport();
 * const client = createApiClient({ baseUrl, credentials, transport });
 */
import type { IncomingHttpHeaders } from "node:http";
import { pipeline, Readable, Transform, type TransformCallback } from "node:stream";
import * as zlib from "node:zlib";
import { Agent, type Dispatcher, EnvHttpProxyAgent, ProxyAgent } from "undici";
import type { AnswerHeaders } from "./errors.js";
import type { Transport, TransportBody, TransportResponse } from "./transport.js";

/** What {@link nodeTransport} takes. */
export interface NodeTransportOptions {
	/** How many connections there are to a host; 32 unless told. */
	readonly connections?: number | undefined;
	/** How long an idle connection stays open, in milliseconds; 4,000 unless told. */
	readonly keepAliveTimeout?: number | undefined;
	/** Asks for compressed answers, as `fetch` does. What comes compressed is decoded in any case. */
	readonly compression?: boolean | undefined;
	/**
	 * The URL of a proxy; with a user and password in it, these are for the proxy. `"environment"` for what
	 * `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` say. None unless told.
	 */
	readonly proxy?: string | undefined;
	/** A dispatcher of your own, such as undici's `MockAgent`. Its options are then its own, and closing it your task. */
	readonly dispatcher?: Dispatcher | undefined;
}

/** A transport with connections of its own. */
export interface NodeTransport extends Transport, AsyncDisposable {
	/** Ends the connections when what is under way is done. */
	close(): Promise<void>;
}

/**
 * Sends over a connection pool of undici, without the `Request`, `Response` and signals of `fetch`.
 *
 * It follows no redirect. Timeouts are the client's; a try that is given up is aborted.
 *
 * @example const client = createApiClient({ baseUrl, credentials, transport: nodeTransport() });
 */
export function nodeTransport(options: NodeTransportOptions = {}): NodeTransport {
	const { compression = false, dispatcher } = options;
	const own = dispatcher ?? dispatcherOf(options);
	const transport: Transport = (url, request) =>
		new Promise((resolve, reject) => {
			const { method, headers } = request;
			const path = url.indexOf("/", "https://".length);
			const fragment = url.indexOf("#", path);
			const response = new NodeResponse(resolve, reject);
			request.onGiveUp(response.abort);
			own.dispatch(
				{
					origin: url.slice(0, path),
					path: fragment < 0 ? url.slice(path) : url.slice(path, fragment),
					method: method as Dispatcher.HttpMethod,
					headers: headersOf(headers, request.body, compression),
					body: bodyOf(request.body),
				},
				response,
			);
		});
	const close = async (): Promise<void> => {
		if (dispatcher === undefined) await own.close();
	};
	return Object.assign(transport, { close, [Symbol.asyncDispose]: close });
}

function dispatcherOf({ connections = 32, keepAliveTimeout = 4000, proxy }: NodeTransportOptions): Dispatcher {
	const pool = { connections, keepAliveTimeout, headersTimeout: 0, bodyTimeout: 0 };
	if (proxy === undefined) return new Agent(pool);
	return proxy === "environment" ? new EnvHttpProxyAgent(pool) : new ProxyAgent({ ...pool, uri: proxy });
}

function headersOf(
	headers: Record<string, string>,
	body: TransportBody | undefined,
	compression: boolean,
): Record<string, string> {
	if (!(compression || body instanceof Blob)) return headers;
	return {
		...(compression && { "accept-encoding": codings }),
		...headers,
		...(body instanceof Blob && { "content-length": String(body.size) }),
	};
}

function bodyOf(body: TransportBody | undefined): NonNullable<Dispatcher.DispatchOptions["body"]> | null {
	if (body === undefined) return null;
	if (typeof body === "string" || body instanceof Uint8Array) return body;
	if (body instanceof ArrayBuffer) return new Uint8Array(body);
	return Readable.fromWeb((body instanceof Blob ? body.stream() : body) as Parameters<typeof Readable.fromWeb>[0]);
}

/** As much of a `Response` as a client needs. Gathers the body as it arrives, until somebody wants it as a stream. */
class NodeResponse implements TransportResponse, Dispatcher.DispatchHandler {
	status = 0;
	headers = new NodeHeaders({});
	readonly #answered: (response: TransportResponse) => void;
	readonly #unanswered: (error: Error) => void;
	#chunks: Buffer[] = [];
	#end: { readonly error?: Error } | undefined;
	/** Told of what arrives, once the body is wanted. */
	#changed: () => void = () => {};
	#controller: Dispatcher.DispatchController | undefined;
	#aborted = false;

	/**
	 * @param answered called when the status and headers are there
	 * @param unanswered called where they do not come
	 */
	constructor(answered: (response: TransportResponse) => void, unanswered: (error: Error) => void) {
		this.#answered = answered;
		this.#unanswered = unanswered;
	}

	text(): Promise<string> {
		return new Promise((resolve, reject) => {
			const take = (): void => {
				if (this.#end?.error !== undefined) reject(this.#end.error);
				else if (this.#end !== undefined) resolve(this.#whole());
			};
			this.#changed = take;
			take();
		});
	}

	#whole(): string | Promise<string> {
		const [first] = this.#chunks;
		const whole = this.#chunks.length === 1 && first !== undefined ? first : Buffer.concat(this.#chunks);
		const decoders = decodersOf(this.headers);
		return decoders.length === 0 || whole.length === 0 ? textOf(whole) : decodeWhole(whole, decoders).then(textOf);
	}

	get body(): ReadableStream<Uint8Array> {
		const raw = new ReadableStream<Uint8Array>(
			{
				start: (controller) => {
					this.#changed = () => {
						for (const chunk of this.#chunks) controller.enqueue(chunk);
						this.#chunks = [];
						if (this.#end?.error !== undefined) controller.error(this.#end.error);
						else if (this.#end !== undefined) controller.close();
						else if ((controller.desiredSize ?? 0) <= 0) this.#controller?.pause();
						if (this.#end !== undefined) this.#changed = () => {};
					};
					this.#changed();
				},
				pull: () => {
					if (this.#controller?.paused) this.#controller.resume();
				},
				cancel: () => {
					this.#changed = () => {};
					this.abort();
				},
			},
			{ highWaterMark: 2 ** 16, size: (chunk) => chunk.byteLength },
		);
		const decoders = decodersOf(this.headers);
		if (decoders.length === 0) return raw;
		const source = Readable.fromWeb(raw as Parameters<typeof Readable.fromWeb>[0]);
		return Readable.toWeb(piped(source, decoders)) as ReadableStream<Uint8Array>;
	}

	/** Ends the request, also one that still waits for a connection. */
	readonly abort = (): void => {
		this.#aborted = true;
		if (this.#end === undefined) this.#controller?.abort(new DOMException("The call gave up.", "AbortError"));
	};

	onRequestStart(controller: Dispatcher.DispatchController): void {
		this.#controller = controller;
		if (this.#aborted) this.abort();
	}

	onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
		if (status < 200) return;
		this.status = status;
		this.headers = new NodeHeaders(headers);
		this.#answered(this);
	}

	onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
		this.#chunks.push(chunk);
		this.#changed();
	}

	onResponseEnd(): void {
		this.#end = {};
		this.#changed();
	}

	onResponseError(_: Dispatcher.DispatchController, error: Error): void {
		this.#unanswered(error);
		this.#end ??= { error };
		this.#changed();
	}
}

/** As much of `Headers` as a client needs. */
class NodeHeaders implements AnswerHeaders {
	readonly #values: IncomingHttpHeaders;

	constructor(values: IncomingHttpHeaders) {
		this.#values = values;
	}

	get(name: string): string | null {
		const key = name.toLowerCase();
		const value = Object.hasOwn(this.#values, key) ? this.#values[key] : undefined;
		return Array.isArray(value) ? value.join(", ") : (value ?? null);
	}

	*[Symbol.iterator](): Iterator<[string, string]> {
		for (const [name, value] of Object.entries(this.#values)) {
			for (const one of Array.isArray(value) ? value : [value ?? ""]) yield [name, one];
		}
	}
}

/** UTF-8 without its byte order mark, as `fetch` reads it. */
function textOf(bytes: Buffer): string {
	const text = bytes.toString("utf8");
	return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** Makes the decoder of a content coding. */
type MakeDecoder = () => Transform;

/** Node has zstd since 22.15; what it does not have is not decoded, as with `fetch`. */
const decoders = new Map<string, MakeDecoder | undefined>([
	["gzip", zlib.createGunzip],
	["x-gzip", zlib.createGunzip],
	["deflate", () => new Inflate()],
	["br", zlib.createBrotliDecompress],
	["zstd", (zlib as { createZstdDecompress?: MakeDecoder }).createZstdDecompress],
]);

/** What `Accept-Encoding` says. */
const codings = ["gzip", "deflate", "br", "zstd"].filter((coding) => decoders.get(coding) !== undefined).join(", ");

/** The decoders of an answer, in the order in which they take the codings off; none where one is not known. */
function decodersOf(headers: AnswerHeaders): MakeDecoder[] {
	const coding = headers.get("content-encoding");
	if (coding === null) return [];
	const names = coding.toLowerCase().split(",");
	const known = names.map((name) => decoders.get(name.trim())).filter((one) => one !== undefined);
	return known.length === names.length ? known.reverse() : [];
}

function piped(source: Readable, made: readonly MakeDecoder[]): Readable {
	const streams: Transform[] = made.map((make) => make());
	// A failure ends the last stream with it, whose reader hears of it.
	pipeline([source, ...streams], () => {});
	return streams.at(-1) ?? source;
}

async function decodeWhole(bytes: Buffer, made: readonly MakeDecoder[]): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of piped(Readable.from([bytes]), made)) chunks.push(chunk);
	return Buffer.concat(chunks);
}

/** `deflate` is meant to have a zlib header, and comes without one from some servers. */
class Inflate extends Transform {
	#inner: Transform | undefined;

	override _transform(chunk: Buffer, encoding: BufferEncoding, done: TransformCallback): void {
		if (this.#inner === undefined) {
			const hasHeader = ((chunk[0] ?? 0) & 0x0f) === 0x08;
			this.#inner = hasHeader ? zlib.createInflate() : zlib.createInflateRaw();
			this.#inner.on("data", (data) => this.push(data));
			this.#inner.on("error", (error) => this.destroy(error));
		}
		this.#inner.write(chunk, encoding, () => done());
	}

	override _flush(done: TransformCallback): void {
		if (this.#inner === undefined) done();
		else this.#inner.once("end", () => done()).end();
	}
}

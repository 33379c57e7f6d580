/**
 * A transport for Node, over the connection pool of undici: a third of what `fetch` costs. Needs the package `undici`.
 *
 * @example
 * const transport = nodeTransport();
 * const client = createApiClient({ baseUrl, credentials, transport });
 * // at the end
 * await transport.close();
 */
import type { IncomingHttpHeaders } from "node:http";
import { Agent, type Dispatcher } from "undici";
import type { Transport, TransportResponse } from "./transport.js";

/** What {@link nodeTransport} takes. */
export interface NodeTransportOptions {
	/** How many connections there are to a host; 32 unless told. */
	readonly connections?: number | undefined;
	/** How long an idle connection stays open, in milliseconds; 4,000 unless told. */
	readonly keepAliveTimeout?: number | undefined;
	/** A dispatcher of your own, such as undici's `ProxyAgent`. Its options are then its own, and closing it your task. */
	readonly dispatcher?: Dispatcher | undefined;
}

/** A transport with connections of its own. */
export interface NodeTransport extends Transport, AsyncDisposable {
	/** Ends the connections when what is under way is done. */
	close(): Promise<void>;
}

/**
 * Sends over a connection pool of undici, without the `Request`, `Response`, streams and signals of `fetch`.
 *
 * It follows no redirect and asks for no compression. Timeouts are the client's; a try that is given up is aborted.
 *
 * @example const client = createApiClient({ baseUrl, credentials, transport: nodeTransport() });
 */
export function nodeTransport(options: NodeTransportOptions = {}): NodeTransport {
	const { connections = 32, keepAliveTimeout = 4000, dispatcher } = options;
	const agent = dispatcher ?? new Agent({ connections, keepAliveTimeout, headersTimeout: 0, bodyTimeout: 0 });
	const transport: Transport = (url, request) =>
		new Promise((resolve, reject) => {
			const { method, headers, body = null } = request;
			const path = url.indexOf("/", "https://".length);
			const response = new LightResponse(resolve, reject);
			request.onGiveUp(response.abort);
			agent.dispatch(
				{
					origin: url.slice(0, path),
					path: url.slice(path),
					method: method as Dispatcher.HttpMethod,
					headers,
					body: body instanceof ArrayBuffer ? new Uint8Array(body) : body,
				},
				response,
			);
		});
	const close = async (): Promise<void> => {
		if (dispatcher === undefined) await agent.close();
	};
	return Object.assign(transport, { close, [Symbol.asyncDispose]: close });
}

/** As much of a `Response` as a client needs; gathers the body as it arrives. */
class LightResponse implements TransportResponse, Dispatcher.DispatchHandler {
	status = 0;
	headers = new LightHeaders({});
	readonly #answered: (response: TransportResponse) => void;
	readonly #unanswered: (error: Error) => void;
	readonly #chunks: Buffer[] = [];
	readonly #body: Promise<string>;
	#whole: (text: string) => void = () => {};
	#broken: (error: Error) => void = () => {};
	#controller: Dispatcher.DispatchController | undefined;
	#aborted = false;

	/**
	 * @param answered called when the status and headers are there
	 * @param unanswered called where they do not come
	 */
	constructor(answered: (response: TransportResponse) => void, unanswered: (error: Error) => void) {
		this.#answered = answered;
		this.#unanswered = unanswered;
		this.#body = new Promise((resolve, reject) => {
			this.#whole = resolve;
			this.#broken = reject;
		});
		// Whoever does not come to the body does not miss it.
		this.#body.catch(() => {});
	}

	text(): Promise<string> {
		return this.#body;
	}

	/** Ends the request, also one that still waits for a connection. */
	readonly abort = (): void => {
		this.#aborted = true;
		this.#controller?.abort(new DOMException("The call gave up.", "AbortError"));
	};

	onRequestStart(controller: Dispatcher.DispatchController): void {
		this.#controller = controller;
		if (this.#aborted) this.abort();
	}

	onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
		if (status < 200) return;
		this.status = status;
		this.headers = new LightHeaders(headers);
		this.#answered(this);
	}

	onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
		this.#chunks.push(chunk);
	}

	onResponseEnd(): void {
		const [first] = this.#chunks;
		const whole = this.#chunks.length === 1 && first !== undefined ? first : Buffer.concat(this.#chunks);
		const text = whole.toString("utf8");
		// As `fetch` does.
		this.#whole(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
	}

	onResponseError(_: Dispatcher.DispatchController, error: Error): void {
		this.#unanswered(error);
		this.#broken(error);
	}
}

/** As much of `Headers` as a client needs. */
class LightHeaders implements Iterable<[string, string]> {
	readonly #values: IncomingHttpHeaders;

	constructor(values: IncomingHttpHeaders) {
		this.#values = values;
	}

	get(name: string): string | null {
		const value = this.#values[name.toLowerCase()];
		return Array.isArray(value) ? value.join(", ") : (value ?? null);
	}

	*[Symbol.iterator](): Iterator<[string, string]> {
		for (const [name, value] of Object.entries(this.#values)) {
			for (const one of Array.isArray(value) ? value : [value ?? ""]) yield [name, one];
		}
	}
}

import { Agent, type Dispatcher } from "undici";
import type { Transport } from "../transport.js";
import { LightResponse } from "./light-response.js";

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

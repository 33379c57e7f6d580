import type { TransportRequest } from "./transport.js";

/**
 * Stands in for `Request` where nobody but this package sees it: `fetch` would make its own from a real one, and making
 * one costs a third of a call.
 */
export class LightRequest {
	readonly url: string;
	readonly method: string;
	readonly headers: Headers;
	readonly body: TransportRequest["body"] | undefined;
	readonly signal: AbortSignal | undefined;
	/** The rest of what `fetch` takes. */
	readonly init: object;

	constructor(url: string, { method, headers, body, signal, ...init }: RequestInit & { readonly headers: Headers }) {
		this.url = url;
		this.method = method ?? "GET";
		this.headers = headers;
		this.body = body as TransportRequest["body"];
		this.signal = signal ?? undefined;
		this.init = init;
	}
}

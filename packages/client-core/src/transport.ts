import type { AnswerHeaders, RequestDetails } from "./errors.js";

/**
 * Sends one request and fulfils when the status and headers are there. `fetch` is one; so is what `nodeTransport()` of
 * the entry `./node` returns. It follows no redirect, and rejects where there is no answer.
 */
export interface Transport {
	(url: string, request: TransportRequest): Promise<TransportResponse>;
	/** Takes what it adds to requests and must not show up anywhere out of a text. */
	readonly redact?: (text: string) => string;
}

/** The body of a request. All but a stream can be sent again. */
export type TransportBody = string | ArrayBuffer | Uint8Array<ArrayBuffer> | Blob | ReadableStream<Uint8Array>;

/** What a transport sends: an init of `fetch`. */
export interface TransportRequest {
	/** Which call it is a try of. */
	readonly call: RequestDetails;
	readonly method: string;
	readonly headers: Record<string, string>;
	readonly body?: TransportBody;
	/** Beside a body that is a stream: what `fetch` wants to be told then. */
	readonly duplex?: "half";
	readonly redirect: "manual" | "error" | "follow";
	/** Aborts when the call gives up. Only where the call has a signal or names timeouts: `fetch` pays dearly for it. */
	readonly signal?: AbortSignal;
	/** Says what to stop when the call gives up; for transports that need no signal. */
	onGiveUp(stop: () => void): void;
}

/** What a transport needs to give: a part of `Response`. Either `text` or `body` is used, and once. */
export interface TransportResponse {
	readonly status: number;
	readonly headers: AnswerHeaders;
	text(): Promise<string>;
	/** The bytes, with the content coding taken off. */
	readonly body: ReadableStream<Uint8Array> | null;
}

/**
 * Sends one request and fulfils when the status and headers are there. `fetch` is one; so is what `nodeTransport()` of
 * the entry `./node` returns. It follows no redirect, and rejects where there is no answer.
 */
export type Transport = (url: string, request: TransportRequest) => Promise<TransportResponse>;

/** What a transport sends: an init of `fetch`. */
export interface TransportRequest {
	readonly method: string;
	readonly headers: Record<string, string>;
	readonly body?: string | ArrayBuffer;
	readonly redirect: "manual" | "error" | "follow";
	/** Aborts when the call gives up. Only where the call has a signal or names timeouts: `fetch` pays dearly for it. */
	readonly signal?: AbortSignal;
	/** Says what to stop when the call gives up; for transports that need no signal. */
	onGiveUp(stop: () => void): void;
}

/** What a transport needs to give: a part of `Response`. */
export interface TransportResponse {
	readonly status: number;
	readonly headers: { get(name: string): string | null } & Iterable<[string, string]>;
	text(): Promise<string>;
}

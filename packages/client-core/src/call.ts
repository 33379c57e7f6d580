import type { AnswerHeaders, RequestDetails } from "./errors.js";
import type { RetrySettings, TimeoutSettings } from "./options.js";
import type { Transport, TransportBody, TransportResponse } from "./transport.js";

/** One call, ready to be sent. */
export interface Call {
	readonly request: RequestDetails;
	readonly url: string;
	readonly headers: Record<string, string>;
	/** A function makes it anew for each try. */
	readonly body?: TransportBody | (() => TransportBody) | undefined;
	readonly signal: AbortSignal | undefined;
	readonly timeout: TimeoutSettings;
	readonly retry: RetrySettings;
	/** Whether a try that is given up is to be aborted as well. */
	readonly abortable: boolean;
	/** Another transport than the client's. */
	readonly transport?: Transport | undefined;
	/** What a call by path says beyond, such as `redirect` and `cache`. */
	readonly init?: object | undefined;
	/** Whether the server knows a try that it has had before, by a key. */
	readonly isIdempotent?: boolean;
	/** Whether the body of an answer of this status is left to be read as a stream, which is in no timeout. */
	readonly streams?: ((status: number) => boolean) | undefined;
}

/** An answer of any status, with its body. */
export interface Reply {
	readonly status: number;
	readonly headers: AnswerHeaders;
	/** The body; empty where it is left to be read as a stream. */
	readonly text: string;
	/** Why the body is not whole. Only with a status of failure; otherwise the try failed. */
	readonly broken?: unknown;
	/** How many requests were sent to get it. */
	readonly attempts: number;
	/** Whether the answer to an earlier try was lost, and may have been done. */
	readonly lost?: true | undefined;
	/** What the transport gave. */
	readonly response: TransportResponse;
	/** Ends a body that is read as a stream. */
	readonly giveUp?: () => void;
}

import type { RequestDetails } from "../errors/request-details.js";
import type { RetrySettings, TimeoutSettings } from "../settings.js";
import type { Transport, TransportRequest, TransportResponse } from "../transport.js";

/** One call, ready to be sent. */
export interface Call {
	readonly request: RequestDetails;
	readonly url: string;
	readonly headers: Record<string, string>;
	readonly body?: TransportRequest["body"] | undefined;
	readonly signal: AbortSignal | undefined;
	readonly timeout: TimeoutSettings;
	readonly retry: RetrySettings;
	/** Whether a try that is given up is to be aborted as well. */
	readonly abortable: boolean;
	/** Another transport than the client's. */
	readonly transport?: Transport | undefined;
	/** What a call by path says beyond, such as `redirect` and `cache`. */
	readonly init?: object | undefined;
	/** Whether the caller reads the body himself, as a stream; it is then in no timeout. */
	readonly unread?: boolean;
}

/** An answer of any status, with its body. */
export interface Reply {
	readonly status: number;
	readonly headers: TransportResponse["headers"];
	readonly text: string;
	/** Why the body is not whole. Only with a status of failure; otherwise the try failed. */
	readonly broken?: unknown;
	/** How many requests were sent to get it. */
	readonly attempts: number;
	/** What the transport gave. */
	readonly response: TransportResponse;
}

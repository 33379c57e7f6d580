import type { Observer } from "../observe.js";

/** Where the spans of requests go. */
export interface Tracing {
	observer: Observer;
	/** Sends what is left; waits no longer than a little while. */
	close(): Promise<void>;
}

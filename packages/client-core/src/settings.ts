import type { CallOptions, ClientOptions } from "./options.js";

/** How failures are tried again, with nothing left open. */
export interface RetrySettings {
	readonly retries: number;
	readonly delay: (retry: number) => number;
	readonly maxRetryAfter: number;
}

const never: RetrySettings = { retries: 0, delay: () => 0, maxRetryAfter: 0 };

/** The retries that options ask for, over those of the client. */
export function retrySettings(options: CallOptions["retry"], base: RetrySettings = standard): RetrySettings {
	if (options === undefined) return base;
	if (options === false) return never;
	return {
		retries: options.retries ?? base.retries,
		delay: options.delay ?? base.delay,
		maxRetryAfter: options.maxRetryAfter ?? base.maxRetryAfter,
	};
}

const standard: RetrySettings = {
	retries: 2,
	// Full jitter: clients that failed together do not come back together.
	delay: (retry) => Math.random() * Math.min(8000, 250 * 2 ** (retry - 1)),
	maxRetryAfter: 60_000,
};

/** Timeouts with nothing left open; 0 for none. */
export interface TimeoutSettings {
	readonly try: number;
	readonly total: number;
	/** Whether there is one, and it was named by the client or the call. */
	readonly named: boolean;
}

/** The timeouts that options ask for, over those of the client. */
export function timeoutSettings(
	options: ClientOptions["timeout"],
	base: TimeoutSettings = { try: 30_000, total: 0, named: false },
): TimeoutSettings {
	if (options === undefined) return base;
	const { try: one = base.try, total = base.total } = options;
	return { try: one, total, named: one > 0 || total > 0 };
}

import type { Engine } from "../engine.js";
import { ClientError } from "../errors/client-error.js";
import type { HookRequest } from "../options.js";
import { joinHeaders } from "../request-headers.js";
import { retryAfter } from "../retry-after.js";
import type { Call, Reply } from "./call.js";
import { Lifetime } from "./lifetime.js";
import { isSafeToRepeat } from "./repeat.js";
import { tryOnce } from "./try-once.js";

/**
 * Sends a call through the throttle, again where that is safe, within its timeouts, and tells the hooks.
 *
 * @returns the answer, of whatever status
 * @throws NetworkError, TimeoutError, AbortedError
 */
export async function exchange(engine: Engine, call: Call): Promise<Reply> {
	const lifetime = new Lifetime(call.request, call.signal, call.timeout.total);
	let attempts = 0;
	try {
		for (;;) {
			lifetime.check();
			if (engine.throttle?.tryTake() === false) await place(engine, lifetime, attempts > 0);
			attempts += 1;
			const outcome = await attempt(engine, call, lifetime, attempts);
			const failed = outcome instanceof ClientError;
			const after = failed ? undefined : retryAfter(outcome.headers.get("retry-after"), Date.now());
			const throttled = !failed && engine.isThrottled(outcome.status);
			if (throttled) engine.throttle?.full(after ?? 0);
			const again = attempts <= call.retry.retries && isSafeToRepeat(call.request.method, outcome, throttled, after);
			const delay = again ? (after ?? call.retry.delay(attempts)) : 0;
			if (!again || (after !== undefined && after > call.retry.maxRetryAfter) || !lifetime.outlasts(delay)) {
				if (failed) throw outcome;
				return outcome;
			}
			const reason = failed ? outcome : outcome.status;
			engine.hooks.onRetry?.({ ...call.request, attempt: attempts, reason, delay });
			await lifetime.pause(delay);
		}
	} catch (error) {
		if (error instanceof ClientError) error.attempts = attempts;
		throw error;
	} finally {
		lifetime.dispose();
	}
}

function place({ throttle }: Engine, lifetime: Lifetime, first: boolean): Promise<void> {
	return lifetime.during((resolve) => throttle?.wait(resolve, first) ?? (() => {}));
}

/** One try, with its hooks. What it failed with is returned, what a hook throws is thrown. */
async function attempt(engine: Engine, call: Call, lifetime: Lifetime, number: number): Promise<Reply | ClientError> {
	const { onRequest, onResponse } = engine.hooks;
	const about: HookRequest = { ...call.request, attempt: number };
	const added = onRequest?.(about);
	const started = performance.now();
	const headers = added ? joinHeaders(added, call.headers) : call.headers;
	try {
		const reply = await tryOnce(engine, call, headers, lifetime, number);
		const { status } = reply;
		const requestId = engine.requestId(reply.headers);
		onResponse?.({ ...about, status, requestId, duration: performance.now() - started });
		return reply;
	} catch (error) {
		if (error instanceof ClientError) return error;
		throw error;
	}
}

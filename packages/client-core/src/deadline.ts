import type { Call } from "./call.js";
import { AbortedError, type ClientError, type Progress, TimeoutError } from "./errors.js";

/** Begins what takes time, and returns what stops it. */
type Start<Value> = (
	resolve: (value: Value | PromiseLike<Value>) => void,
	reject: (error: unknown) => void,
) => () => void;

/** What a timer holds; a longer wait would end at once. */
const longest = 2 ** 31 - 1;

/**
 * From the start of a call to its end, which the caller's signal or the timeout of the whole may bring on. A call waits
 * for one thing at a time, so there is one timer, and one place for what to stop.
 */
export class Deadline implements Progress {
	/** Whether a request may have left. */
	sent = false;
	/** Whether the answer to a write was lost. */
	maybeApplied: true | undefined;
	readonly #call: Call;
	readonly #end: number;
	#over: ClientError | undefined;
	#stop: ((error: ClientError) => void) | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(call: Call) {
		this.#call = call;
		const { signal, timeout } = call;
		this.#end = timeout.total > 0 ? performance.now() + timeout.total : Number.POSITIVE_INFINITY;
		if (signal?.aborted) this.#abort();
		else signal?.addEventListener("abort", this.#abort);
	}

	readonly #abort = (): void => {
		const { request, signal } = this.#call;
		const reason: unknown = signal?.reason;
		// The signal of `AbortSignal.timeout()` is a timeout, not somebody who has changed his mind.
		const late = (reason as Error | undefined)?.name === "TimeoutError";
		this.#finish(
			late ? new TimeoutError(request, "signal", this, undefined, reason) : new AbortedError(request, reason, this),
		);
	};

	#finish(error: ClientError): void {
		this.#over = error;
		this.#stop?.(error);
	}

	/** The error of the timeout of the whole call. */
	get late(): TimeoutError {
		return new TimeoutError(this.#call.request, "total", this, this.#call.timeout.total);
	}

	/** Whether a wait of so long ends before the call has to. */
	outlasts(milliseconds: number): boolean {
		return performance.now() + milliseconds < this.#end;
	}

	/**
	 * @returns how long the call may still take
	 * @throws what ended the call, where something did
	 */
	check(): number {
		const left = this.#end - performance.now();
		if (this.#over !== undefined) throw this.#over;
		if (left <= 0) throw this.late;
		return left;
	}

	/**
	 * Waits for something that the end of the call stops.
	 *
	 * @param limit the timeout of one try, where it is one; 0 for none
	 */
	during<Value>(start: Start<Value>, limit = 0): Promise<Value> {
		return new Promise((resolve, reject) => {
			const left = this.check();
			const isTry = limit > 0 && limit < left;
			const wait = isTry ? limit : left;
			const expire = (): void => {
				if (isTry) this.#stop?.(new TimeoutError(this.#call.request, "try", this, limit));
				else this.#finish(this.late);
			};
			clearTimeout(this.#timer);
			this.#timer = wait <= longest ? setTimeout(expire, wait) : undefined;
			const stop = start(resolve, reject);
			// After it is settled this does nothing any more.
			this.#stop = (error) => {
				// First, since what is stopped may reject as well.
				reject(error);
				stop();
			};
		});
	}

	/** Leaves no listener and no timer behind. */
	dispose(): void {
		clearTimeout(this.#timer);
		this.#call.signal?.removeEventListener("abort", this.#abort);
	}
}

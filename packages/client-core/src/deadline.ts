import { AbortedError, type ClientError, type RequestDetails, TimeoutError } from "./errors.js";

/** Begins what takes time, and returns what stops it. */
type Start<Value> = (
	resolve: (value: Value | PromiseLike<Value>) => void,
	reject: (error: unknown) => void,
) => () => void;

/**
 * From the start of a call to its end, which the caller's signal or the timeout of the whole may bring on. A call waits
 * for one thing at a time, so there is one place for what to stop.
 */
export class Lifetime {
	readonly #request: RequestDetails;
	readonly #signal: AbortSignal | undefined;
	readonly #deadline: number;
	readonly #timer: ReturnType<typeof setTimeout> | undefined;
	#over: ClientError | undefined;
	#stop: ((error: ClientError) => void) | undefined;

	constructor(request: RequestDetails, signal: AbortSignal | undefined, total: number) {
		this.#request = request;
		this.#signal = signal;
		this.#deadline = total > 0 ? performance.now() + total : Number.POSITIVE_INFINITY;
		if (total > 0) this.#timer = setTimeout(() => this.#end(new TimeoutError(request, "total", total)), total);
		if (signal?.aborted) this.#abort();
		else signal?.addEventListener("abort", this.#abort);
	}

	readonly #abort = (): void => this.#end(new AbortedError(this.#request, this.#signal?.reason));

	#end(error: ClientError): void {
		this.#over = error;
		this.#stop?.(error);
	}

	/** Whether a wait of so long ends before the call has to. */
	outlasts(milliseconds: number): boolean {
		return performance.now() + milliseconds < this.#deadline;
	}

	/** @throws what ended the call, where something did */
	check(): void {
		if (this.#over !== undefined) throw this.#over;
	}

	/** Waits for something that the end of the call stops. */
	during<Value>(start: Start<Value>): Promise<Value> {
		return new Promise((resolve, reject) => {
			this.check();
			const stop = start(resolve, reject);
			// After it is settled this does nothing any more.
			this.#stop = (error) => {
				reject(error);
				stop();
			};
		});
	}

	/** Waits for some time. */
	pause(milliseconds: number): Promise<void> {
		return this.during((resolve) => {
			const timer = setTimeout(resolve, milliseconds);
			return () => clearTimeout(timer);
		});
	}

	/** Leaves neither a timer nor a listener behind. */
	dispose(): void {
		clearTimeout(this.#timer);
		this.#signal?.removeEventListener("abort", this.#abort);
	}
}

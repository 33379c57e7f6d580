/** So many requests a second, after a burst. */
export interface Rate {
	perSecond: number;
	/** As many as this may be sent at once. */
	burst: number;
	/** Where it comes from, for people: `x-throttle`. */
	source: string;
	/** It holds for every request, also for those that are there to exhaust a throttle. */
	strict: boolean;
}

/** Keeps requests to a rate: a leaky bucket on the sender's side, so that the server's never overflows. */
export class Pace {
	readonly rate: Rate | undefined;
	#level = 0;
	#at = performance.now();

	/** @param rate `undefined`: as fast as they come. */
	constructor(rate: Rate | undefined) {
		this.rate = rate;
	}

	/** Waits until one more request fits, and counts it. An abort ends the wait. */
	async wait(signal?: AbortSignal): Promise<void> {
		this.#leak();
		this.#level++;
		const over = this.rate === undefined ? 0 : this.#level - this.rate.burst;
		if (this.rate === undefined || over <= 0) return;
		const ms = (over / this.rate.perSecond) * 1000;
		await new Promise<void>((resolve) => {
			const done = () => {
				clearTimeout(timer);
				signal?.removeEventListener("abort", done);
				resolve();
			};
			const timer = setTimeout(done, ms);
			if (signal?.aborted) done();
			else signal?.addEventListener("abort", done, { once: true });
		});
	}

	/** Counts a request that must not wait, because it is there to fill the bucket. */
	count(): void {
		this.#leak();
		this.#level++;
	}

	#leak(): void {
		const now = performance.now();
		const leaked = ((now - this.#at) / 1000) * (this.rate?.perSecond ?? 0);
		this.#level = Math.max(0, this.#level - leaked);
		this.#at = now;
	}
}

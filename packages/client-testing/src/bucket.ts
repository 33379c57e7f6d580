/** How many requests there is room for, and how fast room is made. */
export interface Bucket {
	readonly capacity: number;
	readonly leakPerSecond: number;
}

/** Gives the time in milliseconds, from any moment on. */
export type Clock = () => number;

/** A leaky bucket. */
export class LeakyBucket {
	readonly #bucket: Bucket;
	readonly #now: Clock;
	#level = 0;
	#at: number;

	constructor(bucket: Bucket, now: Clock) {
		this.#bucket = bucket;
		this.#now = now;
		this.#at = now();
	}

	/** Admits a request, or says after how many whole seconds there is room for it. */
	admit(): number | undefined {
		const { capacity, leakPerSecond } = this.#bucket;
		const now = this.#now();
		this.#level = Math.max(0, this.#level - ((now - this.#at) / 1000) * leakPerSecond);
		this.#at = now;
		const excess = this.#level + 1 - capacity;
		// What has leaked may miss a whole request by less than a number can hold.
		if (excess > 1e-9) return Math.max(1, Math.ceil(excess / leakPerSecond));
		this.#level += 1;
		return undefined;
	}
}

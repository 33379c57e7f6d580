import type { Bucket, BucketData, Refusal } from "../data/interface.js";

/**
 * A bucket in words.
 *
 * @example
 * describeBucket({ capacity: 50, leakPerSecond: 2 }); // "The bucket of 50 requests leaks 2 per second."
 */
export function describeBucket({ capacity, leakPerSecond }: Bucket): string {
	const requests = capacity === 1 ? "1 request" : `${capacity} requests`;
	const leak = leakPerSecond >= 1 ? `${leakPerSecond} per second` : `1 per ${Math.round(1 / leakPerSecond)} seconds`;
	return `The bucket of ${requests} leaks ${leak}.`;
}

/** A clock in milliseconds that never goes back. */
export type Clock = () => number;

interface Level {
	filled: number;
	at: number;
	bucket: Bucket;
}

/** From how many buckets on those that have run empty are forgotten. */
const SWEEP_FROM = 10_000;

/** Rounding of the level must not refuse a request that just fits. */
const EPSILON = 1e-9;

/**
 * Leaky buckets in memory, one for each key. A request that is refused does not fill the bucket.
 *
 * @example
 * const throttle = new Throttle(() => performance.now());
 * throttle.admit("1/2", { capacity: 50, leakPerSecond: 2 }); // undefined: admitted
 */
export class Throttle {
	readonly #clock: Clock;
	readonly #levels = new Map<string, Level>();
	#sweepAt = SWEEP_FROM;

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** Admits one request, or says after how many whole seconds (at least 1) there is room for it. */
	admit(key: string, bucket: Bucket): Refusal | undefined {
		const now = this.#clock();
		const level = this.#levels.get(key);
		const filled = level ? leaked(level.filled, bucket, now - level.at) : 0;
		const excess = filled + 1 - bucket.capacity;
		if (excess > EPSILON) {
			return { retryAfterSeconds: Math.max(1, Math.ceil(excess / bucket.leakPerSecond - EPSILON)) };
		}
		this.#levels.set(key, { filled: filled + 1, at: now, bucket });
		if (this.#levels.size >= this.#sweepAt) this.#sweep(now);
		return undefined;
	}

	/** The number of buckets in memory. */
	get size(): number {
		return this.#levels.size;
	}

	#sweep(now: number): void {
		for (const [key, { filled, at, bucket }] of this.#levels) {
			if (leaked(filled, bucket, now - at) === 0) this.#levels.delete(key);
		}
		// Never less often than each doubling, so that sweeping stays cheap when the buckets are in use.
		this.#sweepAt = Math.max(SWEEP_FROM, this.#levels.size * 2);
	}
}

function leaked(filled: number, bucket: Bucket, milliseconds: number): number {
	return Math.max(0, filled - (bucket.leakPerSecond * milliseconds) / 1000);
}

/** {@link BucketData} in the memory of one process. */
export function memoryBuckets(clock: Clock): BucketData {
	const throttle = new Throttle(clock);
	return {
		admit: (storeId, applicationId, bucket) => throttle.admit(`${storeId}/${applicationId}`, bucket),
	};
}

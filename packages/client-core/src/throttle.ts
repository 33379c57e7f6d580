/** The figures of a leaky bucket. */
export interface ThrottleFigures {
	/** How many requests the bucket holds. */
	readonly capacity: number;
	/** How many of them leak out each second. */
	readonly leakPerSecond: number;
}

/**
 * A leaky bucket that requests wait for, first come, first served. One belongs to each client; clients that ask for the
 * same store and application share one by the option `throttle`.
 *
 * It counts what it lets through, not what the server counts: another process of the same application fills the
 * server's bucket too, and is noticed by an answer of 429, after which everything here waits.
 *
 * @throws RangeError where the figures are not above zero, or the capacity is below 1
 * @example new Throttle({ capacity: 50, leakPerSecond: 2 })
 */
export class Throttle {
	readonly #capacity: number;
	readonly #leakPerMs: number;
	#level = 0;
	#levelAt = performance.now();
	#closedUntil = 0;
	#waiting: ((taken: boolean) => void)[] = [];
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor({ capacity, leakPerSecond }: ThrottleFigures) {
		if (!(capacity >= 1 && leakPerSecond > 0)) {
			throw new RangeError(
				`A throttle of capacity ${capacity} that leaks ${leakPerSecond} per second lets nothing through.`,
			);
		}
		this.#capacity = capacity;
		this.#leakPerMs = leakPerSecond / 1000;
	}

	/** How many requests wait. */
	get waiting(): number {
		return this.#waiting.length;
	}

	/** Takes a place in the bucket if there is one and nobody waits for it. */
	tryTake(): boolean {
		if (this.#waiting.length > 0 || this.delay() > 0) return false;
		this.#level += 1;
		return true;
	}

	/** Milliseconds until the time that the server has named, before which nothing is let through; 0 for none. */
	get closedFor(): number {
		return Math.max(0, this.#closedUntil - performance.now());
	}

	/**
	 * Waits for a place in the bucket and takes it.
	 *
	 * @param served called once: with true when a place is taken, with false when the server has closed the bucket in the
	 * meantime, so that the wait is another one
	 * @param first whether to wait before all others, as a request does that was in the bucket before
	 * @returns gives the place in the queue up; of no effect once it is taken
	 */
	wait(served: (taken: boolean) => void, first = false): () => void {
		if (first) this.#waiting.unshift(served);
		else this.#waiting.push(served);
		this.#serve();
		return () => {
			const place = this.#waiting.indexOf(served);
			if (place === -1) return;
			this.#waiting.splice(place, 1);
			this.#serve();
		};
	}

	/**
	 * The server says that its bucket is full.
	 *
	 * @param milliseconds how long nothing is let through
	 */
	full(milliseconds: number): void {
		const now = performance.now();
		this.#level = this.#capacity;
		this.#levelAt = now;
		this.#closedUntil = Math.max(this.#closedUntil, now + milliseconds);
		for (const served of this.#waiting.splice(0)) served(false);
		this.#serve();
	}

	/** Milliseconds until there is a place, after so many others; as far as can be told. */
	delay(ahead = 0): number {
		const now = performance.now();
		this.#level = Math.max(0, this.#level - (now - this.#levelAt) * this.#leakPerMs);
		this.#levelAt = now;
		// What rounding leaves above the brim would cost a timer of its own.
		const over = this.#level + 1 + ahead - this.#capacity;
		return Math.max(this.#closedUntil - now, over > 1e-9 ? over / this.#leakPerMs : 0);
	}

	#serve(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		while (this.#waiting.length > 0) {
			const delay = this.delay();
			if (delay > 0) {
				// No longer than a timer can hold; then it is looked at again.
				this.#timer = setTimeout(() => this.#serve(), Math.min(Math.ceil(delay), 2 ** 31 - 1));
				return;
			}
			this.#level += 1;
			this.#waiting.shift()?.(true);
		}
	}
}

import type { Bucket } from "./bucket.js";

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

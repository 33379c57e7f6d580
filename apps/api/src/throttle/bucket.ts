/** The size of a leaky bucket, as the document's `x-throttle` gives it or a store has its own. */
export interface Bucket {
	capacity: number;
	leakPerSecond: number;
}

/** How a store is throttled: as the document says, by a bucket of its own, or not at all. */
export type StoreThrottle = Bucket | "document" | "off";

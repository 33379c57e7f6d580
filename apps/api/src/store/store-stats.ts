/** Figures of a store for metrics. */
export interface StoreStats {
	/** The connections to the database, where there is a pool of them. */
	pool?: {
		/** The most that there may be. */
		max: number;
		/** Those that there are, idle ones among them. */
		open: number;
		idle: number;
		/** Requests that wait for one. */
		waiting: number;
	};
	/** How many commits there were since the start, by the number of writes that they made durable. */
	commits?: ReadonlyMap<number, number>;
}

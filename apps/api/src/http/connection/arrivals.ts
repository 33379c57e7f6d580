import type { Awaitable } from "../../data/interface.js";

/**
 * Lets requests that have arrived when the event loop turns share one look at the data. That is as exact as a look for
 * each: all of them were on their way before it, so none can know of a change that comes after it. A second request on one
 * connection could (a client may send it once it has seen the change), and gets a look of its own.
 *
 * @param look throws where the data is no longer there; then the next request looks again
 * @returns to be called for each request that has arrived, with its connection
 */
export function sharedLook(look: () => Awaitable<void>): (connection: object) => Awaitable<void> {
	/** The connections whose requests share the last look. */
	const sharing = new Set<object>();
	let looked: Awaitable<void>;
	return (connection) => {
		if (sharing.size === 0 || sharing.has(connection)) {
			const isFirst = sharing.size === 0;
			looked = look();
			if (isFirst) setImmediate(() => sharing.clear());
		}
		sharing.add(connection);
		return looked;
	};
}

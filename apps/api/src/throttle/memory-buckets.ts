import type { BucketData } from "../store/store.js";
import { type Clock, Throttle } from "./throttle.js";

/** {@link BucketData} in the memory of one process. */
export function memoryBuckets(clock: Clock): BucketData {
	const throttle = new Throttle(clock);
	return {
		admit: (storeId, applicationId, bucket) => throttle.admit(`${storeId}/${applicationId}`, bucket),
	};
}

import type { BucketData } from "../interface.js";
import type { Connections, Statement } from "./connections.js";

// A bucket is kept as the time at which it runs empty: how full it is follows from that and from how fast it leaks. The
// row is locked before the clock is asked, so that the requests of all replicas pass one after another, and the clock is
// asked once. One that was set back must not keep the bucket full for longer than it takes to leak.
const ADMIT: Statement = {
	name: "admit",
	text: `INSERT INTO buckets AS bucket (store_id, application_id, empty_at, wait)
		VALUES ($1, $2, clock_timestamp() + make_interval(secs => 1 / $4::double precision), 0)
		ON CONFLICT (store_id, application_id) DO UPDATE SET (empty_at, wait) = (
			SELECT
				now + make_interval(secs => CASE WHEN excess > 1e-6 THEN filled ELSE filled + 1 END / $4::double precision),
				CASE WHEN excess > 1e-6 THEN excess / $4::double precision ELSE 0 END
			FROM (
				SELECT now, filled, filled + 1 - $3::double precision AS excess FROM (
					SELECT now, least(greatest(extract(epoch FROM bucket.empty_at - now) * $4::double precision, 0), $3::double precision) AS filled
					FROM (SELECT clock_timestamp() AS now) AS clock
				) AS level
			) AS request
		)
		RETURNING wait`,
};

/** {@link BucketData} in PostgreSQL, by its clock: all replicas share the buckets. A crash of the server empties them. */
export function postgresBuckets(connections: Connections): BucketData {
	return {
		async admit(storeId, applicationId, { capacity, leakPerSecond }) {
			const values = [storeId, applicationId, capacity, leakPerSecond];
			const [request] = await connections.query<{ wait: number }>(ADMIT, values);
			const wait = request?.wait ?? 0;
			return wait === 0 ? undefined : { retryAfterSeconds: Math.max(1, Math.ceil(wait - 1e-6)) };
		},
	};
}

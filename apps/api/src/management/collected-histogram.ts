import type { Metric } from "prom-client";

/** A histogram's state: how often each value was seen. */
type Occurrences = ReadonlyMap<number, number>;

/**
 * A histogram of values that are counted elsewhere and only read when metrics are asked for: the library's own has to
 * be told of each value.
 *
 * @param bounds the upper bounds of the buckets, ascending
 */
export function collectedHistogram(
	name: string,
	help: string,
	bounds: readonly number[],
	read: () => Occurrences,
): Metric<"le"> {
	async function get() {
		const counts = [...read()];
		const upTo = (bound: number) =>
			counts.reduce((total, [value, count]) => (value <= bound ? total + count : total), 0);
		const count = upTo(Number.POSITIVE_INFINITY);
		const sum = counts.reduce((total, [value, count]) => total + value * count, 0);
		const bucket = (le: number | string, value: number) => ({ metricName: `${name}_bucket`, labels: { le }, value });
		return {
			name,
			help,
			type: "histogram",
			aggregator: "sum",
			values: [
				...bounds.map((bound) => bucket(bound, upTo(bound))),
				bucket("+Inf", count),
				{ metricName: `${name}_sum`, labels: {}, value: sum },
				{ metricName: `${name}_count`, labels: {}, value: count },
			],
		};
	}
	// The registry asks for `name` and `get`; the library's type names its own classes alone.
	return { name, get } as unknown as Metric<"le">;
}

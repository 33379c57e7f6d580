import { createServer, type Server } from "node:http";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { DatabaseStats } from "../data/interface.js";
import type { Observation, Observer } from "../http/observe.js";

/** Upper bounds of the latency buckets, in seconds: from what a small read takes to what nobody waits for. */
const LATENCIES = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const COMMIT_SIZES = [1, 2, 4, 8, 16, 32, 64, 128, 256];

/** The label of requests that no operation took. */
const NO_OPERATION = "none";

/** The label of requests whose connection closed before the answer was out. */
const ABORTED = "aborted";

/** The metrics of a service. */
export interface Metrics {
	observer: Observer;
	/** All metrics as text, and its media type. */
	contentType: string;
	text(): Promise<string>;
}

/**
 * Makes the metrics of a service and of its process.
 *
 * Labels are `operation` and `status` alone, both from the document: no path, store or header becomes one, so that no
 * client can make up series.
 *
 * @param server whose connections are counted
 * @param stats the figures of the store, where it has any
 */
export function createMetrics(server: Server, stats: (() => DatabaseStats) | undefined): Metrics {
	const registry = new Registry();
	const registers = [registry];
	collectDefaultMetrics({ register: registry });
	const durations = new Histogram({
		name: "api_request_duration_seconds",
		help: "Time from the headers of a request to the end of its answer, by operation and status.",
		labelNames: ["operation", "status"],
		buckets: LATENCIES,
		registers,
	});
	const refusals = new Counter({
		name: "api_throttle_refusals_total",
		help: "Requests refused with 429 because the bucket of their store and application was full.",
		registers,
	});
	new Gauge({
		name: "api_open_connections",
		help: "Connections of clients that are open.",
		registers,
		async collect() {
			this.set(await connections(server));
		},
	});
	if (stats) addStoreMetrics(registry, stats);

	function ended({ operation = NO_OPERATION, status, seconds }: Observation): void {
		durations.observe({ operation, status: status ?? ABORTED }, seconds);
		if (status === 429) refusals.inc();
	}

	return {
		observer: () => ended,
		contentType: registry.contentType,
		text: () => registry.metrics(),
	};
}

function connections(server: Server): Promise<number> {
	return new Promise((resolve, reject) => {
		server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
	});
}

function addStoreMetrics(registry: Registry, stats: () => DatabaseStats): void {
	const registers = [registry];
	const { pool, commits } = stats();
	if (pool) {
		new Gauge({
			name: "api_database_connections",
			help: "Connections to the database by state; waiting are requests that have none yet, max the most there may be.",
			labelNames: ["state"],
			registers,
			collect() {
				const { max, open, idle, waiting } = stats().pool ?? pool;
				this.set({ state: "max" }, max);
				this.set({ state: "busy" }, open - idle);
				this.set({ state: "idle" }, idle);
				this.set({ state: "waiting" }, waiting);
			},
		});
	}
	if (commits) {
		const told = new Map<number, number>();
		new Histogram({
			name: "api_commit_writes",
			help: "Writes that one commit made durable.",
			buckets: COMMIT_SIZES,
			registers,
			collect() {
				for (const [writes, count] of stats().commits ?? commits) {
					for (let known = told.get(writes) ?? 0; known < count; known++) this.observe(writes);
					told.set(writes, count);
				}
			},
		});
	}
}

/** The path of the metrics. */
export const METRICS_PATH = "/metrics";

/**
 * Makes the listener that metrics are read from. It is apart from the API's, so that whoever reaches the one need not
 * reach the other; it knows no credentials.
 */
export function createMetricsServer(metrics: Pick<Metrics, "text" | "contentType">): Server {
	return createServer(async (request, response) => {
		request.resume();
		if (request.url?.split("?")[0] !== METRICS_PATH) {
			response.writeHead(404).end();
			return;
		}
		if (request.method !== "GET" && request.method !== "HEAD") {
			response.writeHead(405, { allow: "GET, HEAD" }).end();
			return;
		}
		try {
			const text = await metrics.text();
			response
				.writeHead(200, { "content-type": metrics.contentType })
				.end(request.method === "HEAD" ? undefined : text);
		} catch {
			response.writeHead(500).end();
		}
	});
}

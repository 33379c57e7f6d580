import { createServer, type Server } from "node:http";
import type { Metrics } from "./metrics.js";

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

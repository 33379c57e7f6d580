import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import type { Database } from "../data/interface.js";
import { send } from "../http/response/send.js";

/**
 * How long the data may take to say that it is there, in milliseconds; then it counts as not there. Longer than a write
 * waits for a lock, so that the log has the store's own reason.
 */
const READY_TIMEOUT = 3000;

/** Seconds after which a probe that was refused may come again. */
const RETRY_AFTER = "1";

/** What readiness depends on. */
export interface Readiness {
	data: Pick<Database, "ready">;
	/** Told each time that the data is found to be there, or not to be. */
	log?: Pick<Logger, "error" | "warn"> | undefined;
	/** How long the data may take to answer, in milliseconds; for tests. */
	timeout?: number;
}

/**
 * Adds `GET /healthz`, which answers as long as the process does, and `GET /readyz`, which is 503 while the service
 * drains or its data cannot be reached. Both lie outside the API's base path and need no credentials, so they tell the
 * state alone; the log has the reason.
 */
export function addHealth(server: FastifyInstance, readiness: Readiness): void {
	const headers = { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" };
	const dataReady = readinessOf(readiness.data, readiness.timeout ?? READY_TIMEOUT);
	let failed = false;

	server.get("/healthz", { config: { operation: "healthz", path: "/healthz", probe: true } }, (_request, reply) =>
		send(reply, 200, headers, state("alive")),
	);

	server.get("/readyz", { config: { operation: "readyz", path: "/readyz", probe: true } }, async (_request, reply) => {
		const notReady = (reason: string) => send(reply, 503, { ...headers, "retry-after": RETRY_AFTER }, state(reason));
		if (server.isDraining()) return notReady("draining");
		const error = await dataReady();
		// Once for each change: probes come every few seconds.
		if (error !== undefined && !failed) readiness.log?.error({ err: error }, "not ready");
		if (error === undefined && failed) readiness.log?.warn("ready again");
		failed = error !== undefined;
		return failed ? notReady("unavailable") : send(reply, 200, headers, state("ready"));
	});
}

function state(status: string): string {
	return JSON.stringify({ status });
}

/** Asks the data at most once at a time, however many probe, and gives what is wrong within the timeout. */
function readinessOf(data: Readiness["data"], timeout: number): () => Promise<unknown> {
	let asking: Promise<unknown> | undefined;
	async function ask(): Promise<unknown> {
		try {
			await data.ready();
			return undefined;
		} catch (error) {
			return error;
		}
	}
	return async () => {
		asking ??= ask().finally(() => {
			asking = undefined;
		});
		let timer: NodeJS.Timeout | undefined;
		const late = new Promise<Error>((resolve) => {
			timer = setTimeout(() => resolve(new Error(`The data did not answer within ${timeout} ms.`)), timeout);
		});
		try {
			return await Promise.race([asking, late]);
		} finally {
			clearTimeout(timer);
		}
	};
}

import type { FastifyInstance } from "fastify";
import type { DataStore } from "../store/store.js";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** How long requests in flight may take to end once the service was told to stop, in milliseconds. */
const DRAIN_TIMEOUT = 10_000;

/**
 * Ends the process on the first signal, or on an error that nobody caught: requests in flight are answered, the data
 * is closed, and the exit code is 0 (1 after an error, or when requests did not end in time).
 *
 * Further signals change nothing: Ctrl-C reaches a service twice, from the terminal and from what started it.
 */
export function stopOnSignals(server: FastifyInstance, data: DataStore): void {
	let stopping = false;

	async function stop(exitCode: number): Promise<void> {
		if (stopping) return;
		stopping = true;
		setTimeout(() => {
			server.log.error("requests in flight did not end in time");
			process.exit(1);
		}, DRAIN_TIMEOUT).unref();
		try {
			await server.close();
			await data.close();
			process.exit(exitCode);
		} catch (error) {
			server.log.fatal({ err: error }, "stopping failed");
			process.exit(1);
		}
	}

	for (const signal of SIGNALS) process.on(signal, () => stop(0));
	for (const event of ["uncaughtException", "unhandledRejection"] as const) {
		process.on(event, (error: unknown) => {
			server.log.fatal({ err: error }, event);
			stop(1);
		});
	}
}

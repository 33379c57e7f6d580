import type { Logger } from "pino";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** What stopping needs of the service. */
export interface Stoppable {
	log: Logger;
	/** Aborted as soon as the service is told to stop: `/readyz` is 503 from then on. */
	draining: AbortController;
	/** How long connections are still taken after a signal, in milliseconds. */
	delay: number;
	/** How long requests in flight may take to end after that, in milliseconds. */
	timeout: number;
	/** Answers the requests in flight and closes everything. */
	stop(): Promise<void>;
}

/**
 * Ends the process on the first signal, or on an error that nobody caught: load balancers are told and given `delay` to
 * notice, requests in flight are answered, the data is closed, and the exit code is 0 (1 after an error, or when requests
 * did not end in time).
 *
 * Further signals change nothing: Ctrl-C reaches a service twice, from the terminal and from what started it.
 */
export function stopOnSignals({ log, draining, delay, timeout, stop }: Stoppable): void {
	async function end(exitCode: number, wait: number): Promise<void> {
		if (draining.signal.aborted) return;
		draining.abort();
		log.info("draining");
		if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
		setTimeout(() => {
			log.error("requests in flight did not end in time");
			process.exit(1);
		}, timeout).unref();
		try {
			await stop();
			process.exit(exitCode);
		} catch (error) {
			log.fatal({ err: error }, "stopping failed");
			process.exit(1);
		}
	}

	for (const signal of SIGNALS) process.on(signal, () => end(0, delay));
	for (const event of ["uncaughtException", "unhandledRejection"] as const) {
		process.on(event, (error: unknown) => {
			log.fatal({ err: error }, event);
			end(1, 0);
		});
	}
}

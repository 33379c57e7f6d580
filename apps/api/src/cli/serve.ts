import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Logger } from "pino";
import type { Database } from "../data/interface.js";
import { openData } from "../data/open-data.js";
import { basePath } from "../document.js";
import type { Observer } from "../http/observe.js";
import { ANY_ORIGIN } from "../http/response/cors.js";
import { createServer } from "../http/server.js";
import { createLog, gatherLines } from "../management/logging.js";
import { type Command, DATABASE_FLAG, type Flag } from "./command.js";
import { CommandError } from "./errors.js";
import { SERVE_SETTINGS, type ServeSettings, type SettingSpec, serveSettings } from "./settings.js";

/** Where to listen, and the flags that say so. */
export interface ListenAddress {
	host: string;
	port: number;
	hostFlag: string;
	portFlag: string;
}

/**
 * Makes a server listen.
 *
 * @param start how it is told to; `server.listen` unless a framework has its own way
 * @returns the origin of its URLs
 * @throws {CommandError} when the address cannot be had
 */
export async function listen(
	server: Server,
	address: ListenAddress,
	start: () => Promise<unknown> = () => once(server.listen(address.port, address.host), "listening"),
): Promise<string> {
	try {
		await start();
	} catch (error) {
		throw listenError(error, address);
	}
	const { address: host, family, port } = server.address() as AddressInfo;
	return `http://${family === "IPv6" ? `[${host}]` : host}:${port}`;
}

function listenError(error: unknown, { host, port, hostFlag, portFlag }: ListenAddress): Error {
	const code = error instanceof Error && "code" in error ? error.code : undefined;
	if (code === "EADDRINUSE")
		return new CommandError(`Port ${port} of ${host} is taken: choose another with ${portFlag}.`);
	if (code === "EACCES") {
		return new CommandError(`Port ${port} needs more rights: choose one above 1023 with ${portFlag}.`);
	}
	if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND" || code === "EAI_AGAIN") {
		return new CommandError(`${host} is no address of this machine: choose another with ${hostFlag}.`);
	}
	return error instanceof Error ? error : new Error(String(error));
}

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

/** What the service is called in traces unless OpenTelemetry's variables say otherwise. */
const SERVICE_NAME = "customer-groups-api";

const { host, port, ...furtherSettings } = SERVE_SETTINGS;

/** `serve` */
export const serve: Command = {
	name: "serve",
	summary: "Serves the API until SIGINT or SIGTERM. Logs go to the standard error.",
	flags: [...[host, port].map(settingFlag), DATABASE_FLAG, ...Object.values(furtherSettings).map(settingFlag)],
	environment: [
		["OTEL_EXPORTER_OTLP_ENDPOINT", "Where to send a span for each request, as OTLP over HTTP in JSON"],
		["OTEL_TRACES_EXPORTER", "otlp sends them to http://localhost:4318 without an endpoint, none sends none"],
		["OTEL_SERVICE_NAME", `What the service is called in them (default ${SERVICE_NAME})`],
	],
	async run(flags, { env, print }) {
		const settings = serveSettings(flags, env);
		const data = await openData(settings.database, { poolSize: settings.databasePool });
		const service = new Closing();
		service.closesWith(() => data.close());
		try {
			await start(settings, data, service, print);
		} catch (error) {
			await service.close();
			throw error;
		}
	},
};

/** What has to end with the service: what was started last ends first. */
class Closing {
	readonly #steps: (() => unknown)[] = [];

	closesWith(step: () => unknown): void {
		this.#steps.push(step);
	}

	async close(): Promise<void> {
		for (const step of this.#steps.splice(0).reverse()) await step();
	}
}

async function start(
	settings: ServeSettings,
	data: Database,
	service: Closing,
	print: (line: string) => void,
): Promise<void> {
	const draining = new AbortController();
	const observers: Observer[] = [];
	const log = createLog({ level: settings.logLevel, stream: gatherLines(process.stderr) });
	const server = createServer({
		data,
		throttled: settings.throttle === "on",
		corsOrigins: settings.corsOrigins,
		draining: draining.signal,
		observers,
		log,
	});

	// Loaded where they are wanted: both are large.
	if (settings.tracing) {
		const { openTracing } = await import("../management/tracing.js");
		const tracing = openTracing(SERVICE_NAME, (message) => log.logger.warn(message));
		service.closesWith(() => tracing.close());
		observers.push(tracing.observer);
	}
	let metricsUrl: string | undefined;
	if (settings.metricsPort !== undefined) {
		const { createMetrics, createMetricsServer, METRICS_PATH } = await import("../management/metrics.js");
		const metrics = createMetrics(server.server, data.stats?.bind(data));
		observers.push(metrics.observer);
		const listener = createMetricsServer(metrics);
		service.closesWith(() => {
			listener.close();
			listener.closeAllConnections();
		});
		const address = { host: settings.metricsHost, port: settings.metricsPort };
		const flags = { hostFlag: "--metrics-host", portFlag: "--metrics-port" };
		metricsUrl = (await listen(listener, { ...address, ...flags })) + METRICS_PATH;
	}

	service.closesWith(() => server.close());
	const { host, port } = settings;
	const origin = await listen(server.server, { host, port, hostFlag: "--host", portFlag: "--port" }, () =>
		server.listen({ host, port }),
	);
	log.logger.info("listening");
	const [delay, timeout] = [settings.shutdownDelay * 1000, settings.shutdownTimeout * 1000];
	stopOnSignals({ log: log.logger, draining, delay, timeout, stop: () => service.close() });
	if (settings.corsOrigins.includes(ANY_ORIGIN)) log.logger.warn("pages of every origin may use the API");
	print(`listening on ${origin}${basePath}`);
	if (metricsUrl !== undefined) print(`metrics on ${metricsUrl}`);
}

function settingFlag({ flag, value, help, variable, fallback }: SettingSpec): Flag {
	return {
		name: flag,
		value,
		help: `${help} (${variable}; ${fallback === "" ? "off by default" : `default ${fallback}`})`,
	};
}

import { SERVE_SETTINGS, type ServeSettings, type SettingSpec, serveSettings } from "../config.js";
import { basePath } from "../document.js";
import { ANY_ORIGIN } from "../http/cors.js";
import { gatherLines } from "../log-stream.js";
import { createLog } from "../logging.js";
import { createMetricsServer, METRICS_PATH } from "../management/metrics-server.js";
import type { Observer } from "../observe.js";
import { createServer } from "../server.js";
import { openData } from "../store/open-data.js";
import type { DataStore } from "../store/store.js";
import type { Command, Flag } from "./command.js";
import { DATABASE_FLAG } from "./flags.js";
import { listen } from "./listen.js";
import { stopOnSignals } from "./stop-on-signals.js";

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
	data: DataStore,
	service: Closing,
	print: (line: string) => void,
): Promise<void> {
	const draining = new AbortController();
	const observers: Observer[] = [];
	const log = createLog({ level: settings.logLevel, stream: gatherLines(process.stderr) });
	const server = createServer({
		data,
		throttled: settings.throttled,
		corsOrigins: settings.corsOrigins,
		draining: draining.signal,
		observers,
		log,
	});

	// Loaded where they are wanted: both are large.
	if (settings.tracing) {
		const { openTracing } = await import("../tracing/open-telemetry.js");
		const tracing = openTracing(SERVICE_NAME, (message) => log.logger.warn(message));
		service.closesWith(() => tracing.close());
		observers.push(tracing.observer);
	}
	let metricsUrl: string | undefined;
	if (settings.metrics) {
		const { createMetrics } = await import("../management/metrics.js");
		const metrics = createMetrics(server.server, data.stats?.bind(data));
		observers.push(metrics.observer);
		const listener = createMetricsServer(metrics);
		service.closesWith(() => {
			listener.close();
			listener.closeAllConnections();
		});
		const flags = { hostFlag: "--metrics-host", portFlag: "--metrics-port" };
		metricsUrl = (await listen(listener, { ...settings.metrics, ...flags })) + METRICS_PATH;
	}

	service.closesWith(() => server.close());
	const { host, port } = settings;
	const origin = await listen(server.server, { host, port, hostFlag: "--host", portFlag: "--port" }, () =>
		server.listen({ host, port }),
	);
	log.logger.info("listening");
	const { shutdownDelay: delay, shutdownTimeout: timeout } = settings;
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

import { isPostgresUrl } from "../data/postgres/database-url.js";
import { ANY_ORIGIN } from "../http/response/cors.js";
import { LOG_LEVELS } from "../management/logging.js";
import { UsageError } from "./errors.js";

/** The variables of OpenTelemetry that this service itself reads; its libraries read more of them. */
const ENDPOINTS = ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT"] as const;
const PROTOCOLS = ["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL"] as const;

/** The one protocol that spans are sent by. */
const PROTOCOL = "http/json";

/**
 * Whether OpenTelemetry's standard variables ask for traces: by `OTEL_TRACES_EXPORTER=otlp` or by an endpoint.
 *
 * @throws {UsageError} when they ask for what this service cannot do
 */
export function wantsTracing(env: Environment): boolean {
	const exporter = text(env.OTEL_TRACES_EXPORTER);
	if (exporter !== undefined && exporter !== "otlp" && exporter !== "none") {
		throw new UsageError(`OTEL_TRACES_EXPORTER must be one of otlp, none, not "${exporter}".`);
	}
	if (text(env.OTEL_SDK_DISABLED)?.toLowerCase() === "true" || exporter === "none") return false;
	const endpoints = ENDPOINTS.filter((name) => text(env[name]) !== undefined);
	if (exporter === undefined && endpoints.length === 0) return false;
	for (const name of endpoints) {
		// Not repeated in the message: an endpoint may carry a password.
		if (!isHttpUrl(env[name])) throw new UsageError(`${name} must be a URL such as http://collector.example:4318.`);
	}
	for (const name of PROTOCOLS) {
		const protocol = text(env[name]);
		if (protocol !== undefined && protocol !== PROTOCOL) {
			throw new UsageError(`${name} must be ${PROTOCOL}, not "${protocol}".`);
		}
	}
	return true;
}

function text(value: string | undefined): string | undefined {
	const trimmed = value?.trim();
	return trimmed === "" ? undefined : trimmed;
}

function isHttpUrl(value = ""): boolean {
	return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}

/** The environment variables that stand in for flags. */
export type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULTS = { database: ".data/customer-groups.db" };

/** A setting of `serve`: a flag, the variable that stands in for it, and what holds without both. */
export interface SettingSpec {
	flag: string;
	/** The placeholder of its value. */
	value: string;
	variable: string;
	/** Empty where the setting is off by default. */
	fallback: string;
	help: string;
}

/** The settings of `serve` but for the database, in the order of its help. */
export const SERVE_SETTINGS = {
	host: { flag: "host", value: "HOST", variable: "API_HOST", fallback: "127.0.0.1", help: "Address to listen on" },
	port: {
		flag: "port",
		value: "PORT",
		variable: "API_PORT",
		fallback: "3000",
		help: "Port to listen on, 0 for any free one",
	},
	databasePool: {
		flag: "database-pool",
		value: "N",
		variable: "API_DATABASE_POOL",
		fallback: "10",
		help: "The most connections to PostgreSQL",
	},
	corsOrigins: {
		flag: "cors-origins",
		value: "LIST",
		variable: "API_CORS_ORIGINS",
		fallback: "",
		help: "Origins whose pages may use the API, such as https://app.example,https://b.example; * for all",
	},
	throttle: {
		flag: "throttle",
		value: "on|off",
		variable: "API_THROTTLE",
		fallback: "on",
		help: "off throttles no store",
	},
	logLevel: {
		flag: "log-level",
		value: "LEVEL",
		variable: "API_LOG_LEVEL",
		fallback: "info",
		help: LOG_LEVELS.join(", "),
	},
	metricsPort: {
		flag: "metrics-port",
		value: "PORT",
		variable: "API_METRICS_PORT",
		fallback: "",
		help: "Port of the Prometheus metrics, 0 for any free one",
	},
	metricsHost: {
		flag: "metrics-host",
		value: "HOST",
		variable: "API_METRICS_HOST",
		fallback: "127.0.0.1",
		help: "Address of the metrics",
	},
	shutdownDelay: {
		flag: "shutdown-delay",
		value: "SECONDS",
		variable: "API_SHUTDOWN_DELAY",
		fallback: "0",
		help: "How long to go on taking connections after a signal while /readyz is 503, for load balancers",
	},
	shutdownTimeout: {
		flag: "shutdown-timeout",
		value: "SECONDS",
		variable: "API_SHUTDOWN_TIMEOUT",
		fallback: "10",
		help: "How long requests in flight may then take to end",
	},
} as const satisfies Record<string, SettingSpec>;

/** The settings of `serve`. */
export interface ServeSettings {
	host: string;
	port: number;
	database: string;
	/** The most connections, where the database is in PostgreSQL. */
	databasePool: number;
	logLevel: string;
	throttled: boolean;
	corsOrigins: string[];
	/** Undefined where nobody asked for metrics. */
	metrics: { host: string; port: number } | undefined;
	/** In milliseconds, as is the next. */
	shutdownDelay: number;
	shutdownTimeout: number;
	/** Whether OpenTelemetry's variables ask for traces. */
	tracing: boolean;
}

/** Flags as they were typed. */
export type Flags = Readonly<Record<string, string | boolean | undefined>>;

/**
 * The settings of `serve`: flags first, then the environment, then defaults.
 *
 * @throws {UsageError} with a line for each setting that is not what it has to be
 * @example
 * serveSettings({ port: "8080" }, process.env).port; // 8080
 */
export function serveSettings(flags: Flags, env: Environment): ServeSettings {
	const faults: string[] = [];
	const read = <T>(reader: () => T): T => {
		try {
			return reader();
		} catch (error) {
			if (!(error instanceof UsageError)) throw error;
			faults.push(error.message);
			return undefined as T; // Nobody gets to see it: there is a fault.
		}
	};
	const of = (name: keyof typeof SERVE_SETTINGS): Setting => {
		const { flag, variable, fallback } = SERVE_SETTINGS[name];
		return setting(flags[flag], `--${flag}`, env[variable], variable, fallback);
	};
	const settings = {
		host: read(() => of("host").value),
		port: read(() => integer(of("port"), 0, MAX_PORT)),
		database: read(() => databaseSetting(flags, env)),
		databasePool: read(() => integer(of("databasePool"), 1, MAX_CONNECTIONS)),
		logLevel: read(() => oneOf(of("logLevel"), LOG_LEVELS)),
		throttled: read(() => oneOf(of("throttle"), ["on", "off"]) === "on"),
		corsOrigins: read(() => origins(of("corsOrigins"))),
		metrics: read(() => {
			const found = of("metricsPort");
			return found.value === "" ? undefined : { host: of("metricsHost").value, port: integer(found, 0, MAX_PORT) };
		}),
		shutdownDelay: read(() => integer(of("shutdownDelay"), 0, MAX_SECONDS, "whole seconds") * 1000),
		shutdownTimeout: read(() => integer(of("shutdownTimeout"), 1, MAX_SECONDS, "whole seconds") * 1000),
		tracing: read(() => wantsTracing(env)),
	};
	if (faults.length > 0) throw new UsageError(faults.join("\n"));
	return settings;
}

/** The database of any command: a file, or the URL of one in PostgreSQL. */
export function databaseSetting(flags: Flags, env: Environment): string {
	const url = typeof flags.database === "string" ? "" : (env.DATABASE_URL ?? "");
	const { value, source } =
		url === ""
			? setting(flags.database, "--database", env.API_DATABASE, "API_DATABASE", DEFAULTS.database)
			: { value: url, source: "DATABASE_URL" };
	return databaseName(value, source);
}

/**
 * Checks that a text names a database.
 *
 * @throws {UsageError} when it is a URL of something else; without the text, which may have a password
 */
export function databaseName(text: string, source: string): string {
	if (isPostgresUrl(text)) return text;
	if (source === "DATABASE_URL")
		throw new UsageError("DATABASE_URL must be a postgres:// URL; files go in API_DATABASE.");
	if (/^[a-z][a-z0-9+.-]+:\/\//i.test(text)) throw new UsageError(`${source} must be a file or a postgres:// URL.`);
	return text;
}

interface Setting {
	value: string;
	/** The flag or variable that it comes from, for messages. */
	source: string;
}

function setting(
	flag: string | boolean | undefined,
	flagName: string,
	variable: string | undefined,
	variableName: string,
	fallback: string,
): Setting {
	const found =
		typeof flag === "string"
			? { value: flag, source: flagName }
			: variable !== undefined && variable !== ""
				? { value: variable, source: variableName }
				: { value: fallback, source: flagName };
	if (found.value.trim() === "" && fallback !== "") throw new UsageError(`${found.source} must not be empty.`);
	return found;
}

const MAX_PORT = 65_535;

/** More connections from one process gain nothing, and servers commonly take 100 in all. */
const MAX_CONNECTIONS = 500;

/** Whoever wants to wait longer has mistaken the unit. */
const MAX_SECONDS = 300;

function integer({ value, source }: Setting, least: number, most: number, kind = "an integer"): number {
	const number = /^[0-9]{1,5}$/.test(value) ? Number(value) : Number.NaN;
	if (!(number >= least && number <= most)) {
		throw new UsageError(`${source} must be ${kind} from ${least} to ${most}, not "${value}".`);
	}
	return number;
}

function oneOf<T extends string>({ value, source }: Setting, allowed: readonly T[]): T {
	const found = allowed.find((candidate) => candidate === value);
	if (found === undefined) throw new UsageError(`${source} must be one of ${allowed.join(", ")}, not "${value}".`);
	return found;
}

/** A list of origins as browsers send them: scheme and host in lower case, no path, no port that is the scheme's own. */
function origins({ value, source }: Setting): string[] {
	const listed = value
		.split(",")
		.map((origin) => origin.trim())
		.filter((origin) => origin !== "");
	if (listed.length === 1 && listed[0] === ANY_ORIGIN) return listed;
	const wrong = listed.find((origin) => !/^https?:/.test(origin) || !isOrigin(origin));
	if (wrong !== undefined) {
		throw new UsageError(`${source} must list origins such as https://app.example, or be * alone, not "${wrong}".`);
	}
	return listed;
}

function isOrigin(text: string): boolean {
	return URL.canParse(text) && new URL(text).origin === text;
}

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

/** The database of commands that are told of none. */
const DATABASE = ".data/customer-groups.db";

/** Reads the text of a setting; `source` is the flag or variable that it comes from. @throws {UsageError} */
type Reader<Value> = (text: string, source: string) => Value;

/** A setting of `serve`: a flag, the variable that stands in for it, and what holds without both. */
export interface SettingSpec<Value = unknown> {
	flag: string;
	/** The placeholder of its value. */
	value: string;
	variable: string;
	/** Empty where the setting is off by default. */
	fallback: string;
	help: string;
	read: Reader<Value>;
}

/** @param usage the flag and the placeholder of its value */
function spec<Value>(usage: string, fallback: string, help: string, read: Reader<Value>): SettingSpec<Value> {
	const [flag = "", value = ""] = usage.split(" ");
	return { flag, value, variable: `API_${flag.toUpperCase().replaceAll("-", "_")}`, fallback, help, read };
}

const MAX_PORT = 65_535;

/** More connections from one process gain nothing, and servers commonly take 100 in all. */
const MAX_CONNECTIONS = 500;

/** Whoever wants to wait longer has mistaken the unit. */
const MAX_SECONDS = 300;

const asText: Reader<string> = (text) => text;

/** The settings of `serve` but for the database, in the order of its help. */
export const SERVE_SETTINGS = {
	host: spec("host HOST", "127.0.0.1", "Address to listen on", asText),
	port: spec("port PORT", "3000", "Port to listen on, 0 for any free one", integer(0, MAX_PORT)),
	databasePool: spec("database-pool N", "10", "The most connections to PostgreSQL", integer(1, MAX_CONNECTIONS)),
	corsOrigins: spec(
		"cors-origins LIST",
		"",
		"Origins whose pages may use the API, such as https://app.example,https://b.example; * for all",
		origins,
	),
	throttle: spec("throttle on|off", "on", "off throttles no store", oneOf(["on", "off"])),
	logLevel: spec("log-level LEVEL", "info", LOG_LEVELS.join(", "), oneOf(LOG_LEVELS)),
	metricsPort: spec("metrics-port PORT", "", "Port of the Prometheus metrics, 0 for any free one", (text, source) =>
		text === "" ? undefined : integer(0, MAX_PORT)(text, source),
	),
	metricsHost: spec("metrics-host HOST", "127.0.0.1", "Address of the metrics", asText),
	shutdownDelay: spec(
		"shutdown-delay SECONDS",
		"0",
		"How long to go on taking connections after a signal while /readyz is 503, for load balancers",
		integer(0, MAX_SECONDS, "whole seconds"),
	),
	shutdownTimeout: spec(
		"shutdown-timeout SECONDS",
		"10",
		"How long requests in flight may then take to end",
		integer(1, MAX_SECONDS, "whole seconds"),
	),
};

/** The settings of `serve`. */
export type ServeSettings = {
	[Name in keyof typeof SERVE_SETTINGS]: ReturnType<(typeof SERVE_SETTINGS)[Name]["read"]>;
} & {
	database: string;
	/** Whether OpenTelemetry's variables ask for traces. */
	tracing: boolean;
};

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
	const settings: Record<string, unknown> = {};
	const set = (name: string, read: () => unknown): void => {
		try {
			settings[name] = read();
		} catch (error) {
			if (!(error instanceof UsageError)) throw error;
			faults.push(error.message);
		}
	};
	for (const [name, { flag, variable, fallback, read }] of Object.entries(SERVE_SETTINGS)) {
		set(name, () => {
			const { text, source } = given(flags[flag], `--${flag}`, env[variable], variable) ?? {
				text: fallback,
				source: `--${flag}`,
			};
			if (text.trim() === "" && fallback !== "") throw new UsageError(`${source} must not be empty.`);
			return read(text, source);
		});
	}
	set("database", () => databaseSetting(flags, env));
	set("tracing", () => wantsTracing(env));
	if (faults.length > 0) throw new UsageError(faults.join("\n"));
	return settings as ServeSettings;
}

/** What a flag, or else a variable that is not empty, says, and which of them. */
function given(flag: string | boolean | undefined, flagName: string, variable: string | undefined, name: string) {
	if (typeof flag === "string") return { text: flag, source: flagName };
	return variable === undefined || variable === "" ? undefined : { text: variable, source: name };
}

/** The database of any command: a file, or the URL of one in PostgreSQL. */
export function databaseSetting(flags: Flags, env: Environment): string {
	const { text, source } = given(flags.database, "--database", env.DATABASE_URL, "DATABASE_URL") ??
		given(undefined, "", env.API_DATABASE, "API_DATABASE") ?? { text: DATABASE, source: "--database" };
	if (text.trim() === "") throw new UsageError(`${source} must not be empty.`);
	return databaseName(text, source);
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

function integer(least: number, most: number, kind = "an integer"): Reader<number> {
	return (text, source) => {
		const number = /^[0-9]{1,5}$/.test(text) ? Number(text) : Number.NaN;
		if (number >= least && number <= most) return number;
		throw new UsageError(`${source} must be ${kind} from ${least} to ${most}, not "${text}".`);
	};
}

function oneOf<Choice extends string>(allowed: readonly Choice[]): Reader<Choice> {
	return (text, source) => {
		const found = allowed.find((candidate) => candidate === text);
		if (found !== undefined) return found;
		throw new UsageError(`${source} must be one of ${allowed.join(", ")}, not "${text}".`);
	};
}

/** A list of origins as browsers send them: scheme and host in lower case, no path, no port that is the scheme's own. */
function origins(text: string, source: string): string[] {
	const listed = text
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

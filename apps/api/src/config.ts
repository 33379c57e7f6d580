import { UsageError } from "./cli/usage-error.js";

/** The environment variables that stand in for flags. */
export type Environment = Readonly<Record<string, string | undefined>>;

export const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

const DEFAULTS = { host: "127.0.0.1", port: "3000", database: ".data/customer-groups.db", logLevel: "info" };

/** The settings of `serve`. */
export interface ServeSettings {
	host: string;
	port: number;
	database: string;
	logLevel: string;
	throttled: boolean;
}

/** Flags as they were typed. */
export type Flags = Readonly<Record<string, string | boolean | undefined>>;

/**
 * The settings of `serve`: flags first, then the environment, then defaults.
 *
 * @throws {UsageError} when one of them is not what it has to be
 * @example
 * serveSettings({ port: "8080" }, process.env).port; // 8080
 */
export function serveSettings(flags: Flags, env: Environment): ServeSettings {
	return {
		host: setting(flags.host, "--host", env.API_HOST, "API_HOST", DEFAULTS.host).value,
		port: port(setting(flags.port, "--port", env.API_PORT, "API_PORT", DEFAULTS.port)),
		database: databaseSetting(flags, env),
		logLevel: oneOf(
			setting(flags["log-level"], "--log-level", env.API_LOG_LEVEL, "API_LOG_LEVEL", DEFAULTS.logLevel),
			LOG_LEVELS,
		),
		throttled: oneOf(setting(flags.throttle, "--throttle", undefined, "", "on"), ["on", "off"]) === "on",
	};
}

/** The database file of any command. */
export function databaseSetting(flags: Flags, env: Environment): string {
	return setting(flags.database, "--database", env.API_DATABASE, "API_DATABASE", DEFAULTS.database).value;
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
	if (found.value.trim() === "") throw new UsageError(`${found.source} must not be empty.`);
	return found;
}

function port({ value, source }: Setting): number {
	const number = /^[0-9]{1,5}$/.test(value) ? Number(value) : Number.NaN;
	if (!(number <= 65535)) throw new UsageError(`${source} must be an integer from 0 to 65535, not "${value}".`);
	return number;
}

function oneOf<T extends string>({ value, source }: Setting, allowed: readonly T[]): T {
	const found = allowed.find((candidate) => candidate === value);
	if (found === undefined) throw new UsageError(`${source} must be one of ${allowed.join(", ")}, not "${value}".`);
	return found;
}

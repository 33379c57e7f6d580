import { UsageError } from "../cli/usage-error.js";
import type { Environment } from "../config.js";

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

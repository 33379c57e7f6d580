import { expect, it } from "vitest";
import { UsageError } from "./errors.js";
import { type Environment, type Flags, SERVE_SETTINGS, serveSettings } from "./settings.js";

function faults(flags: Flags, env: Environment = {}): string[] {
	try {
		serveSettings(flags, env);
	} catch (error) {
		if (error instanceof UsageError) return error.message.split("\n");
		throw error;
	}
	return [];
}

it("without flags and variables: closed, local, and nothing extra", () => {
	expect(serveSettings({}, {})).toMatchObject({
		host: "127.0.0.1",
		port: 3000,
		logLevel: "info",
		throttle: "on",
		corsOrigins: [],
		metricsPort: undefined,
		shutdownDelay: 0,
		shutdownTimeout: 10,
		tracing: false,
	});
});

it("a flag comes before its variable, an empty variable is none", () => {
	const env = { API_PORT: "1", API_METRICS_PORT: "9464", API_THROTTLE: "off", API_HOST: "", API_SHUTDOWN_DELAY: "5" };
	expect(serveSettings({ port: "2" }, env)).toMatchObject({
		host: "127.0.0.1",
		port: 2,
		throttle: "off",
		metricsHost: "127.0.0.1",
		metricsPort: 9464,
		shutdownDelay: 5,
	});
	// What a variable turns on, an empty flag turns off.
	expect(serveSettings({ "metrics-port": "" }, env).metricsPort).toBeUndefined();
});

it("reads a list of origins", () => {
	const origins = (list: string) => serveSettings({ "cors-origins": list }, {}).corsOrigins;
	expect(origins(" https://a.example , http://localhost:3002,")).toEqual([
		"https://a.example",
		"http://localhost:3002",
	]);
	expect(origins("*")).toEqual(["*"]);
});

it.each(["a.example", "https://a.example/x", "https://A.example", "https://a.example:443", "ftp://a.example", "*.a"])(
	"%s is no origin",
	(origin) => {
		expect(faults({ "cors-origins": origin })).toEqual([
			`--cors-origins must list origins such as https://app.example, or be * alone, not "${origin}".`,
		]);
	},
);

it("says what is wrong with each setting, a line for each", () => {
	const env = { API_LOG_LEVEL: "loud", API_SHUTDOWN_DELAY: "-1", OTEL_TRACES_EXPORTER: "zipkin" };
	expect(faults({ port: "80a", throttle: "maybe", host: "" }, env)).toEqual([
		"--host must not be empty.",
		'--port must be an integer from 0 to 65535, not "80a".',
		'--throttle must be one of on, off, not "maybe".',
		'API_LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent, not "loud".',
		'API_SHUTDOWN_DELAY must be whole seconds from 0 to 300, not "-1".',
		'OTEL_TRACES_EXPORTER must be one of otlp, none, not "zipkin".',
	]);
});

it.each<[Environment, string]>([
	[{ OTEL_EXPORTER_OTLP_ENDPOINT: "user:secret@collector" }, "OTEL_EXPORTER_OTLP_ENDPOINT must be a URL"],
	[{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "ftp://a" }, "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT must be a URL"],
	[
		{ OTEL_TRACES_EXPORTER: "otlp", OTEL_EXPORTER_OTLP_PROTOCOL: "grpc" },
		'OTEL_EXPORTER_OTLP_PROTOCOL must be http/json, not "grpc".',
	],
])("traces that cannot be sent: %j", (env, message) => {
	const [fault, ...others] = faults({}, env);
	expect([fault, others]).toEqual([expect.stringContaining(message), []]);
	expect(fault).not.toContain("secret");
});

it.each<[Environment, boolean]>([
	[{}, false],
	[{ OTEL_TRACES_EXPORTER: "otlp" }, true],
	[{ OTEL_TRACES_EXPORTER: "none", OTEL_EXPORTER_OTLP_ENDPOINT: "http://a" }, false],
	[{ OTEL_EXPORTER_OTLP_ENDPOINT: "http://a" }, true],
	[{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "https://a/v1/traces", OTEL_EXPORTER_OTLP_PROTOCOL: "http/json" }, true],
	[{ OTEL_EXPORTER_OTLP_ENDPOINT: "http://a", OTEL_SDK_DISABLED: "TRUE" }, false],
	[{ OTEL_SERVICE_NAME: "a" }, false],
])("whether %j asks for traces: %s", (env, wanted) => {
	expect(serveSettings({}, env).tracing).toBe(wanted);
});

it("each setting has a flag and a variable of its own", () => {
	const specs = Object.values(SERVE_SETTINGS);
	for (const key of ["flag", "variable"] as const)
		expect(new Set(specs.map((spec) => spec[key])).size).toBe(specs.length);
	for (const { flag, variable } of specs) expect(variable).toBe(`API_${flag.toUpperCase().replaceAll("-", "_")}`);
});

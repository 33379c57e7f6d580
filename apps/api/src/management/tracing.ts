import { DiagLogLevel, defaultTextMapGetter, diag, ROOT_CONTEXT, SpanKind, SpanStatusCode } from "@opentelemetry/api";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from "@opentelemetry/resources";
import { BasicTracerProvider, BatchSpanProcessor } from "@opentelemetry/sdk-trace-base";
import type { FastifyRequest } from "fastify";
import type { Observer } from "../http/observe.js";
import { requestPath } from "../http/request/identity.js";

/** Where the spans of requests go. */
export interface Tracing {
	observer: Observer;
	/** Sends what is left; waits no longer than a little while. */
	close(): Promise<void>;
}

// Loaded only where traces are wanted: see wants-tracing.ts.

/** How long the last spans may take to be sent, in milliseconds: a collector that is gone must not hold up the end. */
const CLOSE_TIMEOUT = 2000;

/** The methods that semantic conventions know; any other is `_OTHER`. */
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"]);

/** Takes what goes wrong with the sending of spans. */
export type Warn = (message: string) => void;

/**
 * Opens tracing as OpenTelemetry's standard variables say (endpoint, headers, sampler, resource attributes …): one
 * server span for each request, a child of the caller's where it sends `traceparent`, with the attributes of the HTTP
 * conventions. No header, query or body is in it.
 *
 * @param serviceName what the service is called unless `OTEL_SERVICE_NAME` or the resource attributes say otherwise
 */
export function openTracing(serviceName: string, warn: Warn): Tracing {
	diag.setLogger(
		{ error: warn, warn, info: () => undefined, debug: () => undefined, verbose: () => undefined },
		{ logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
	);
	const named = process.env.OTEL_SERVICE_NAME?.trim();
	const provider = new BasicTracerProvider({
		resource: defaultResource()
			.merge(resourceFromAttributes({ "service.name": serviceName }))
			.merge(detectResources({ detectors: [envDetector] }))
			.merge(resourceFromAttributes(named ? { "service.name": named } : {})),
		spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
	});
	const tracer = provider.getTracer(serviceName);
	const propagator = new W3CTraceContextPropagator();

	const observer: Observer = (request) => {
		const context = propagator.extract(ROOT_CONTEXT, request.headers, defaultTextMapGetter);
		const span = tracer.startSpan(
			spanName(request),
			{ kind: SpanKind.SERVER, attributes: attributes(request) },
			context,
		);
		request.traceId = span.spanContext().traceId;
		return ({ operation, status }) => {
			if (operation !== undefined) span.setAttribute("api.operation", operation);
			if (request.storeId !== null) span.setAttribute("api.store", request.storeId);
			if (status !== undefined) span.setAttribute("http.response.status_code", status);
			if (status === undefined || status >= 500) {
				span.setAttribute("error.type", status === undefined ? "aborted" : String(status));
				span.setStatus({ code: SpanStatusCode.ERROR });
			}
			span.end();
		};
	};

	async function close(): Promise<void> {
		let timer: NodeJS.Timeout | undefined;
		const late = new Promise<void>((resolve) => {
			timer = setTimeout(resolve, CLOSE_TIMEOUT);
		});
		await Promise.race([provider.shutdown().catch((error: unknown) => warn(String(error))), late]);
		clearTimeout(timer);
	}

	return { observer, close };
}

function methodOf({ method }: FastifyRequest): string {
	return METHODS.has(method) ? method : "_OTHER";
}

function routeOf(request: FastifyRequest): string | undefined {
	const config: FastifyRequest["routeOptions"]["config"] | undefined = request.routeOptions.config;
	return config?.path;
}

/** Of few values, as span names have to be: the path itself is no part of it. */
function spanName(request: FastifyRequest): string {
	const method = methodOf(request) === "_OTHER" ? "HTTP" : request.method;
	const route = routeOf(request);
	return route === undefined ? method : `${method} ${route}`;
}

function attributes(request: FastifyRequest): Record<string, string | number> {
	const route = routeOf(request);
	const { localAddress, localPort } = request.socket;
	return {
		"http.request.method": methodOf(request),
		"url.scheme": request.protocol,
		"url.path": requestPath(request.url),
		"network.protocol.version": request.raw.httpVersion,
		...(route === undefined ? {} : { "http.route": route }),
		...(localAddress === undefined ? {} : { "server.address": localAddress }),
		...(localPort === undefined ? {} : { "server.port": localPort }),
	};
}

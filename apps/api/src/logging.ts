import type { FastifyRequest } from "fastify";
import { requestPath } from "./http/request-path.js";
import type { Observer } from "./observe.js";
import { requestLine } from "./request-line.js";

/** From the most talkative to none. */
export const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

/** Where the log goes, and from which level on. */
export interface LoggerSettings {
	level: string;
	stream: { write(line: string): void };
}

/**
 * Fastify's logger settings. Requests are logged by {@link requestLog} alone, which never sees headers, query or body;
 * should one be logged as an object all the same, no more than its method and path come out. Of errors come what says
 * where they are from, and no member that a driver hung on them.
 */
export function loggerOptions(settings: LoggerSettings | undefined) {
	if (settings === undefined) return false;
	return {
		...settings,
		serializers: {
			req: (request: FastifyRequest) => ({ method: request.method, path: requestPath(request.url) }),
			err: (error: unknown) => describeError(error),
		},
	};
}

/** Logs one line for each request that has ended; undefined where the level leaves them all out. */
export function requestLog(settings: LoggerSettings | undefined): Observer | undefined {
	if (settings === undefined || !includes(settings.level, "info")) return undefined;
	const { level, stream } = settings;
	const logsProbes = includes(level, "debug");
	return (request) =>
		({ operation, probe, status, seconds }) => {
			if (probe && !logsProbes) return;
			const line = requestLine({
				level: probe ? "debug" : "info",
				time: Date.now(),
				reqId: request.id,
				method: request.method,
				path: requestPath(request.url),
				operation,
				status,
				duration: Math.round(seconds * 100_000) / 100,
				store: request.storeId ?? undefined,
				trace_id: request.traceId ?? undefined,
				msg: status === undefined ? "request aborted" : "request",
			});
			stream.write(line);
		};
}

function includes(level: string, other: string): boolean {
	const levels: readonly string[] = LOG_LEVELS;
	return levels.indexOf(level) <= levels.indexOf(other);
}

interface ErrorLine {
	type: string;
	message: string;
	stack: string;
	code?: string;
	cause?: ErrorLine;
}

/** How deep a chain of causes is followed. */
const MAX_CAUSES = 5;

function describeError(error: unknown, depth = 0): ErrorLine & Record<string, unknown> {
	if (!(error instanceof Error)) return { type: typeof error, message: String(error), stack: "" };
	const { name: type, message, stack = "", cause } = error;
	const code = "code" in error && typeof error.code === "string" ? { code: error.code } : {};
	const causeLine = cause === undefined || depth === MAX_CAUSES ? {} : { cause: describeError(cause, depth + 1) };
	return { type, message, stack, ...code, ...causeLine };
}

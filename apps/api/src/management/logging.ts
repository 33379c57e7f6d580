import { type Logger, pino } from "pino";
import type { Observer } from "../http/observe.js";
import { requestPath } from "../http/request/identity.js";

/** From the most talkative to none. */
export const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

/** Where the log goes, and from which level on. */
export interface LogSettings {
	level: string;
	stream: { write(line: string): void };
}

/** The log of a service, in lines of JSON. */
export interface Log {
	logger: Logger;
	/** Writes a line for each request that has ended; absent where the level leaves them all out. */
	requests: Observer | undefined;
}

/**
 * Makes the log of a service. Nothing is logged of a request but what is listed below, never headers, query or body. Of errors come what says where they are from, and no member that a driver hung on them.
 *
 * Requests are told apart by their `reqId`, also in other lines.
 */
export function createLog({ level, stream }: LogSettings): Log {
	const logger = pino({ level, serializers: { err: (error: unknown) => describeError(error) } }, stream);
	return { logger, requests: includes(level, "info") ? requestLog(logger, includes(level, "debug")) : undefined };
}

/** @param logsProbes whether there are lines for probes as well */
function requestLog(logger: Logger, logsProbes: boolean): Observer {
	return (request) =>
		({ operation, probe, status, seconds }) => {
			if (probe && !logsProbes) return;
			const line = {
				reqId: request.id,
				method: request.method,
				path: requestPath(request.url),
				operation,
				status,
				duration: Math.round(seconds * 100_000) / 100,
				store: request.storeId ?? undefined,
				trace_id: request.traceId ?? undefined,
			};
			logger[probe ? "debug" : "info"](line, status === undefined ? "request aborted" : "request");
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

/** Where log lines go. */
export interface LineStream {
	write(lines: string): unknown;
}

/** The longest that a line waits, in milliseconds. */
const LATEST = 10;

/** From so many characters on, lines do not wait. */
const MOST = 32 * 1024;

/**
 * Gathers lines and writes them together. The plain way is a call of the system for each line (docs/benchmarks/fast-paths.md).
 * A process that exits writes them before; one that is killed loses those of the last 10 ms.
 */
export function gatherLines(stream: LineStream): LineStream {
	let lines = "";
	let timer: NodeJS.Timeout | undefined;
	const flush = () => {
		clearTimeout(timer);
		timer = undefined;
		const gathered = lines;
		lines = "";
		if (gathered !== "") stream.write(gathered);
	};
	process.once("exit", flush);
	return {
		write(line) {
			lines += line;
			if (lines.length >= MOST) flush();
			else timer ??= setTimeout(flush, LATEST).unref();
		},
	};
}

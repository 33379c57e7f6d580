import type { IncomingHttpHeaders } from "node:http";
import { createTraceState, type SpanContext } from "@opentelemetry/api";

/** Version, trace, parent span, flags; a version after 00 may have more behind them. */
const TRACE_PARENT = /^(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/**
 * The caller's span, from the headers of the W3C's Trace Context; undefined where there is none or it is not
 * well-formed.
 */
export function traceParent(headers: IncomingHttpHeaders): SpanContext | undefined {
	const { traceparent, tracestate } = headers;
	if (typeof traceparent !== "string") return undefined;
	const [, version, traceId, spanId, flags, more] = TRACE_PARENT.exec(traceparent) ?? [];
	if (version === undefined || traceId === undefined || spanId === undefined || flags === undefined) return undefined;
	if (version === "00" && more !== undefined) return undefined;
	const state = typeof tracestate === "string" ? { traceState: createTraceState(tracestate) } : {};
	return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true, ...state };
}

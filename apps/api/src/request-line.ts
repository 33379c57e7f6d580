import { hostname } from "node:os";
import { quoted } from "./quoted.js";

/** What the log says of a request; members that are undefined are left out. */
export interface RequestLine {
	level: keyof typeof LEVELS;
	/** In milliseconds since 1970. */
	time: number;
	reqId: string;
	method: string;
	path: string;
	operation: string | undefined;
	status: number | undefined;
	/** In milliseconds. */
	duration: number;
	store: number | undefined;
	trace_id: string | undefined;
	msg: string;
}

const LEVELS = { debug: 20, info: 30 } as const;

const PROCESS = `,"pid":${process.pid},"hostname":${JSON.stringify(hostname())},"reqId":`;

/**
 * The line of a request, as a child of the logger writes it. The plain way is that child: it takes 2 µs more, of the
 * 20 of the cheapest request.
 */
export function requestLine(line: RequestLine): string {
	const { level, time, reqId, method, path, operation, status, duration, store, trace_id, msg } = line;
	return (
		`{"level":${LEVELS[level]},"time":${time}${PROCESS}${quoted(reqId)},"method":${quoted(method)}` +
		`,"path":${quoted(path)}` +
		(operation === undefined ? "" : `,"operation":${quoted(operation)}`) +
		(status === undefined ? "" : `,"status":${status}`) +
		`,"duration":${duration}` +
		(store === undefined ? "" : `,"store":${store}`) +
		(trace_id === undefined ? "" : `,"trace_id":${quoted(trace_id)}`) +
		`,"msg":${quoted(msg)}}\n`
	);
}

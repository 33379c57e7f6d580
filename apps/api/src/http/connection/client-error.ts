import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { errorResult } from "../response/error-result.js";
import { lastAnswers } from "./in-turn.js";

const STATUS_BY_CODE: Readonly<Record<string, number>> = {
	ERR_HTTP_REQUEST_TIMEOUT: 408,
	HPE_HEADER_OVERFLOW: 431,
	HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
};

/**
 * Makes what answers what is no HTTP request, or did not come in time, with the documented error body in JSON, and closes
 * the connection. Nothing of the request can be relied upon, so its `Accept` does not count.
 *
 * Whole requests that came before it are answered first: a client would take this for the answer to what it has sent, a
 * write perhaps that is done.
 *
 * @param silence how long a client may leave its side of the connection open, in milliseconds
 */
export function clientErrorAnswerer(silence: number) {
	return (error: NodeJS.ErrnoException, socket: Socket): void => {
		if (error.code === "ECONNRESET" || socket.destroyed) return;
		const { last, before } = lastAnswers(socket) ?? {};
		const broken = last !== undefined && !last.req.complete;
		const owed = broken ? before : last;
		if (!socket.writable || (broken && last.headersSent)) socket.destroy(error);
		else if (owed === undefined || owed.writableFinished) refuse(error, socket, silence);
		else owed.once("close", () => refuse(error, socket, silence));
	};
}

function refuse(error: NodeJS.ErrnoException, socket: Socket, silence: number): void {
	if (!socket.writable) return;
	const status = STATUS_BY_CODE[error.code ?? ""] ?? 400;
	const reason = STATUS_CODES[status] ?? "Bad Request";
	const body = JSON.stringify([errorResult(status, "", `The request cannot be read: ${reason}.`)]);
	const head = [
		`HTTP/1.1 ${status} ${reason}`,
		"Content-Type: application/json; charset=utf-8",
		"Cache-Control: no-cache",
		`Content-Length: ${Buffer.byteLength(body)}`,
		"Connection: close",
	];
	socket.setTimeout(silence).end(`${head.join("\r\n")}\r\n\r\n${body}`);
}

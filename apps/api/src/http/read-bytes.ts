import type { IncomingMessage } from "node:http";
import { Problem } from "./problem.js";
import { bodyTooLarge } from "./problems.js";

/** How much more than the limit is read and thrown away, so that the client gets to the point of reading the answer. */
const DISCARD_FACTOR = 4;

/**
 * Reads the body of a request.
 *
 * A body beyond `limit` bytes is read on and thrown away, up to four times the limit: a client that is cut off in the
 * middle of sending often never sees the answer. Beyond that, the answer closes the connection.
 *
 * @throws {Problem} 413 when the body is larger than `limit` bytes; 400 when the client stopped sending
 */
export function readBytes(request: IncomingMessage, limit: number): Promise<Buffer> {
	const discardLimit = limit * DISCARD_FACTOR;
	return new Promise((resolve, reject) => {
		const chunks: Buffer[] = [];
		let size = 0;

		function settle(act: () => void): void {
			request.off("data", onData).off("end", onEnd).off("error", onCut).off("close", onCut);
			act();
		}
		function refuseAndClose(): void {
			settle(() => reject(bodyTooLarge(limit, { connection: "close" })));
			request.pause();
		}
		function onData(chunk: Buffer): void {
			size += chunk.length;
			if (size <= limit) chunks.push(chunk);
			else chunks.length = 0;
			if (size > discardLimit) refuseAndClose();
		}
		function onEnd(): void {
			settle(() => (size > limit ? reject(bodyTooLarge(limit)) : resolve(Buffer.concat(chunks, size))));
		}
		function onCut(): void {
			settle(() => reject(new Problem(400, "", "The body ended before its length.")));
		}

		request.on("data", onData).on("end", onEnd).on("error", onCut).on("close", onCut);
		if (Number(request.headers["content-length"]) > discardLimit) refuseAndClose();
	});
}

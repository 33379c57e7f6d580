import type { IncomingMessage, ServerResponse } from "node:http";
import { Budget } from "../budget.js";
import { waitsToSend } from "../connection/in-turn.js";
import { bodyTooLarge, Problem } from "../response/problems.js";

/** How much more than the limit is read and thrown away, so that the client gets to the point of reading the answer. */
const DISCARD_FACTOR = 4;

/** Bodies up to this size do not wait for each other. */
const SMALL = 64 * 1024;

/** What the larger ones may take up together, from their first byte until their requests are answered. */
const memory = new Budget(64 * 1024 * 1024);

/**
 * Reads the body of a request.
 *
 * A body beyond `limit` bytes is read on and thrown away, up to four times the limit: a client that is cut off in the
 * middle of sending often never sees the answer. Beyond that, the answer closes the connection. A client that waits for a word
 * before it sends is told at once.
 *
 * Large bodies that come at once take turns: a client whose turn has not come finds that it cannot send on.
 *
 * @param response of the same request; when it is done, so is the body
 * @param limit at most 64 MiB
 * @throws {Problem} 413 when the body is larger than `limit` bytes; 400 when the client stopped sending
 */
export function readBytes(request: IncomingMessage, response: ServerResponse, limit: number): Promise<Buffer> {
	const discardLimit = limit * DISCARD_FACTOR;
	/** NaN where the body comes in chunks. */
	const declared = Number(request.headers["content-length"] ?? Number.NaN);
	return new Promise((resolve, reject) => {
		let bytes: Buffer = Buffer.alloc(0);
		let size = 0;
		let giveBack: (() => void) | undefined;

		function leave(): void {
			request.off("data", onData).off("end", onEnd).off("error", onCut).off("close", onCut);
		}
		function refuse(problem: Problem): void {
			leave();
			giveBack?.();
			reject(problem);
		}
		function refuseAndClose(): void {
			refuse(bodyTooLarge(limit, { connection: "close" }));
			request.pause();
		}
		function takeTurn(amount: number): void {
			request.pause();
			giveBack = memory.take(amount, () => request.resume());
			response.once("close", giveBack);
		}
		function onData(chunk: Buffer): void {
			const before = size;
			size += chunk.length;
			if (size > discardLimit) refuseAndClose();
			else if (size <= limit) {
				bytes = appended(bytes, before, chunk, limit);
				if (size > SMALL && giveBack === undefined) takeTurn(limit);
			} else if (before <= limit) {
				bytes = Buffer.alloc(0);
				giveBack?.();
			}
		}
		function onEnd(): void {
			if (size > limit) refuse(bodyTooLarge(limit));
			else {
				leave();
				resolve(bytes.subarray(0, size));
			}
		}
		function onCut(): void {
			refuse(new Problem(400, "", "The body ended before its length."));
		}

		// The client may have gone while its credentials were looked up; nothing more would be heard of it.
		if (request.destroyed) {
			onCut();
			return;
		}
		request.on("data", onData).on("end", onEnd).on("error", onCut).on("close", onCut);
		const waits = waitsToSend(request);
		if (declared > (waits ? limit : discardLimit)) return refuseAndClose();
		if (declared > SMALL && declared <= limit) takeTurn(declared);
		if (waits) response.writeContinue();
	});
}

/**
 * `bytes`, of which the first `size` are taken, with a chunk after them. The room doubles: a list of chunks would take up
 * a hundred times what a client sends that sends one byte in each.
 */
function appended(bytes: Buffer, size: number, chunk: Buffer, limit: number): Buffer {
	if (size === 0) return chunk;
	const end = size + chunk.length;
	let room = bytes;
	if (end > bytes.length) {
		room = Buffer.allocUnsafeSlow(Math.max(end, Math.min(2 * bytes.length, limit)));
		bytes.copy(room, 0, 0, size);
	}
	chunk.copy(room, size);
	return room;
}

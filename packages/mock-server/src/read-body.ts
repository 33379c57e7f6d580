import type { IncomingMessage } from "node:http";

/** The largest body that the mock takes. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** Reads a request's body; undefined where it is too large, and then the rest is not read. */
export function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
	if (Number(request.headers["content-length"] ?? 0) > MAX_BODY_BYTES) return Promise.resolve(undefined);
	return new Promise((resolve, reject) => {
		const chunks: Buffer[] = [];
		let size = 0;
		request.on("data", (chunk: Buffer) => {
			size += chunk.length;
			if (size > MAX_BODY_BYTES) {
				request.pause();
				resolve(undefined);
			} else {
				chunks.push(chunk);
			}
		});
		request.once("end", () => resolve(Buffer.concat(chunks)));
		request.once("error", reject);
	});
}

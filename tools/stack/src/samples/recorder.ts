import { createServer, request as requestHttp, type Server } from "node:http";
import { request as requestHttps } from "node:https";
import type { AddressInfo } from "node:net";

/** What a program sent and what it was answered. */
export interface Exchange {
	readonly method: string;
	/** Path and query. */
	readonly target: string;
	readonly status: number;
	/** Names in lower case. */
	readonly headers: Record<string, string>;
	readonly body: Buffer;
}

/** The part of a recorder that one program speaks to. */
export interface Recording {
	/** In place of the origin that the program would speak to: `http://127.0.0.1:4711/12`. */
	readonly origin: string;
	readonly exchanges: readonly Exchange[];
}

/**
 * A server that passes requests on and keeps the answers as they came, so that what a program prints can be held against
 * what it was sent.
 */
export class Recorder {
	readonly #server: Server;
	readonly #recordings = new Map<string, { origin: string; exchanges: Exchange[] }>();

	private constructor() {
		this.#server = createServer(async (incoming, outgoing) => {
			const [, key = "", target = "/"] = /^\/([^/]*)(.*)$/s.exec(incoming.url ?? "") ?? [];
			const recording = this.#recordings.get(key);
			if (target === PAGE)
				return void outgoing.setHeader("content-type", "text/html").end("<!doctype html><title>Sample</title>");
			if (recording === undefined) return void outgoing.writeHead(404).end();
			const chunks: Buffer[] = [];
			for await (const chunk of incoming) chunks.push(chunk as Buffer);
			const url = new URL(recording.origin);
			const method = incoming.method ?? "";
			// An encoded answer would not be what the program prints.
			const { host: _, "accept-encoding": _encoding, connection: _connection, ...headers } = incoming.headers;
			const forwarded = (url.protocol === "https:" ? requestHttps : requestHttp)(
				url,
				{ method, path: target, headers, agent: false },
				async (answer) => {
					const received: Buffer[] = [];
					for await (const chunk of answer) received.push(chunk as Buffer);
					const body = Buffer.concat(received);
					const flat = Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, String(value)]));
					recording.exchanges.push({ method, target, status: answer.statusCode ?? 0, headers: flat, body });
					const { connection: _own, "transfer-encoding": _chunked, ...own } = flat;
					outgoing.writeHead(answer.statusCode ?? 502, own).end(body);
				},
			);
			forwarded.once("error", (error) => outgoing.writeHead(502).end(error.message));
			forwarded.end(Buffer.concat(chunks));
		});
	}

	static async start(): Promise<Recorder> {
		const recorder = new Recorder();
		await new Promise<void>((resolve) => recorder.#server.listen(0, "127.0.0.1", resolve));
		return recorder;
	}

	/** @param origin scheme, host and port of the server that requests are passed on to */
	record(origin: string): Recording {
		const key = String(this.#recordings.size + 1);
		const recording = { origin, exchanges: [] };
		this.#recordings.set(key, recording);
		const { port } = this.#server.address() as AddressInfo;
		return { origin: `http://127.0.0.1:${port}/${key}`, exchanges: recording.exchanges };
	}

	stop(): void {
		this.#server.close();
		this.#server.closeAllConnections();
	}
}

/** An empty page on each recording's origin, in which scripts of a page can run. */
export const PAGE = "/page.html";

/** An API in memory behind a port of its own, for tests of what does not run in this process. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Answers a request; `undefined` for one that is nobody's, which becomes a 404. */
export type Answerer = (request: Request) => Promise<Response | undefined>;

export interface Listener {
	/** `http://127.0.0.1:4711` */
	readonly origin: string;
	/** Closes all connections. */
	close(): Promise<void>;
}

/**
 * Listens on a port of the loopback interface, a free one unless it is named.
 *
 * @param make gets the origin and gives what answers, since that may have to know where it lies
 * @example
 * const { origin, close } = await listen((origin) => createService({ document, baseUrl: `${origin}/api` }).fetch);
 */
export async function listen(make: (origin: string) => Answerer, port = 0): Promise<Listener> {
	let answerer: Answerer = async () => undefined;
	const server = createServer((incoming, outgoing) => {
		answer(answerer, incoming, outgoing).catch(() => outgoing.destroy());
	});
	await new Promise<void>((resolve, reject) => {
		server.once("error", reject);
		server.listen(port, "127.0.0.1", resolve);
	});
	const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	answerer = make(origin);
	return {
		origin,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

async function answer(answerer: Answerer, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
	const { method = "GET", url = "/", headers } = incoming;
	const pieces: Buffer[] = [];
	for await (const piece of incoming) pieces.push(piece as Buffer);
	const body = Buffer.concat(pieces);
	const sent = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value ?? "")]);
	const request = new Request(new URL(url, `http://${headers.host ?? "127.0.0.1"}`), {
		method,
		headers: sent,
		...(method !== "GET" && method !== "HEAD" && body.length > 0 && { body }),
	});
	const response = await answerer(request);
	outgoing.writeHead(response?.status ?? 404, Object.fromEntries(response?.headers ?? []));
	outgoing.end(response && Buffer.from(await response.arrayBuffer()));
}

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Socket } from "node:net";

/** A request as it arrived. */
export interface Received {
	method: string | undefined;
	url: string | undefined;
	headers: IncomingMessage["headers"];
	body: string;
	/** The body as it arrived. */
	bytes: Buffer;
}

/** A server of the platform on a free port, with what it received. */
export interface TestServer extends AsyncDisposable {
	url: string;
	received: Received[];
}

/** Starts a server that answers each request with the given function. */
export async function serve(
	answer: (request: Received, response: ServerResponse, number: number) => void,
): Promise<TestServer> {
	const received: Received[] = [];
	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk);
		const bytes = Buffer.concat(chunks);
		const { method, url, headers } = request;
		const one: Received = { method, url, headers, body: bytes.toString("utf8"), bytes };
		received.push(one);
		answer(one, response, received.length);
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		received,
		async [Symbol.asyncDispose]() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** Starts a server that does not speak HTTP by itself: it hands over the socket when a request has begun to arrive. */
export async function serveBytes(
	answer: (socket: Socket, number: number) => void,
): Promise<AsyncDisposable & { readonly url: string; readonly connections: number }> {
	const sockets = new Set<Socket>();
	let connections = 0;
	const server = createTcpServer((socket) => {
		connections += 1;
		const number = connections;
		sockets.add(socket);
		socket.on("error", () => {});
		socket.once("data", () => answer(socket, number));
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		get connections() {
			return connections;
		},
		async [Symbol.asyncDispose]() {
			for (const socket of sockets) socket.destroy();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** A URL of this machine on which nothing listens. */
export async function closedPort(): Promise<string> {
	const server = await serve(() => {});
	await server[Symbol.asyncDispose]();
	return server.url;
}

/** Answers with a status and a body of JSON. */
export function json(
	response: ServerResponse,
	status: number,
	body: unknown,
	headers: Readonly<Record<string, string>> = {},
): void {
	response
		.writeHead(status, { "Content-Type": "application/json; charset=utf-8", ...headers })
		.end(JSON.stringify(body));
}

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as it arrived. */
export interface Received {
	method: string | undefined;
	url: string | undefined;
	headers: IncomingMessage["headers"];
	body: string;
}

/** A server of the platform on a free port, with what it received. */
export interface TestServer extends AsyncDisposable {
	url: string;
	received: Received[];
}

/** Starts a server that answers each request with the given function. */
export async function serve(answer: (request: Received, response: ServerResponse) => void): Promise<TestServer> {
	const received: Received[] = [];
	const server = createServer(async (request, response) => {
		request.setEncoding("utf8");
		let body = "";
		for await (const chunk of request) body += chunk;
		const { method, url, headers } = request;
		received.push({ method, url, headers, body });
		answer({ method, url, headers, body }, response);
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

/** Answers with a status and a body of JSON. */
export function json(response: ServerResponse, status: number, body: unknown): void {
	response.writeHead(status, { "Content-Type": "application/json; charset=utf-8" }).end(JSON.stringify(body));
}

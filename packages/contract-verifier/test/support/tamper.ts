import {
	request as ask,
	createServer,
	type IncomingHttpHeaders,
	type IncomingMessage,
	type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";

/** What the server behind answered. */
export interface Passing {
	method: string;
	/** The headers of the request. */
	asked: IncomingHttpHeaders;
	status: number;
	headers: Record<string, string>;
	body: string;
	response: ServerResponse;
}

/**
 * A server before another that hands everything through. Where `alter` returns `true` it has answered itself; else it
 * may change status, headers and body.
 */
export async function tamper(
	target: string,
	alter: (passing: Passing) => boolean | undefined,
): Promise<{ url: string; close(): Promise<void> }> {
	const behind = new URL(target);
	const server = createServer((request: IncomingMessage, response: ServerResponse) => {
		const { method = "", url = "", headers } = request;
		const forward = ask({ host: behind.hostname, port: behind.port, method, path: url, headers }, async (answer) => {
			let body = "";
			for await (const piece of answer) body += piece;
			const passing: Passing = {
				method,
				asked: headers,
				status: answer.statusCode ?? 0,
				headers: { "content-type": answer.headers["content-type"] ?? "" },
				body,
				response,
			};
			if (alter(passing) === true) return;
			response.writeHead(passing.status, passing.headers).end(passing.body);
		});
		forward.on("error", () => response.destroy());
		request.pipe(forward);
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${behind.pathname}`,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

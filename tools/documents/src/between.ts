import { createServer, type IncomingHttpHeaders, request } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** An answer on its way through, and the request that it is for. */
export interface Passing {
	readonly method: string;
	/** With the query. */
	readonly path: string;
	readonly status: number;
	readonly headers: IncomingHttpHeaders;
	/** What its JSON says; `undefined` for any other body. */
	readonly body: unknown;
}

/** What of an answer becomes another; what is absent, or all of it for `undefined`, stays. */
export type Change = (one: Passing) =>
	| {
			readonly status?: number;
			readonly headers?: IncomingHttpHeaders;
			/** Written as JSON. */
			readonly body?: unknown;
			readonly text?: string;
	  }
	| undefined;

/** A server between a caller and another server. */
export interface Between {
	readonly url: string;
	/** Each request: its first line, its headers, an empty line, its body. */
	readonly requests: string[];
	close(): Promise<void>;
}

/**
 * Starts a server that hands everything on and remembers it.
 *
 * @param target the base URL of the other server
 * @param change what answers become; without it they are left alone
 */
export async function startBetween(target: string, change: Change = () => undefined): Promise<Between> {
	const requests: string[] = [];
	const { origin, pathname } = new URL(target);
	const server = createServer(async (incoming, outgoing) => {
		const { method = "GET", url = "/", headers: sent } = incoming;
		const sentBody = await buffer(incoming);
		const lines = Object.entries(sent).map(([name, value]) => `${name}: ${value}`);
		requests.push([`${method} ${url} `, ...lines, "", sentBody.toString()].join("\n"));
		const onward = request(`${origin}${url}`, { method, headers: sent, agent: false }, async (answer) => {
			const bytes = await buffer(answer);
			const status = answer.statusCode ?? 0;
			const { "content-length": _, "transfer-encoding": _chunked, ...headers } = answer.headers;
			const { body, text, ...changed } =
				change({ method, path: url, status, headers, body: jsonOf(headers, bytes) }) ?? {};
			outgoing.writeHead(changed.status ?? status, { ...(changed.headers ?? headers) });
			outgoing.end(text ?? (body === undefined ? bytes : JSON.stringify(body)));
		});
		onward.on("error", () => outgoing.destroy());
		onward.end(sentBody);
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${pathname === "/" ? "" : pathname}`,
		requests,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

function jsonOf(headers: IncomingHttpHeaders, bytes: Buffer): unknown {
	if (!/json/.test(headers["content-type"] ?? "") || bytes.length === 0) return undefined;
	try {
		return JSON.parse(bytes.toString());
	} catch {
		return undefined;
	}
}

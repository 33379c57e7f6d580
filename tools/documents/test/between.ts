import { createServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import type { WrongAnswer } from "./read-kinds.js";

/** A server between a caller and the mock. */
export interface Between {
	readonly url: string;
	/** Each request: its first line, its headers, an empty line, its body. */
	readonly requests: string[];
	close(): Promise<void>;
}

/**
 * Starts a server that hands everything on and remembers it.
 *
 * @param target the mock's base URL
 * @param wrong what answers are replaced by; without it they are left alone
 */
export async function startBetween(target: string, wrong?: WrongAnswer): Promise<Between> {
	const requests: string[] = [];
	const { origin, pathname } = new URL(target);
	const server = createServer(async (incoming, outgoing) => {
		const body = await bodyOf(incoming);
		const headers = Object.entries(incoming.headers).map(([name, value]) => `${name}: ${value}`);
		requests.push([`${incoming.method} ${incoming.url} `, ...headers, "", body.toString()].join("\n"));
		const { method, headers: sent } = incoming;
		const onward = request(`${origin}${incoming.url}`, { method, headers: sent, agent: false }, async (answer) => {
			const text = await bodyOf(answer);
			const status = answer.statusCode ?? 0;
			const changed = wrong === undefined || (wrong.of !== "any" && (status < 200 || status > 299)) ? {} : wrong;
			const own = { ...answer.headers };
			for (const name of ["content-length", "transfer-encoding", changed.without ?? ""]) delete own[name];
			if (changed.type !== undefined) own["content-type"] = changed.type;
			outgoing.writeHead(changed.status ?? status, own);
			outgoing.end(changed.text ?? (changed.body === undefined ? text : JSON.stringify(changed.body)));
		});
		onward.on("error", () => outgoing.destroy());
		onward.end(body);
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

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of message) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

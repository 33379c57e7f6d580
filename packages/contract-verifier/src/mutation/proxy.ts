import { Agent, createServer, type IncomingMessage, request as requestHttp, type ServerResponse } from "node:http";
import { request as requestHttps, Agent as SecureAgent } from "node:https";
import type { AddressInfo } from "node:net";
import type { PlantedAnswer } from "./kind.js";

/** Carries the name of a judged transaction from the verifier to the proxy, which takes it off. */
export const TRANSACTION_HEADER = "X-Contract-Verifier-Transaction";

/** A request on its way through the proxy. */
export interface ProxiedRequest {
	method: string;
	/** Path and query. */
	target: string;
	/** Names in lower case. */
	headers: Record<string, string>;
	body: Buffer;
	/** The transaction's name; `undefined` for a request that is not judged. */
	transaction: string | undefined;
}

/** Sends a request on to the server behind. */
export type Forward = (request: ProxiedRequest) => Promise<PlantedAnswer>;

/** Decides what becomes of a request; a faultless one is `(request, forward) => forward(request)`. */
export type Fault = (request: ProxiedRequest, forward: Forward) => Promise<PlantedAnswer>;

export interface FaultProxy {
	/** Its base URL, with the base path of the server behind. */
	url: string;
	/** Sets the fault from the next request on, and what stands behind it. */
	plant(fault: Fault, behind?: Behind): void;
	close(): Promise<void>;
}

/** Hands everything through. */
export const faultless: Fault = (request, forward) => forward(request);

const HOP_BY_HOP = new Set(["connection", "keep-alive", "transfer-encoding", "content-length", "date"]);

/** Stands between the fault and the server; `isOwn` says that the fault has thought the request up. */
export type Behind = (request: ProxiedRequest, isOwn: boolean, send: Forward) => Promise<PlantedAnswer>;

/**
 * Starts a proxy on a free port of the loopback interface, before a server. It hands everything through until a fault is
 * planted.
 */
export async function startFaultProxy(endpoint: string): Promise<FaultProxy> {
	const upstream = new URL(endpoint);
	const secure = upstream.protocol === "https:";
	const agent = new (secure ? SecureAgent : Agent)({ keepAlive: true });
	let fault = faultless;
	let behind: Behind = (request, _isOwn, send) => send(request);
	const forward: Forward = ({ method, target, headers, body }) =>
		new Promise((resolve, reject) => {
			const { hostname, port } = upstream;
			const length = body.length > 0 || method !== "GET" ? { "content-length": String(body.length) } : {};
			const outgoing = (secure ? requestHttps : requestHttp)({
				hostname: hostname.replace(/^\[|\]$/g, ""),
				port,
				method,
				path: target,
				headers: { ...headers, ...length, host: upstream.host },
				agent,
			});
			outgoing.on("response", (incoming) => {
				readAll(incoming).then(
					(bytes) => resolve({ status: incoming.statusCode ?? 0, headers: flat(incoming), body: bytes }),
					reject,
				);
			});
			outgoing.on("error", reject);
			outgoing.end(body);
		});
	const server = createServer((incoming, response) => {
		answer(incoming, fault, behind, forward).then(
			(given) => write(given, response),
			() => response.destroy(),
		);
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${upstream.pathname.replace(/\/+$/, "")}`,
		plant(next, nextBehind = (request, _isOwn, send) => send(request)) {
			[fault, behind] = [next, nextBehind];
		},
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
				agent.destroy();
			}),
	};
}

async function answer(
	incoming: IncomingMessage,
	fault: Fault,
	behind: Behind,
	forward: Forward,
): Promise<PlantedAnswer> {
	const { [TRANSACTION_HEADER.toLowerCase()]: tag, ...headers } = flat(incoming);
	const request: ProxiedRequest = {
		method: incoming.method ?? "",
		target: incoming.url ?? "",
		headers,
		body: await readAll(incoming),
		transaction: tag === undefined ? undefined : decodeURIComponent(tag),
	};
	return fault(request, (one) => behind(one, !isAlike(one, request), forward));
}

/** Whether two requests would do the same; who asks may be another. */
function isAlike(one: ProxiedRequest, other: ProxiedRequest): boolean {
	return one.method === other.method && one.target === other.target && one.body.equals(other.body);
}

function write({ status, headers, body, cutAt }: PlantedAnswer, response: ServerResponse): void {
	const bodiless = status === 204 || status === 304;
	response.writeHead(status, { ...headers, ...(!bodiless && { "content-length": String(body.length) }) });
	if (cutAt === undefined) response.end(body);
	else response.write(body.subarray(0, cutAt), () => response.destroy());
}

async function readAll(message: IncomingMessage): Promise<Buffer> {
	const pieces: Buffer[] = [];
	for await (const piece of message) pieces.push(piece as Buffer);
	return Buffer.concat(pieces);
}

function flat({ headers }: IncomingMessage): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).flatMap(([name, value]) => (HOP_BY_HOP.has(name) ? [] : [[name, String(value)]])),
	);
}

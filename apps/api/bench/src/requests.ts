import { groupOf } from "./groups.js";
import type { Server } from "./server.js";

/** What every request says of who asks. */
export interface Credentials {
	SecureURL: string;
	PrivateKey: string;
	Token: string;
}

/** The credentials that the peers know. */
export const PEER_CREDENTIALS: Credentials = {
	SecureURL: "https://bench.example",
	PrivateKey: "key",
	Token: "token",
};

/** A server, and what it knows the benchmark by. */
export interface Access {
	server: Server;
	credentials: Credentials;
}

/** A request by what differs from one to the next. */
export interface ApiRequest {
	method: string;
	path: string;
	/** The media type asked for; JSON where it is absent. */
	accept?: string;
	/** Of JSON. */
	body?: string;
}

const PATH = "/CustomerGroups";
const JSON_TYPE = "application/json";

/** The headers of a request. */
export function requestHeaders({ accept = JSON_TYPE, body }: ApiRequest, credentials: Credentials) {
	return { Accept: accept, ...credentials, ...(body === undefined ? {} : { "Content-Type": JSON_TYPE }) };
}

/** The bytes of a request. */
export function requestBytes({ server: { host, port, base }, credentials }: Access, request: ApiRequest): Buffer {
	const { method, path, body = "" } = request;
	const lines = [
		`${method} ${base}${path} HTTP/1.1`,
		`Host: ${host}:${port}`,
		...Object.entries(requestHeaders(request, credentials)).map(([name, value]) => `${name}: ${value}`),
	];
	if (body !== "") lines.push(`Content-Length: ${Buffer.byteLength(body)}`);
	return Buffer.from(`${lines.join("\r\n")}\r\n\r\n${body}`);
}

/** As many requests as asked for; `request` gets numbers from 0 on. */
export function requests(count: number, request: (index: number) => ApiRequest): ApiRequest[] {
	return Array.from({ length: count }, (_, index) => request(index));
}

/** Numbers from 1 to `size`, in an order that jumps over all of them. */
export function scattered(index: number, size: number): number {
	return 1 + ((index * 7919) % size);
}

/** A list, by its parameters. */
export function list(query: string, accept = JSON_TYPE): ApiRequest {
	return { method: "GET", path: `${PATH}?${query}`, accept };
}

/** One group. */
export function item(id: number): ApiRequest {
	return { method: "GET", path: `${PATH}/${id}` };
}

/** A create, with all members. */
export function create(seed: number): ApiRequest {
	const { CustomerGroupID: _, ...members } = groupOf(seed);
	return { method: "POST", path: PATH, body: JSON.stringify(members) };
}

/** An update of some members. */
export function update(id: number, seed: number): ApiRequest {
	return { method: "PUT", path: `${PATH}/${id}`, body: JSON.stringify(changes(seed)) };
}

/** The same update of as many groups at once, from an id on. */
export function bulkUpdate(from: number, count: number, seed: number): ApiRequest {
	const groups = Array.from({ length: count }, (_, index) => ({ CustomerGroupID: from + index, ...changes(seed) }));
	return { method: "PUT", path: PATH, body: JSON.stringify(groups) };
}

function changes(seed: number) {
	return { Description: `Looked at in round ${seed}.`, PriceLevel: (seed % 10) + 1 };
}

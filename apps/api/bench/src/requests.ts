import { groupOf } from "./groups.js";
import type { Server } from "./server.js";

/** What every request says of who asks. */
export interface Credentials {
	SecureURL: string;
	PrivateKey: string;
	Token: string;
}

/** The credentials that the framework peers know. */
export const PEER_CREDENTIALS: Credentials = {
	SecureURL: "https://bench.example",
	PrivateKey: "key",
	Token: "token",
};

const JSON_TYPE = "application/json";

/** The bytes of a request to a server. */
export function requestBytes(
	{ host, port, base }: Server,
	credentials: Credentials,
	method: string,
	path: string,
	{ accept = JSON_TYPE, body }: { accept?: string; body?: string } = {},
): Buffer {
	const lines = [
		`${method} ${base}${path} HTTP/1.1`,
		`Host: ${host}:${port}`,
		`Accept: ${accept}`,
		...Object.entries(credentials).map(([name, value]) => `${name}: ${value}`),
	];
	if (body !== undefined) lines.push(`Content-Type: ${JSON_TYPE}`, `Content-Length: ${Buffer.byteLength(body)}`);
	return Buffer.from(`${lines.join("\r\n")}\r\n\r\n${body ?? ""}`);
}

/** The body of a create: all members but the id. */
export function createBody(seed: number): string {
	const { CustomerGroupID: _, ...members } = groupOf(seed);
	return JSON.stringify(members);
}

/** The body of an update of some members. */
export function updateBody(seed: number): string {
	return JSON.stringify({ Description: `Looked at in round ${seed}.`, PriceLevel: (seed % 10) + 1 });
}

/** The body of a bulk update of as many groups, from an id on. */
export function bulkBody(from: number, count: number, seed: number): string {
	return JSON.stringify(
		Array.from({ length: count }, (_, index) => ({
			CustomerGroupID: from + index,
			Description: `Looked at in round ${seed}.`,
			PriceLevel: (seed % 10) + 1,
		})),
	);
}

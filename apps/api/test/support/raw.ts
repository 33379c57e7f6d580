import { once } from "node:events";
import { connect } from "node:net";
import { basePath } from "../../src/document.js";
import type { Credentials } from "./service.js";

/** One answer as it stood on the wire. */
export interface RawAnswer {
	status: number;
	/** Names in lower case. */
	headers: Record<string, string>;
	body: string;
}

/** The parts of a request that is written by hand. */
export interface RawRequest {
	/** The whole request line, or the path of a GET below the base path. */
	line?: string;
	path?: string;
	credentials?: Credentials;
	/** Header lines, as they are. */
	headers?: readonly string[];
	/** The body, as it is; no length is added. */
	body?: string;
}

/** The bytes of a request. It has a `Host`, and asks for the connection to be closed; unless `headers` say otherwise. */
export function rawRequest({
	line,
	path = "/CustomerGroups",
	credentials,
	headers = [],
	body = "",
}: RawRequest): string {
	const own = (name: string) => headers.some((header) => header.toLowerCase().startsWith(`${name}:`));
	const lines = [
		line ?? `GET ${basePath}${path} HTTP/1.1`,
		...(own("host") ? [] : ["Host: a"]),
		...(own("connection") ? [] : ["Connection: close"]),
		...Object.entries(credentials ?? {}).map(([name, value]) => `${name}: ${value}`),
		...headers,
	];
	return `${lines.join("\r\n")}\r\n\r\n${body}`;
}

/** Sends bytes as they are to a port and returns all that comes back until the server closes. */
export async function sendRaw(port: number, bytes: string | Buffer, { end = false } = {}): Promise<string> {
	const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
	await once(socket, "connect");
	const chunks: Buffer[] = [];
	socket.on("data", (chunk) => chunks.push(chunk));
	socket.on("error", () => undefined);
	socket.on("end", () => socket.end());
	if (end) socket.end(bytes);
	else socket.write(bytes);
	await once(socket, "close");
	return Buffer.concat(chunks).toString("utf8");
}

/** The answers that stand one after the other in what a server sent; interim answers (1xx) among them. */
export function parseAnswers(text: string): RawAnswer[] {
	const answers: RawAnswer[] = [];
	let rest = text;
	while (rest !== "") {
		const end = rest.indexOf("\r\n\r\n");
		const [start = "", ...lines] = rest.slice(0, end).split("\r\n");
		const status = Number(/^HTTP\/1\.1 ([0-9]{3}) /.exec(start)?.[1]);
		if (end === -1 || Number.isNaN(status)) throw new Error(`This is no answer: ${rest.slice(0, 200)}`);
		const headers = Object.fromEntries(
			lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]),
		);
		const bytes = Buffer.from(rest.slice(end + 4));
		const length = status < 200 || status === 204 ? 0 : Number(headers["content-length"]);
		answers.push({ status, headers, body: bytes.subarray(0, length).toString() });
		rest = bytes.subarray(length).toString();
	}
	return answers;
}

import { isDeepStrictEqual } from "node:util";
import { CommandError } from "@onespec/stack/command-error";
import { type Access, type ApiRequest, requestHeaders } from "./requests.js";

interface Answer {
	status: number;
	mediaType: string;
	text: string;
}

/** A peer, and whether its answers are to be ours to the byte; otherwise they are to be the same JSON. */
export interface Peer extends Access {
	sameBytes?: boolean;
}

/**
 * Requires that peers answer requests as we do: measuring them would otherwise compare different work. Each server gets
 * each request once.
 *
 * @throws {CommandError} with both answers
 */
export async function requireSameAnswers(
	ours: Access,
	peers: readonly Peer[],
	requests: readonly ApiRequest[],
): Promise<void> {
	for (const request of requests) {
		const expected = await ask(ours, request);
		for (const peer of peers) {
			const found = await ask(peer, request);
			if (same(expected, found, peer.sameBytes)) continue;
			throw new CommandError(
				`${peer.server.name} answers ${request.method} ${request.path} with\n${show(found)}\nand not with\n${show(expected)}`,
			);
		}
	}
}

async function ask({ server: { host, port, base }, credentials }: Access, request: ApiRequest): Promise<Answer> {
	const { method, path, body = null } = request;
	const headers = requestHeaders(request, credentials);
	const response = await fetch(`http://${host}:${port}${base}${path}`, { method, headers, body });
	const mediaType = response.headers.get("content-type")?.split(";")[0] ?? "";
	return { status: response.status, mediaType, text: await response.text() };
}

function same(one: Answer, other: Answer, bytes = false): boolean {
	if (one.status !== other.status || one.mediaType !== other.mediaType) return false;
	return bytes ? one.text === other.text : isDeepStrictEqual(json(one.text), json(other.text));
}

function json(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

function show({ status, mediaType, text }: Answer): string {
	return `${status} ${mediaType} ${text.slice(0, 400)}`;
}

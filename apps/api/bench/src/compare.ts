import { isDeepStrictEqual } from "node:util";
import type { Credentials } from "./requests.js";
import type { Server } from "./server.js";

/** What a peer answered otherwise than we do; measuring it would compare different work. */
export class DifferentAnswerError extends Error {
	override readonly name = "DifferentAnswerError";
}

/** One request of the comparison. */
export interface Probe {
	method: string;
	path: string;
	body?: string;
	credentials: Credentials;
}

/**
 * Compares a peer's answers with ours: status, media type and body as JSON; where `bytes` says so, every byte.
 *
 * @throws {DifferentAnswerError} with both answers
 */
export async function compare(
	ours: { server: Server; probes: readonly Probe[] },
	peer: { server: Server; probes: readonly Probe[]; bytes: boolean },
): Promise<void> {
	for (const [index, probe] of ours.probes.entries()) {
		const expected = await ask(ours.server, probe);
		const found = await ask(peer.server, peer.probes[index] ?? probe);
		const same =
			expected.status === found.status &&
			expected.mediaType === found.mediaType &&
			(peer.bytes ? expected.text === found.text : isDeepStrictEqual(json(expected.text), json(found.text)));
		if (!same) {
			throw new DifferentAnswerError(
				`${peer.server.name} answers ${probe.method} ${probe.path} with\n${show(found)}\nand not with\n${show(expected)}`,
			);
		}
	}
}

async function ask({ host, port, base }: Server, { method, path, body, credentials }: Probe) {
	const response = await fetch(`http://${host}:${port}${base}${path}`, {
		method,
		headers: {
			accept: "application/json",
			...credentials,
			...(body === undefined ? {} : { "content-type": "application/json" }),
		},
		...(body === undefined ? {} : { body }),
	});
	const mediaType = response.headers.get("content-type")?.split(";")[0] ?? "";
	return { status: response.status, mediaType, text: await response.text() };
}

function json(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

function show({ status, mediaType, text }: { status: number; mediaType: string; text: string }): string {
	return `${status} ${mediaType} ${text.slice(0, 400)}`;
}

import { type Agent, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { Answer } from "../judge.js";
import { LARGEST_ANSWER, TOO_LARGE } from "../limits.js";
import type { Request } from "./build.js";
import type { Pace } from "./pace.js";
import { isSafe } from "./read-only.js";
import { trusted } from "./trust.js";

/** A request without an answer, with the reason. */
export class NoAnswerError extends Error {
	override readonly name = "NoAnswerError";
	/** As Node calls what went wrong: `ECONNREFUSED`; `""` where it doesn't. */
	readonly code: string;

	constructor(message: string, code = "") {
		super(message);
		this.code = code;
	}
}

export interface SendOptions {
	/** Scheme, host and port. */
	origin: string;
	timeoutMs: number;
	signal?: AbortSignal | undefined;
	/** Holds the connection; else the request has one of its own. */
	agent?: Agent;
	/** Waited for before the request is sent. */
	pace?: Pace | undefined;
	/** Sent piece by piece instead of the request's body; an answer may come before its end. */
	chunks?: Iterable<Uint8Array>;
	/** How many bytes the chunks have together. */
	length?: number | undefined;
}

/**
 * Sends one request on a connection of its own unless an agent holds one, by no proxy and following no redirect.
 * @throws NoAnswerError where no whole answer comes in time, or one that is larger than {@link LARGEST_ANSWER}.
 */
export async function send(request: Request, { pace, ...options }: SendOptions): Promise<Answer> {
	await pace?.wait(options.signal);
	if (isSafe(request.method)) return exchange(request, options);
	options.signal?.throwIfAborted();
	// What may make something is let end, so that it is known and can be removed.
	return exchange(request, { ...options, signal: undefined });
}

function exchange(
	request: Request,
	{ origin, timeoutMs, signal, chunks, length, agent }: SendOptions,
): Promise<Answer> {
	return new Promise((resolve, reject) => {
		let answered = false;
		const fail = (reason: string, code?: string) => {
			clearTimeout(timer);
			outgoing.destroy();
			reject(new NoAnswerError(reason, code));
		};
		const timer = setTimeout(() => fail(`no answer within ${timeoutMs} ms`, "ETIMEDOUT"), timeoutMs);
		const url = new URL(origin);
		const { body } = request;
		const headers = { ...request.headers };
		if (chunks === undefined && (body.length > 0 || request.method !== "GET"))
			headers["content-length"] = String(body.length);
		// With its length a body can be refused before it is read, and every server understands it.
		if (length !== undefined) headers["content-length"] = String(length);
		const outgoing = (url.protocol === "https:" ? requestHttps : requestHttp)(
			{
				protocol: url.protocol,
				hostname: url.hostname.replace(/^\[|\]$/g, ""),
				port: url.port,
				method: request.method,
				path: request.target,
				headers,
				agent: agent ?? false,
				signal,
				...trusted(),
			},
			(incoming) => {
				answered = true;
				const pieces: Buffer[] = [];
				let length = 0;
				incoming.on("data", (piece: Buffer) => {
					length += piece.length;
					if (length > LARGEST_ANSWER) fail(TOO_LARGE);
					else pieces.push(piece);
				});
				incoming.on("error", (error) => fail(`the answer broke off: ${error.message}`));
				incoming.on("end", () => {
					clearTimeout(timer);
					const flat = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]);
					resolve({ status: incoming.statusCode ?? 0, headers: Object.fromEntries(flat), body: Buffer.concat(pieces) });
					// An answer before the body's end leaves a request that nobody reads.
					if (!outgoing.writableFinished) outgoing.destroy();
				});
			},
		);
		outgoing.on("error", (error: NodeJS.ErrnoException) => {
			// After an early answer the rest of the body may find the connection closed.
			if (!answered) fail(`no answer: ${error.code ?? error.message}`, error.code);
		});
		if (chunks === undefined) outgoing.end(body);
		else void writeAll(outgoing, chunks, () => answered);
	});
}

async function writeAll(
	outgoing: ReturnType<typeof requestHttp>,
	chunks: Iterable<Uint8Array>,
	answered: () => boolean,
): Promise<void> {
	let resume = () => {};
	for (const event of ["drain", "close", "response"]) outgoing.on(event, () => resume());
	for (const chunk of chunks) {
		if (outgoing.destroyed || answered()) return;
		const more = new Promise<void>((done) => {
			resume = done;
		});
		if (!outgoing.write(chunk)) await more;
		// An answer that is there already is read before a further write finds the connection closed.
		await new Promise((next) => setImmediate(next));
	}
	outgoing.end();
}

import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { hostMissing, hostTwice } from "../response/problems.js";

/** The answers to the last two requests of a connection. */
export interface LastAnswers {
	last: ServerResponse;
	before: ServerResponse | undefined;
}

const answersOf = new WeakMap<Socket, LastAnswers>();

/** Notes which answer a connection owes; to be told of every request, before anybody works on it. */
export function noteRequest(request: IncomingMessage, response: ServerResponse): void {
	const answers = answersOf.get(request.socket);
	if (answers === undefined) answersOf.set(request.socket, { last: response, before: undefined });
	else {
		answers.before = answers.last;
		answers.last = response;
	}
}

/** The answers to the last two requests that came on a connection; undefined where none came. */
export function lastAnswers(socket: Socket): LastAnswers | undefined {
	return answersOf.get(socket);
}

/**
 * Makes what closes the connections that owe no answer, for a server that stops. Node's own `closeIdleConnections` spares those
 * on which no whole request has come yet: load balancers and browsers open some in advance, and they would hold up the stop.
 */
export function silentCloser(server: Server): () => void {
	const open = new Set<Socket>();
	server.on("connection", (socket) => {
		open.add(socket);
		socket.once("close", () => open.delete(socket));
	});
	return () => {
		for (const socket of open) if (lastAnswers(socket)?.last.closed ?? true) socket.destroy();
	};
}

const waitsForWord = new WeakSet<IncomingMessage>();

/** Whether the client of a request sends the body only when it is told to go on (`Expect: 100-continue`). */
export function waitsToSend(request: IncomingMessage): boolean {
	return waitsForWord.has(request);
}

/** Calls back once the requests that came before on the same connection are answered, or with what refuses this one. */
export type InTurn = (request: FastifyRequest, reply: FastifyReply, done: (refusal?: Error) => void) => void;

/**
 * Does itself what Node would do otherwise than a service wants it. The server has to be made with
 * `requireHostHeader: false`, and what this returns be the first of its hooks that takes time.
 *
 * - HTTP/1.1 without `Host` is refused with the documented error body, and so are two of them (RFC 9112, 3.2); Node's answer
 *   to the one has no body, and of two it takes the first.
 * - `Expect: 100-continue` is answered by whoever reads the body: a request that is refused without it never asks for it.
 * - An expectation that nobody knows is passed over, as RFC 9110, 10.1.1 allows; Node's refusal has no body either.
 * - Requests that come at once on one connection are worked on one after the other: each sees what the one before has
 *   written, and answers that wait for others to be sent do not pile up.
 */
export function overrideNode(server: FastifyInstance): InTurn {
	server.server.prependListener("request", noteRequest);
	server.server.on("checkExpectation", (request: IncomingMessage, response: ServerResponse) => {
		server.server.emit("request", request, response);
	});
	server.server.on("checkContinue", (request: IncomingMessage, response: ServerResponse) => {
		waitsForWord.add(request);
		server.server.emit("request", request, response);
	});
	return (request, reply, done) => {
		const next = () => done(hostProblem(request.raw));
		const { socket } = request.raw;
		const { last, before } = lastAnswers(socket) ?? {};
		if (before === undefined || before.closed || last !== reply.raw) next();
		else before.once("close", next);
	};
}

function hostProblem({ headers, httpVersion, rawHeaders }: IncomingMessage): Error | undefined {
	if (headers.host === undefined) return httpVersion === "1.1" ? hostMissing() : undefined;
	let hosts = 0;
	for (let index = 0; index < rawHeaders.length; index += 2) {
		const name = rawHeaders[index];
		if (name?.length === 4 && name.toLowerCase() === "host") hosts++;
	}
	return hosts > 1 ? hostTwice() : undefined;
}

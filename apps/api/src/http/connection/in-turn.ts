import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { hostMissing } from "../response/problems.js";

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

/** Calls back once the requests that came before on the same connection are answered, or with what refuses this one. */
export type InTurn = (request: FastifyRequest, reply: FastifyReply, done: (refusal?: Error) => void) => void;

/**
 * Does itself what Node would do otherwise than a service wants it. The server has to be made with
 * `requireHostHeader: false`, and what this returns be the first of its hooks that takes time.
 *
 * - HTTP/1.1 without `Host` is refused with the documented error body; Node's answer has none.
 * - An expectation that nobody knows is passed over, as RFC 9110, 10.1.1 allows; Node's refusal has no body either.
 * - Requests that come at once on one connection are worked on one after the other: each sees what the one before has
 *   written, and answers that wait for others to be sent do not pile up.
 */
export function overrideNode(server: FastifyInstance): InTurn {
	server.server.prependListener("request", noteRequest);
	server.server.on("checkExpectation", (request: IncomingMessage, response: ServerResponse) => {
		server.server.emit("request", request, response);
	});
	return (request, reply, done) => {
		const { headers, httpVersion, socket } = request.raw;
		const next = () => done(headers.host === undefined && httpVersion === "1.1" ? hostMissing() : undefined);
		const { last, before } = lastAnswers(socket) ?? {};
		if (before === undefined || before.closed || last !== reply.raw) next();
		else before.once("close", next);
	};
}

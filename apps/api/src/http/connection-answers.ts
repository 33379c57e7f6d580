import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

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

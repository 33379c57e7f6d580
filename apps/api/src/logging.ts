import type { FastifyReply, FastifyRequest } from "fastify";

/** Where the log goes, and from which level on. */
export interface LoggerSettings {
	level: string;
	stream: { write(line: string): void };
}

/**
 * Fastify's logger settings. Requests are logged by {@link logAnswer} alone, which never sees headers, query or body;
 * should one be logged as an object all the same, no more than its method and path come out.
 */
export function loggerOptions(settings: LoggerSettings | undefined) {
	if (settings === undefined) return false;
	return {
		...settings,
		serializers: {
			req: (request: FastifyRequest) => ({ method: request.method, path: pathOf(request) }),
		},
	};
}

/** Logs one line for an answered request. */
export function logAnswer(request: FastifyRequest, reply: FastifyReply): void {
	request.log.info(
		{
			method: request.method,
			path: pathOf(request),
			status: reply.statusCode,
			duration: Math.round(reply.elapsedTime * 100) / 100,
		},
		"request",
	);
}

function pathOf(request: FastifyRequest): string {
	return request.url.split("?")[0] ?? "";
}

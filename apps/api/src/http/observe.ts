import type { OutgoingHttpHeaders } from "node:http";
import type { FastifyReply, FastifyRequest } from "fastify";

declare module "fastify" {
	interface FastifyContextConfig {
		/** What metrics, logs and spans call the requests of a route: the `operationId` of an operation. */
		operation?: string;
		/** The path of the route as the document has it. */
		path?: string;
		/** Whether it is asked by machines every few seconds. */
		probe?: true;
	}
	interface FastifyInstance {
		/** Whether the service is about to stop: connections close after their answers. */
		isDraining(): boolean;
		/** How long a client may take nothing of an answer, in milliseconds. */
		silence: number;
	}
	interface FastifyReply {
		/** What every answer has, whoever gives it; its own are added when it is sent. */
		generalHeaders: OutgoingHttpHeaders;
	}
	interface FastifyRequest {
		/** The store of the credentials; null until they are known. */
		storeId: number | null;
		/** The trace that the request belongs to; null where it is not traced. */
		traceId: string | null;
	}
}

/** A request that has ended. */
export interface Observation {
	/** Absent where no route took the request. */
	operation: string | undefined;
	probe: boolean;
	/** Undefined when the connection closed before the answer was out. */
	status: number | undefined;
	/** From the arrival of its headers to the end of its answer. */
	seconds: number;
}

/** Is told of each request, once when it begins; returns what is told of its end. */
export type Observer = (request: FastifyRequest) => (observation: Observation) => void;

/**
 * Watches a request to its end, be it answered or given up.
 *
 * The response's `close` comes in both cases; Fastify's `onResponse` comes for answers alone.
 */
export function observe(request: FastifyRequest, reply: FastifyReply, observers: readonly Observer[]): void {
	const start = performance.now();
	const enders = observers.map((observer) => observer(request));
	reply.raw.on("close", () => {
		const config: FastifyRequest["routeOptions"]["config"] | undefined = request.routeOptions.config;
		const observation: Observation = {
			operation: config?.operation,
			probe: config?.probe === true,
			status: reply.raw.writableFinished ? reply.raw.statusCode : undefined,
			seconds: (performance.now() - start) / 1000,
		};
		for (const end of enders) end(observation);
	});
}

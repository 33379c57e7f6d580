import { randomUUID } from "node:crypto";
import { METHODS } from "node:http";
import * as validators from "@onespec/customer-groups/validators";
import Fastify, { type FastifyInstance, LogController } from "fastify";
import { apiDocument, basePath } from "./document.js";
import { answerClientError } from "./http/client-error.js";
import { answerMediaTypes, codecFactory, planOperations } from "./http/operation-plan.js";
import { problemOf } from "./http/problem-of.js";
import { problemSender } from "./http/send.js";
import { type AnyHandler, operationServer } from "./http/serve-operation.js";
import { unmatchedServer } from "./http/unmatched.js";
import { type LoggerSettings, logAnswer, loggerOptions } from "./logging.js";
import { STAND_ALONE_ITEMS } from "./operations/handlers.js";
import { handlers } from "./operations/index.js";
import type { DataStore } from "./store/store.js";
import { type Clock, Throttle } from "./throttle/throttle.js";

/** What a server is made of. */
export interface ServerOptions {
	data: DataStore;
	/** Whether stores are throttled at all; true unless said otherwise. */
	throttled?: boolean;
	/** The clock of the buckets; for tests. */
	clock?: Clock;
	/** Undefined logs nothing. */
	logger?: LoggerSettings;
}

// A request has a minute to arrive, its headers a third of that; an idle connection is kept a little longer than usual
// load balancers do, so that these close it first.
const REQUEST_TIMEOUT = 60_000;
const HEADERS_TIMEOUT = 20_000;
const CONNECTION_TIMEOUT = 90_000;
const KEEP_ALIVE_TIMEOUT = 72_000;

/** No segment of a path is longer than Node's limit of all headers, so none is refused for its length. */
const MAX_PARAM_LENGTH = 16_384;

/**
 * Makes the service, ready to listen. It does not close the data.
 *
 * @example
 * const server = createServer({ data: openSqliteStore("groups.db") });
 * await server.listen({ host: "127.0.0.1", port: 3000 });
 */
export function createServer(options: ServerOptions): FastifyInstance {
	const codecOf = codecFactory(apiDocument);
	const plans = planOperations(apiDocument, {
		validators: { ...validators },
		standAloneItems: STAND_ALONE_ITEMS,
		codecOf,
	});
	const mediaTypes = answerMediaTypes(plans);
	const sendProblem = problemSender(apiDocument, codecOf, mediaTypes);

	const server = Fastify({
		logger: loggerOptions(options.logger),
		logController: new LogController({ disableRequestLogging: true }),
		genReqId: () => randomUUID(),
		requestTimeout: REQUEST_TIMEOUT,
		connectionTimeout: CONNECTION_TIMEOUT,
		keepAliveTimeout: KEEP_ALIVE_TIMEOUT,
		http: { headersTimeout: HEADERS_TIMEOUT },
		// While closing, requests on open connections are served: the data is still there.
		return503OnClosing: false,
		routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
		clientErrorHandler: answerClientError,
		frameworkErrors: (error, request, reply) => {
			sendProblem(request, reply, problemOf(error).problem);
			logAnswer(request, reply);
		},
	});
	// The pipeline reads bodies itself, after the checks that come before.
	for (const method of METHODS) server.addHttpMethod(method, { hasBody: false, overrideExisting: true });

	server.setErrorHandler((error, request, reply) => {
		const { problem, unexpected } = problemOf(error);
		if (unexpected) request.log.error({ err: error }, "request failed");
		return sendProblem(request, reply, problem);
	});
	server.setNotFoundHandler(unmatchedServer(basePath, plans));
	// A connection that stayed open after its last answer would hold up the closing until it times out.
	let closing = false;
	server.addHook("preClose", async () => {
		closing = true;
	});
	server.addHook("onSend", (_request, reply, payload, done) => {
		if (closing) reply.header("connection", "close");
		done(null, payload);
	});
	server.addHook("onResponse", async (request, reply) => logAnswer(request, reply));

	const context = {
		data: options.data,
		throttle: options.throttled === false ? undefined : new Throttle(options.clock ?? (() => performance.now())),
		bucket: apiDocument["x-throttle"],
		mediaTypes,
	};
	for (const plan of plans) {
		const handler = handlers[plan.operationId as keyof typeof handlers] as AnyHandler | undefined;
		if (handler === undefined) throw new Error(`The operation ${plan.operationId} has no handler.`);
		server.route({
			method: plan.method.toUpperCase(),
			url: basePath + plan.path.replace(/\{([^}]+)\}/g, ":$1"),
			handler: operationServer(plan, handler, context),
		});
	}
	return server;
}

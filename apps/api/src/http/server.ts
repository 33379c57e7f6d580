import { METHODS } from "node:http";
import * as validators from "@onespec/customer-groups/validators";
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { authenticator } from "../access/authenticate.js";
import type { Database } from "../data/interface.js";
import { apiDocument, basePath, DocumentError, throttleOf } from "../document.js";
import { addHealth } from "../management/health.js";
import type { Log } from "../management/logging.js";
import { STAND_ALONE_ITEMS } from "../operations/handlers.js";
import { handlers } from "../operations/index.js";
import { sharedLook } from "./connection/arrivals.js";
import { clientErrorAnswerer } from "./connection/client-error.js";
import { overrideNode, silentCloser } from "./connection/in-turn.js";
import { type Observer, observe } from "./observe.js";
import { answerMediaTypes, codecFactory, planOperations } from "./operation-plan.js";
import { requestId } from "./request/identity.js";
import { createCors } from "./response/cors.js";
import { problemOf } from "./response/problems.js";
import { problemSender } from "./response/send.js";
import { type AnyHandler, operationServer } from "./serve-operation.js";
import { unmatchedServer } from "./unmatched.js";

/** What a server is made of. */
export interface ServerOptions {
	data: Database;
	/** Whether stores are throttled at all; true unless said otherwise. */
	throttled?: boolean;
	/** The origins whose pages may use the API, or `*` alone; none unless said otherwise. */
	corsOrigins?: readonly string[];
	/** Aborted when the service is about to stop. */
	draining?: AbortSignal;
	/** Undefined logs nothing. */
	log?: Log;
	/** Those that differ from the usual ones; for tests. */
	timeouts?: Partial<Timeouts>;
	/** What else is told of requests. Asked for each request, so it may grow until the server listens. */
	observers?: readonly Observer[];
}

/** How long clients may take, in milliseconds. */
export interface Timeouts {
	/** Until a request has arrived. */
	request: number;
	/** Until its headers have. */
	headers: number;
	/** How often these two are looked at. */
	checkEvery: number;
	/** Without anything taken of an answer that waits to be sent, or until a client closes what it is told to close. */
	silence: number;
	/** Between requests. A little longer than usual load balancers keep a connection, so that these close it first. */
	keepAlive: number;
}

const TIMEOUTS: Timeouts = { request: 60_000, headers: 20_000, checkEvery: 5_000, silence: 90_000, keepAlive: 72_000 };

/** No segment of a path is longer than Node's limit of all headers, so none is refused for its length. */
const MAX_PARAM_LENGTH = 16_384;

/**
 * Makes the service, ready to listen. It does not close the data.
 *
 * @example
 * const server = createServer({ data: openSqlite("groups.db") });
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
	const cors = createCors(options.corsOrigins ?? []);
	const { log, observers = [] } = options;
	const requests = log?.requests;

	function begin(request: FastifyRequest, reply: FastifyReply): void {
		reply.generalHeaders = { "x-request-id": request.id };
		if (cors) Object.assign(reply.generalHeaders, cors.share(request));
		if (requests || observers.length > 0) observe(request, reply, requests ? [requests, ...observers] : observers);
	}

	const timeouts = { ...TIMEOUTS, ...options.timeouts };
	const server = Fastify({
		// Its own would make a child for each request, and sees none that the client gives up.
		logger: false,
		genReqId: ({ headers }) => requestId(headers),
		requestTimeout: timeouts.request,
		keepAliveTimeout: timeouts.keepAlive,
		http: {
			headersTimeout: timeouts.headers,
			connectionsCheckingInterval: timeouts.checkEvery,
			requireHostHeader: false,
		},
		// While closing, requests on open connections are served: the data is still there.
		return503OnClosing: false,
		// As clients of the vendor write paths: in any case, with a slash at the end or without.
		routerOptions: { maxParamLength: MAX_PARAM_LENGTH, caseSensitive: false, ignoreTrailingSlash: true },
		clientErrorHandler: clientErrorAnswerer(timeouts.silence),
		frameworkErrors: (error, request, reply) => {
			begin(request, reply);
			sendProblem(request, reply, problemOf(error).problem);
		},
	});
	server.decorateReply("generalHeaders");
	server.decorateRequest("storeId", null);
	server.decorateRequest("traceId", null);
	const inTurn = overrideNode(server);
	server.addHook("onRequest", (request, reply, done) => {
		begin(request, reply);
		inTurn(request, reply, done);
	});
	// The pipeline reads bodies itself, after the checks that come before.
	for (const method of METHODS) server.addHttpMethod(method, { hasBody: false, overrideExisting: true });

	server.setErrorHandler((error, request, reply) => {
		const { problem, unexpected } = problemOf(error);
		if (unexpected) log?.logger.error({ reqId: request.id, err: error }, "request failed");
		sendProblem(request, reply, problem);
	});
	server.setNotFoundHandler(unmatchedServer(basePath, plans, cors));
	// A connection that stayed open after its last answer would hold up the closing until it times out.
	let closing = false;
	const closeSilent = silentCloser(server.server);
	server.addHook("preClose", async () => {
		closing = true;
		closeSilent();
	});
	server.decorate("silence", timeouts.silence);
	server.decorate("isDraining", () => closing || options.draining?.aborted === true);
	addHealth(server, { data: options.data, log: log?.logger });

	const context = {
		data: options.data,
		arrived: sharedLook(() => options.data.check()),
		authenticate: authenticator(options.data),
		throttled: options.throttled ?? true,
		bucket: throttleOf(apiDocument),
		mediaTypes,
	};
	for (const plan of plans) {
		const handler = handlers[plan.operationId as keyof typeof handlers] as AnyHandler | undefined;
		if (handler === undefined) throw new DocumentError(`The document's ${plan.operationId} has no handler.`);
		server.route({
			method: plan.method,
			url: basePath + plan.path.replace(/\{([^}]+)\}/g, ":$1"),
			config: { operation: plan.operationId, path: basePath + plan.path },
			handler: operationServer(plan, handler, context),
		});
	}
	return server;
}

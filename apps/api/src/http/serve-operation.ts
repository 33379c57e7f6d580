import type { IncomingHttpHeaders } from "node:http";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Awaitable, Bucket, Database, Grant } from "../data/interface.js";
import type { OperationPlan } from "./operation-plan.js";
import { bodyFormat, bodyText } from "./request/body-text.js";
import { negotiate } from "./request/media-type.js";
import type { RawParameters } from "./request/parameters.js";
import { readBytes } from "./request/read-bytes.js";
import { AnswerTurns } from "./response/answer-turns.js";
import { notAcceptable, notPermitted, pathUnknown, tooManyRequests } from "./response/problems.js";
import { bodyHeaders, send } from "./response/send.js";

/** The largest request body, in bytes; the document's example of 413 has it in words. */
export const BODY_LIMIT = 16 * 1024 * 1024;

/** A handler as the pipeline calls it; the document's types hold between {@link OperationPlan} and handler. */
export type AnyHandler = (request: {
	groups: Database["groups"];
	storeId: number;
	query: object;
	path: object;
	body: unknown;
}) => Awaitable<{ status: number; body: unknown }>;

/** What serving needs beside the plan and the handler. */
export interface ServeContext {
	data: Database;
	/** To be asked when a request has arrived on a connection: what is read after that is at least as new. */
	arrived(connection: object): Awaitable<void>;
	/** Finds the grant of the credentials. */
	authenticate(headers: IncomingHttpHeaders): Awaitable<Grant>;
	/** Whether anybody is throttled at all. */
	throttled: boolean;
	/** The bucket of stores that have none of their own. */
	bucket: Bucket;
	/** All media types of answers, in order of preference. */
	mediaTypes: readonly string[];
}

/**
 * Serves one operation. The checks stand here in the order in which they are made: credentials, throttle, permission,
 * `Accept`, `Content-Type`, size, parameters, body; the first that fails answers.
 *
 * @throws {CredentialsError} 401
 * @throws {Problem} any other refusal
 */
export function operationServer(plan: OperationPlan, handler: AnyHandler, context: ServeContext) {
	const { data, mediaTypes } = context;
	const turns = plan.permission === "read" ? new AnswerTurns() : undefined;
	return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
		const rawPath = request.params as RawParameters;
		for (const name in rawPath) if (rawPath[name] === "") throw pathUnknown(); // /CustomerGroups// names no group
		await context.arrived(request.raw.socket);
		const grant = await context.authenticate(request.headers);
		request.storeId = grant.storeId;
		if (context.throttled && grant.throttle !== "off") await admit(grant, grant.throttle, context);
		if (!grant.permissions.has(plan.permission)) throw notPermitted(plan.permission);
		const mediaType = negotiate(request.headers.accept, mediaTypes);
		if (mediaType === undefined) throw notAcceptable(mediaTypes);
		const readBody = plan.body && (await receiveBody(plan.body, request, reply));
		const path = plan.readPath(rawPath);
		const query = plan.readQuery(request.query as RawParameters);
		const body = readBody?.();

		const turn = await turns?.take(grant.storeId, query.limit ?? 1);
		let length = 0;
		try {
			const answer = await handler({ groups: data.groups, storeId: grant.storeId, query, path, body });
			const write = plan.answers.get(answer.status)?.get(mediaType);
			if (write === undefined) throw new Error(`${plan.operationId} has no ${answer.status} in ${mediaType}.`);
			const written = write(answer.body);
			length = written.length;
			send(reply, answer.status, bodyHeaders(mediaType), written);
		} finally {
			turn?.end(reply.raw, length);
		}
	};
}

async function admit(grant: Grant, throttle: "document" | Bucket, { data, bucket: documented }: ServeContext) {
	const bucket = throttle === "document" ? documented : throttle;
	const refusal = await data.buckets.admit(grant.storeId, grant.applicationId, bucket);
	if (refusal) throw tooManyRequests(bucket, refusal.retryAfterSeconds);
}

/** Receives a body and checks all that does not need the parameters to be read first. */
async function receiveBody(body: NonNullable<OperationPlan["body"]>, request: FastifyRequest, reply: FastifyReply) {
	const format = bodyFormat(request.headers, [...body.codecs.keys()]);
	const bytes = await readBytes(request.raw, reply.raw, BODY_LIMIT);
	return (): unknown => {
		const codec = body.codecs.get(format.mediaType);
		if (codec === undefined) throw new Error(`No codec reads ${format.mediaType}.`);
		return body.read(bodyText(bytes, format), codec);
	};
}

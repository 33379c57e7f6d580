import type { FastifyReply, FastifyRequest } from "fastify";
import { authenticate } from "../credentials/authenticate.js";
import type { DataStore, Grant } from "../store/store.js";
import type { Bucket } from "../throttle/bucket.js";
import { AnswerTurns } from "./answer-turns.js";
import { bodyFormat, bodyText } from "./body-text.js";
import { negotiate } from "./negotiate.js";
import type { OperationPlan } from "./operation-plan.js";
import type { RawParameters } from "./parameters.js";
import { notAcceptable, notPermitted, pathUnknown, tooManyRequests } from "./problems.js";
import { readBytes } from "./read-bytes.js";
import { send } from "./send.js";

/** The largest request body, in bytes; the document's example of 413 has it in words. */
export const BODY_LIMIT = 16 * 1024 * 1024;

/** A handler as the pipeline calls it; the document's types hold between {@link OperationPlan} and handler. */
export type AnyHandler = (request: {
	groups: DataStore["groups"];
	storeId: number;
	query: object;
	path: object;
	body: unknown;
}) => Promise<{ status: number; body: unknown }>;

/** What serving needs beside the plan and the handler. */
export interface ServeContext {
	data: DataStore;
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
	const turns = plan.permission === "read" ? new AnswerTurns() : undefined;
	return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
		const rawPath = request.params as RawParameters;
		if (Object.values(rawPath).includes("")) throw pathUnknown(); // /CustomerGroups/ names no group
		await context.data.check(request.raw.socket);
		const grant = await authenticate(request.headers, context.data.access);
		request.storeId = grant.storeId;
		await admit(grant, context);
		if (!grant.permissions.has(plan.permission)) throw notPermitted(plan.permission);
		const mediaType = negotiate(request.headers.accept, context.mediaTypes);
		if (mediaType === undefined) throw notAcceptable(context.mediaTypes);
		const readBody = await receiveBody(plan, request, reply);
		const path = plan.readPath(rawPath);
		const query = plan.readQuery(request.query as RawParameters);
		const body = readBody();

		const turn = await turns?.take(grant.storeId);
		let text = "";
		try {
			const answer = await handler({ groups: context.data.groups, storeId: grant.storeId, query, path, body });
			const write = plan.answers.get(answer.status)?.get(mediaType);
			if (write === undefined) throw new Error(`${plan.operationId} has no ${answer.status} in ${mediaType}.`);
			text = write(answer.body);
			return send(reply, answer.status, mediaType, text);
		} finally {
			turn?.end(reply.raw, text.length);
		}
	};
}

async function admit(grant: Grant, { data, throttled, bucket: documented }: ServeContext): Promise<void> {
	if (!throttled || grant.throttle === "off") return;
	const bucket = grant.throttle === "document" ? documented : grant.throttle;
	const refusal = await data.buckets.admit(grant.storeId, grant.applicationId, bucket);
	if (refusal) throw tooManyRequests(bucket, refusal.retryAfterSeconds);
}

/** Receives the body and checks all that does not need the parameters to be read first; a body nobody takes is left. */
async function receiveBody(plan: OperationPlan, request: FastifyRequest, reply: FastifyReply): Promise<() => unknown> {
	const { body } = plan;
	if (body === undefined) return () => undefined;
	const format = bodyFormat(request.headers, [...body.codecs.keys()]);
	const bytes = await readBytes(request.raw, reply.raw, BODY_LIMIT);
	return () => {
		const codec = body.codecs.get(format.mediaType);
		if (codec === undefined) throw new Error(`${plan.operationId} reads no ${format.mediaType}.`);
		return body.read(bodyText(bytes, format), codec);
	};
}

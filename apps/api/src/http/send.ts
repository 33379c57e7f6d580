import type { FastifyReply, FastifyRequest } from "fastify";
import type { ApiDocument } from "../document.js";
import { errorResult } from "./error-result.js";
import { negotiate } from "./negotiate.js";
import type { CodecOf } from "./operation-plan.js";
import type { Problem } from "./problem.js";

/** Headers that every answer with a body has. */
function bodyHeaders(mediaType: string): Record<string, string> {
	return { "content-type": `${mediaType}; charset=utf-8`, "cache-control": "no-cache" };
}

/** Sends a body in a media type. */
export function send(reply: FastifyReply, status: number, mediaType: string, body: string | Buffer) {
	return reply.code(status).headers(bodyHeaders(mediaType)).send(body);
}

/** Sends a problem as the document's error body. */
export type ProblemSender = (request: FastifyRequest, reply: FastifyReply, problem: Problem) => FastifyReply;

/**
 * Makes the sender of problems: in the media type that the request accepts, in the first where it accepts none.
 *
 * @param mediaTypes at least one, in order of preference
 */
export function problemSender(document: ApiDocument, codecOf: CodecOf, mediaTypes: readonly string[]): ProblemSender {
	const schema = Object.values(document["x-general-responses"])[0]?.schema;
	if (schema === undefined) throw new Error("The document's x-general-responses give no schema of errors.");
	const codecs = new Map(mediaTypes.map((mediaType) => [mediaType, codecOf(mediaType, schema)]));
	return (request, reply, problem) => {
		const mediaType = negotiate(request.headers.accept, mediaTypes) ?? mediaTypes[0];
		const codec = mediaType === undefined ? undefined : codecs.get(mediaType);
		if (mediaType === undefined || codec === undefined) throw new Error("The document has no media type.");
		reply.headers(problem.headers);
		const body = [errorResult(problem.status, problem.value, problem.message)];
		return send(reply, problem.status, mediaType, codec.write(body));
	};
}

import type { Codec } from "@onespec/wire-codec/json";
import { createJsonToXml } from "@onespec/wire-codec/json-to-xml";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { ApiDocument, CodecOf, SchemaObject } from "../../document.js";
import { JsonText } from "../../json-text.js";
import { isXml, negotiate } from "../request/media-type.js";
import { errorResult } from "./error-result.js";
import type { Problem } from "./problems.js";

/** Gives the text of an answer's body, which is a value or {@link JsonText} already. */
export type BodyWriter = (body: unknown) => string;

/** Makes the writer of a media type and schema; `codec` is theirs. */
export function bodyWriter(document: ApiDocument, mediaType: string, schema: SchemaObject, codec: Codec): BodyWriter {
	if (!isXml(mediaType)) return (body) => (body instanceof JsonText ? body.json : codec.write(body));
	const toXml = createJsonToXml(document, schema);
	return (body) => (body instanceof JsonText ? body.as(toXml) : codec.write(body));
}

/** Headers of answers, by their names in small letters. */
export type AnswerHeaders = Readonly<Record<string, string>>;

/**
 * Sends an answer with the headers given and the general ones of its reply. While the service drains, its connection
 * closes.
 *
 * Fastify's own way would go through headers and body once more. Head and body go to the socket as one piece, where `end` with
 * the text would make it two; text of ASCII alone has the same bytes in Latin-1, which Node only has to copy. What each brings
 * is in docs/benchmarks/fast-paths.md.
 *
 * @param body without it, there is none
 */
export function send(reply: FastifyReply, status: number, headers: AnswerHeaders, body?: string): void {
	const { raw, server, generalHeaders } = reply.hijack();
	const all = Object.assign(generalHeaders, headers);
	if (server.isDraining()) all.connection = "close";
	if (body === undefined) {
		raw.writeHead(status, all).end();
		return;
	}
	const length = Buffer.byteLength(body);
	all["content-length"] = length;
	const { socket } = raw;
	socket?.cork();
	raw.writeHead(status, all).write(body, length === body.length ? "latin1" : "utf8");
	socket?.uncork();
	raw.end();
	// For clients who do not take what they get; the server's own timer would be set anew for each request.
	if (socket && socket.writableLength > 0) socket.setTimeout(server.silence);
}

/** The headers of a body in a media type of the document. */
export function bodyHeaders(mediaType: string): AnswerHeaders {
	return { "content-type": `${mediaType}; charset=utf-8`, "cache-control": "no-cache" };
}

/** Sends a problem as the document's error body. */
export type ProblemSender = (request: FastifyRequest, reply: FastifyReply, problem: Problem) => void;

/**
 * Makes the sender of problems: in the media type that the request accepts, in the first where it accepts none.
 *
 * @param mediaTypes at least one, in order of preference
 */
export function problemSender(document: ApiDocument, codecOf: CodecOf, mediaTypes: readonly string[]): ProblemSender {
	const schema = document.generalResponses[0]?.schema;
	if (schema === undefined) throw new Error("The document's x-general-responses give no schema of errors.");
	const codecs = new Map(mediaTypes.map((mediaType) => [mediaType, codecOf(mediaType, schema)]));
	return (request, reply, problem) => {
		const mediaType = negotiate(request.headers.accept, mediaTypes) ?? mediaTypes[0];
		const codec = mediaType === undefined ? undefined : codecs.get(mediaType);
		if (mediaType === undefined || codec === undefined) throw new Error("The document has no media type.");
		const body = [errorResult(problem.status, problem.value, problem.message)];
		send(reply, problem.status, { ...problem.headers, ...bodyHeaders(mediaType) }, codec.write(body));
	};
}

import { UnwritableNameError } from "@onespec/wire-codec/xml";
import { negotiate } from "./accept.js";
import type { Codecs } from "./codecs.js";
import { JSON_TYPE } from "./media-types.js";
import { type Operation, responseContent } from "./operations.js";
import type { PrismAnswer } from "./prism-client.js";
import type { Body } from "./request-body.js";

/**
 * Turns Prism's answer into the media type that `Accept` asks for, among those documented for its status. Answers
 * that are none of the document's (Prism's problems) give undefined: they stay as they are.
 *
 * @returns the body, `"not-acceptable"` where `Accept` fits nothing that the front can write, or undefined
 */
export function answerBody(
	codecs: Codecs,
	operation: Operation,
	accept: string | undefined,
	answer: PrismAnswer,
): Body | "not-acceptable" | undefined {
	// Prism's own answers have the type application/problem+json, those of its HTTP library a charset.
	const content = responseContent(operation, answer.status);
	const jsonSchema = content?.get(JSON_TYPE);
	if (!content || !jsonSchema || answer.headers["content-type"] !== JSON_TYPE) return undefined;
	if (answer.body.length === 0) return undefined;

	const mediaType = negotiate(accept, [...content.keys()]);
	const schema = mediaType === undefined ? undefined : content.get(mediaType);
	const writer = mediaType === undefined || !schema ? undefined : codecs.get(mediaType, schema);
	if (!mediaType || !writer) return "not-acceptable";

	const contentType = `${mediaType}; charset=utf-8`;
	const text = answer.body.toString("utf8");
	const read = codecs.get(JSON_TYPE, jsonSchema)?.read(text);
	// A faulty example stays as it is in JSON: rewritten, a string at a decimal's place would turn into a number.
	if (mediaType === JSON_TYPE && read?.faults.length) return { contentType, bytes: answer.body };
	try {
		return { contentType, bytes: Buffer.from(writer.write(read?.value)) };
	} catch (error) {
		if (error instanceof UnwritableNameError) return undefined;
		throw error;
	}
}

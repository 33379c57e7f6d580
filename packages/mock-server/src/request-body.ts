import { branchesOf, type DocumentModel, type Schema, typesOf } from "@onespec/openapi-document";
import { MalformedBodyError } from "@onespec/wire-codec/json";
import type { Codecs } from "./codecs.js";
import { decodeBody } from "./decode.js";
import { isXml, JSON_TYPE, mediaTypeOf } from "./media-types.js";
import type { Operation } from "./operations.js";

/** A body with its `Content-Type`. */
export interface Body {
	readonly contentType: string | undefined;
	readonly bytes: Buffer;
}

/**
 * Turns a request body of a documented media type into JSON for Prism. What Prism cannot refuse properly, because it
 * cannot parse it (malformed JSON gets an answer of its HTTP library, not of the document) or does not see it (an XML
 * element twice), goes to it as one JSON string, which no object or array schema accepts. All else goes as it came.
 */
export function bodyForPrism(model: DocumentModel, codecs: Codecs, operation: Operation, body: Body): Body {
	const mediaType = mediaTypeOf(body.contentType) ?? "";
	const schema = operation.request.get(mediaType);
	if (!schema || !operation.request.has(JSON_TYPE) || !codecs.get(mediaType, schema)) return body;
	if (body.bytes.length === 0) return { ...body, contentType: JSON_TYPE };

	const text = decodeBody(body.bytes, body.contentType);
	const json = text === undefined ? undefined : toJson(codecs, mediaType, schema, text);
	if (json !== undefined) return { contentType: JSON_TYPE, bytes: Buffer.from(json) };
	const raw = text ?? body.bytes.toString("latin1");
	return {
		contentType: JSON_TYPE,
		bytes: Buffer.from(takesStrings(model, schema) ? raw : JSON.stringify(raw)),
	};
}

/** The body as JSON, undefined where it cannot be read. JSON stays as it is, to the letter. */
function toJson(codecs: Codecs, mediaType: string, schema: Schema, text: string): string | undefined {
	try {
		const result = codecs.get(mediaType, schema)?.read(text);
		if (!isXml(mediaType)) return text.replace(/^\ufeff/, "");
		if (!result || result.faults.length > 0) return undefined;
		return codecs.get(JSON_TYPE, schema)?.write(result.value);
	} catch (error) {
		if (error instanceof MalformedBodyError) return undefined;
		throw error;
	}
}

/** Whether a schema may accept a JSON string: then such a body goes as it came. */
function takesStrings(model: DocumentModel, schema: Schema): boolean {
	return branchesOf(model, schema).some((branch) => {
		const types = typesOf(branch);
		if (types.length > 0) return types.includes("string");
		return branch.properties === undefined && branch.items === undefined;
	});
}

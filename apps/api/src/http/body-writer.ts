import type { Codec } from "@onespec/wire-codec/json";
import { createJsonToXml } from "@onespec/wire-codec/json-to-xml";
import type { ApiDocument, SchemaObject } from "../document.js";
import { Written } from "../written.js";
import { isXml } from "./media-type.js";

/** Gives the text of an answer's body, or its bytes in UTF-8: a value, or one that is {@link Written} already. */
export type BodyWriter = (body: unknown) => string | Buffer;

/** Makes the writer of a media type and schema; `codec` is theirs. */
export function bodyWriter(document: ApiDocument, mediaType: string, schema: SchemaObject, codec: Codec): BodyWriter {
	if (!isXml(mediaType)) return (body) => (body instanceof Written ? body.toSend : codec.write(body));
	const toXml = createJsonToXml(document, schema);
	return (body) => (body instanceof Written ? body.toSendAs(toXml) : codec.write(body));
}

import { type Codec, createJsonCodec } from "@onespec/wire-codec/json";
import type { ApiDocument, SchemaObject } from "../document.js";
import { Written } from "../written.js";
import { isXml } from "./media-type.js";

/** Gives the text of an answer's body: a value, or one that is {@link Written} already. */
export type BodyWriter = (body: unknown) => string;

/** Makes the writer of a media type and schema; `codec` is theirs. */
export function bodyWriter(document: ApiDocument, mediaType: string, schema: SchemaObject, codec: Codec): BodyWriter {
	if (!isXml(mediaType)) return (body) => (body instanceof Written ? body.json : codec.write(body));
	// The zero that only JSON pads a decimal with is none of the value: `1.0` in JSON is `1` in XML.
	const json = createJsonCodec(document, schema, { padding: "dropped" });
	const fromText = ({ json: text }: Written<unknown>) => codec.write(json.read(text).value);
	// A page that the store keeps is written once.
	const written = new WeakMap<Written<unknown>, string>();
	return (body) => {
		if (!(body instanceof Written)) return codec.write(body);
		const text = written.get(body) ?? fromText(body);
		written.set(body, text);
		return text;
	};
}

/**
 * What the option `decimals: "string"` needs. Generated code loads it when a client first uses it.
 *
 * @example export const codecs = createExactJsonCodecs(document, bodies);
 */
import { createJsonCodec } from "@onespec/wire-codec/json";
import type { Codecs } from "./codecs.js";
import { createCodecs, type OpenApiDocument, type WireBodies } from "./wire-codecs.js";

export type { OpenApiDocument, SchemaObject, WireBodies } from "./wire-codecs.js";

/**
 * Makes the JSON codecs of an API in which decimals are strings, with every digit.
 *
 * @param document the part of the document that the schemas' references lead to
 * @param bodies the schemas of its bodies
 */
export function createExactJsonCodecs(document: OpenApiDocument, bodies: WireBodies): () => Codecs {
	return () => createCodecs(document, bodies, "string", (schema) => createJsonCodec(document, schema));
}

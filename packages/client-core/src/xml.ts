/**
 * What the option `format: "xml"` needs. Generated code loads it when a client first uses it.
 *
 * @example export const codecs = createXmlCodecs(document, bodies);
 */
import { createXmlCodec } from "@onespec/wire-codec/xml";
import type { Codecs, Decimals } from "./codecs.js";
import { createCodecs, type OpenApiDocument, type WireBodies } from "./wire-codecs.js";

export type { OpenApiDocument, SchemaObject, WireBodies } from "./wire-codecs.js";

/**
 * Makes the XML codecs of an API.
 *
 * @param document the part of the document that the schemas' references lead to
 * @param bodies the schemas of its bodies
 * @returns the codecs, for one choice of decimals
 */
export function createXmlCodecs(document: OpenApiDocument, bodies: WireBodies): (decimals: Decimals) => Codecs {
	return (decimals) => createCodecs(document, bodies, decimals, (schema) => createXmlCodec(document, schema));
}

/**
 * What the option `format: "xml"` needs. Generated code loads it when a client first uses it.
 *
 * @example export const codecs = createXmlCodecs(bodies);
 */
import { createXmlCodec } from "@onespec/wire-codec/xml";
import type { Codecs, Decimals } from "./codecs.js";
import { createCodecs, type WireBodies } from "./wire-codecs.js";

export type { WireBodies } from "./wire-codecs.js";

/**
 * Makes the XML codecs of an API.
 *
 * @param bodies the schemas of its bodies, and those that they refer to
 * @returns the codecs, for one choice of decimals
 */
export function createXmlCodecs(bodies: WireBodies): (decimals: Decimals) => Codecs {
	return (decimals) => createCodecs(bodies, decimals, (schema) => createXmlCodec(bodies, schema));
}

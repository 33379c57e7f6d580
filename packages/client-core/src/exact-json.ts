/**
 * What the option `decimals: "string"` needs. Generated code loads it when a client first uses it.
 *
 * @example export const codecs = createExactJsonCodecs(bodies);
 */
import { createJsonCodec } from "@onespec/wire-codec/json";
import type { Codecs } from "./codecs.js";
import { createCodecs, type WireBodies } from "./wire-codecs.js";

export type { WireBodies } from "./wire-codecs.js";

/**
 * Makes the JSON codecs of an API in which decimals are strings, with every digit.
 *
 * @param bodies the schemas of its bodies, and those that they refer to
 */
export function createExactJsonCodecs(bodies: WireBodies): () => Codecs {
	return () => createCodecs(bodies, "string", (schema) => createJsonCodec(bodies, schema));
}

/**
 * Exact, schema-driven reading and writing of JSON bodies.
 *
 * @example
 * const codec = createJsonCodec(model, { $ref: "#/components/schemas/Order" });
 * codec.read('{"Total": 1.50}').value; // { Total: "1.50" }, where Total has `format: decimal`
 * codec.write({ Total: "1" });         // {"Total":1.0}
 */
export type { Codec, Fault, ReadResult } from "./codec.js";
export { createJsonCodec } from "./json/codec.js";
export { MalformedBodyError } from "./malformed-body-error.js";

/**
 * Exact, schema-driven reading and writing of XML bodies.
 *
 * @example
 * const codec = createXmlCodec(model, { $ref: "#/components/schemas/Order" });
 * codec.read("<Order><Total>1.50</Total></Order>").value; // { Total: "1.50" }, where Total has `format: decimal`
 * codec.write({ Total: "1" }); // <Order xmlns:xsi="…" xmlns:xsd="…"><Total>1</Total></Order>
 */
export type { Codec, Fault, ReadResult } from "./codec.js";
export { MalformedBodyError } from "./malformed-body-error.js";
export { createXmlCodec } from "./xml/codec.js";
export { UnwritableNameError } from "./xml/unwritable-name-error.js";

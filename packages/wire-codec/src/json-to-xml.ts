/**
 * JSON bodies as XML.
 *
 * @example
 * const toXml = createJsonToXml(model, { $ref: "#/components/schemas/Order" });
 * toXml('{"Total":1.0}'); // <Order xmlns:xsi="…" xmlns:xsd="…"><Total>1</Total></Order>
 */
export { createJsonToXml } from "./json-to-xml/convert.js";

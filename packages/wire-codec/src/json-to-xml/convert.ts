import type { OpenApiDocument, SchemaObject } from "../document.js";
import { createJsonCodec } from "../json/codec.js";
import { shapeOf } from "../shape.js";
import { createXmlCodec } from "../xml/codec.js";
import { flatListConverter } from "./flat-list.js";

/**
 * Makes what gives the XML of a body in JSON, such as the JSON codec has written. The zeros that only JSON pads a decimal with are
 * dropped: text cannot tell them from others.
 *
 * @param document the bundled document in which the schema's references lead
 * @param schema a schema object or a reference
 * @returns takes well-formed JSON; what it does with other text is not said
 * @throws {Error} when a reference leads nowhere, out of the document or in a circle
 */
export function createJsonToXml(document: OpenApiDocument, schema: SchemaObject): (json: string) => string {
	const json = createJsonCodec(document, schema, { padding: "dropped" });
	const xml = createXmlCodec(document, schema);
	const convert = flatListConverter(shapeOf(document, schema));
	return (text) => convert?.(text) ?? xml.write(json.read(text).value);
}

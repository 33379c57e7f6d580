import type { Schema, SchemaScope } from "@onespec/openapi-document/schema";
import { createJsonCodec } from "../json/codec.js";
import { shapeOf } from "../shape.js";
import { createXmlCodec } from "../xml/codec.js";
import { flatListConverter } from "./flat-list.js";

/**
 * Makes what gives the XML of a body in JSON, such as the JSON codec has written. The zeros that only JSON pads a decimal with are
 * dropped: text cannot tell them from others.
 *
 * @param scope where the schema's references lead: a document's model, or a part of one
 * @param schema a schema object or a reference
 * @returns takes well-formed JSON; what it does with other text is not said
 * @throws Error when a reference leads nowhere, or a schema is part of its own `allOf`
 */
export function createJsonToXml(scope: SchemaScope, schema: Schema): (json: string) => string {
	const json = createJsonCodec(scope, schema, { padding: "dropped" });
	const xml = createXmlCodec(scope, schema);
	const convert = flatListConverter(shapeOf(scope, schema));
	return (text) => convert?.(text) ?? xml.write(json.read(text).value);
}

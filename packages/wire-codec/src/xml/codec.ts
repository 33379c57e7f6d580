import type { Schema, SchemaScope } from "@onespec/openapi-document/schema";
import type { Codec } from "../codec.js";
import { shapeOf } from "../shape.js";
import { compileXmlReader } from "./read.js";
import { compileXmlWriter } from "./write.js";

/**
 * Makes the XML codec of a schema, by its XML objects: `name`, `namespace`, `prefix`, `wrapped`, `attribute` and text.
 *
 * It reads well-formed XML 1.0 without a document type declaration, elements in any order, in no namespace or one that the
 * schemas name.
 * Numbers and booleans that are none stay strings, and unknown elements stay in the value, for the validator to refuse.
 * Faults: another root element, what is no decimal at a decimal place, an element twice, a namespace, an attribute other
 * than `xsi:…`, text beside elements, a wrong `xsi:nil`, and an item or member under another name than its own.
 * It writes without white space, members in the order of the schema, and U+FFFD for what XML 1.0 cannot carry.
 *
 * The value survives writing and reading, except that an empty array without an element around it becomes absent.
 *
 * @param scope where the schema's references lead: a document's model, or a part of one
 * @param schema a schema object or a reference
 * @throws Error when a reference leads nowhere, or a schema is part of its own `allOf`
 * @example
 * createXmlCodec(model, { $ref: "#/components/schemas/Order" }).read("<Order><Total>1.50</Total></Order>").value;
 * // { Total: "1.50" }
 */
export function createXmlCodec(scope: SchemaScope, schema: Schema): Codec {
	const shape = shapeOf(scope, schema);
	const read = compileXmlReader(shape);
	const write = compileXmlWriter(shape);
	return {
		read,
		write(value) {
			if (value === undefined) throw new TypeError("XML cannot carry undefined; write null, a scalar or an object.");
			return write(value);
		},
	};
}

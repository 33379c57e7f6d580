import type { Schema, SchemaScope } from "@onespec/openapi-document/schema";
import type { Codec } from "../codec.js";
import { shapeOf } from "../shape.js";
import { planOf } from "./plan.js";
import { readJson } from "./read.js";
import { compileJsonWriter } from "./write.js";

/** How a JSON codec reads. */
interface JsonCodecOptions {
	/**
	 * What becomes of the zeros with which the writer pads a decimal (`1` → `1.0`): kept like all others unless it says
	 * `dropped`, which reads the writer's text back as the shortest decimal that it can stand for.
	 */
	padding?: "kept" | "dropped";
}

/**
 * Makes the JSON codec of a schema.
 *
 * It reads RFC 8259 strictly and keeps decimals (`format: decimal`) as their exact text. Faults: something else than a
 * number at a decimal place, a decimal with too many digits, a member twice (the last one stays in the value), half of
 * a surrogate pair, and at an integer place a number whose double alone is an integer. Other numbers become doubles.
 * It writes members in the order of the value, decimals as numbers with at least `jsonFractionDigits` decimals, and a
 * text that is no decimal as a string.
 *
 * @param scope where the schema's references lead: a document's model, or a part of one
 * @param schema a schema object or a reference
 * @throws Error when a reference leads nowhere, or a schema is part of its own `allOf`
 * @example
 * createJsonCodec(model, { $ref: "#/components/schemas/Order" }).read('{"Total": 1e2}').value; // { Total: "100" }
 */
export function createJsonCodec(
	scope: SchemaScope,
	schema: Schema,
	{ padding = "kept" }: JsonCodecOptions = {},
): Codec {
	const shape = shapeOf(scope, schema);
	const plan = planOf(shape);
	const dropPadding = padding === "dropped";
	const write = compileJsonWriter(shape);
	return {
		read: (text) => readJson(text, plan, dropPadding),
		write(value) {
			const text = write(value);
			if (text === undefined) throw new TypeError("JSON cannot carry this value; write an object, array or scalar.");
			return text;
		},
	};
}

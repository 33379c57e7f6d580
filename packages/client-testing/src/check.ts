import { type DocumentModel, flatten, type Schema, tokensOf, typeOf } from "@onespec/openapi-document";
import { faultOf, type SchemaFault } from "@onespec/openapi-document/check";

/** What is wrong with a value: the member at fault, empty for the whole, and the rule. */
export interface Fault {
	readonly member: string;
	readonly words: string;
}

/** The first thing that is wrong with a body that a codec has read, decimals as text; `undefined` where nothing is. */
export function bodyFault(model: DocumentModel, schema: Schema, value: unknown): Fault | undefined {
	const fault = faultOf(model, schema, value, { decimals: "string", direction: "request" });
	return fault && { member: memberOf(fault), words: wordsOf(model, fault) };
}

/** The last member on the way to the fault; items have no names. */
function memberOf({ pointer }: SchemaFault): string {
	return (
		tokensOf(pointer)
			.filter((token) => !/^\d+$/.test(token))
			.at(-1) ?? ""
	);
}

function wordsOf(model: DocumentModel, fault: SchemaFault): string {
	const member = memberOf(fault);
	switch (fault.keyword) {
		case "required":
			return `${member} is required.`;
		case "additionalProperties":
		case "unevaluatedProperties":
			return `${member} is not a member of ${fault.schema.xml?.name ?? "the object"}.`;
		default:
			return `${member || "The body"} must be ${describe(flatten(model, fault.schema))}.`;
	}
}

/** What a schema allows, in words: `an integer from 1 to 500`. */
export function describe(schema: Schema): string {
	if (schema.enum !== undefined) return schema.enum.map(String).join(" or ");
	if (schema.const !== undefined) return String(schema.const);
	const { format, pattern } = schema;
	switch (typeOf(schema)) {
		case "string":
			return `a string${range(schema.minLength || undefined, schema.maxLength, " characters")}${pattern ? ` that matches ${pattern}` : format ? ` of the format ${format}` : ""}`;
		case "array":
			return `an array${range(schema.minItems, schema.maxItems, " items")}`;
		case "object":
			return "an object";
		case "boolean":
			return "true or false";
		case "integer":
		case "number": {
			const int32 = format === "int32";
			const least = schema.minimum ?? (int32 ? -(2 ** 31) : undefined);
			const most = schema.maximum ?? (int32 ? 2 ** 31 - 1 : undefined);
			const name = typeOf(schema) === "integer" ? "an integer" : "a number";
			return `${name}${least !== undefined && most !== undefined ? ` from ${least} to ${most}` : range(least, most, "")}`;
		}
		default:
			return "what the document describes";
	}
}

function range(from: number | undefined, to: number | undefined, unit: string): string {
	if (from !== undefined && to !== undefined) return ` of ${from} to ${to}${unit}`;
	if (to !== undefined) return ` of at most ${to}${unit}`;
	return from === undefined ? "" : ` of at least ${from}${unit}`;
}

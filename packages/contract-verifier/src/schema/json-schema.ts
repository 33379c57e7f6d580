import { deref } from "../document/pointer.js";
import type { OpenApiDocument, SchemaObject } from "../document/types.js";

type JsonSchema = Record<string, unknown>;

/** A keyword of our own: the number is written without fraction and exponent. */
export const INTEGER_TOKEN = "x-integer-token";

/** Keywords that say nothing about validity, or that are translated below. */
const OMITTED = new Set([
	"$ref",
	"nullable",
	"discriminator",
	"xml",
	"externalDocs",
	"example",
	"deprecated",
	"readOnly",
	"writeOnly",
	"title",
	"description",
	"default",
]);

/**
 * The JSON Schema (2019-09) of an OpenAPI 3.0 schema, with all that it refers to under `$defs`.
 *
 * Objects that list `properties` are closed unless they say `additionalProperties`: an undocumented member is a fault.
 * `nullable` becomes the type `null`, boolean `exclusiveMinimum` and `exclusiveMaximum` become numbers.
 */
export function jsonSchemaOf(document: OpenApiDocument, schema: SchemaObject): JsonSchema {
	const definitions: Record<string, JsonSchema> = {};

	/** `open`: the schema is a part of another that closes the whole. */
	const convert = (place: SchemaObject, open: boolean): JsonSchema => {
		if (place.$ref !== undefined) {
			const { value, ref = "" } = deref(document, place);
			// The characters of a pointer would need escapes in another pointer.
			const name = `${ref.replace(/[^\w.-]/g, (character) => `_${character.charCodeAt(0)}_`)}${open ? ".open" : ""}`;
			if (!Object.hasOwn(definitions, name)) {
				definitions[name] = {};
				Object.assign(definitions[name], convert(value, open));
			}
			return { $ref: `#/$defs/${name}` };
		}
		const composed = place.allOf !== undefined;
		const alternatives = place.oneOf ?? place.anyOf;
		const partsOpen = composed || open || (alternatives !== undefined && place.properties !== undefined);
		const result: JsonSchema = {};
		for (const [keyword, value] of Object.entries(place)) {
			if (OMITTED.has(keyword) || (keyword.startsWith("x-") && keyword !== "x-decimal")) continue;
			if (keyword === "properties") {
				result.properties = Object.fromEntries(
					Object.entries(place.properties ?? {}).map(([name, member]) => [name, convert(member, false)]),
				);
			} else if (keyword === "allOf" || keyword === "oneOf" || keyword === "anyOf") {
				result[keyword] = (value as SchemaObject[]).map((part) => convert(part, partsOpen));
			} else if (keyword === "items") result.items = convert(value as SchemaObject, false);
			else if (keyword === "not") result.not = convert(value as SchemaObject, true);
			else if (keyword === "additionalProperties" && typeof value === "object") {
				result.additionalProperties = convert(value as SchemaObject, false);
			} else if (keyword === "exclusiveMinimum" || keyword === "exclusiveMaximum") {
				const bound = keyword === "exclusiveMinimum" ? "minimum" : "maximum";
				if (value === true && place[bound] !== undefined) {
					result[keyword] = place[bound];
					delete result[bound];
				}
			} else if ((keyword === "minimum" || keyword === "maximum") && place[exclusiveOf(keyword)] === true) {
				// Stated by the exclusive keyword.
			} else result[keyword] = value;
		}
		if (place.type === "integer") result[INTEGER_TOKEN] = true;
		if (!open && place.additionalProperties === undefined) {
			if (partsOpen) result.unevaluatedProperties = false;
			else if (place.properties !== undefined) result.additionalProperties = false;
		}
		if (place.nullable === true) {
			if (typeof result.type === "string") result.type = [result.type, "null"];
			// Without a type OpenAPI leaves the meaning open; it is read as it is meant.
			else return { anyOf: [{ type: "null" }, result] };
		}
		return result;
	};

	const root = convert(schema, false);
	return { ...root, $defs: definitions };
}

function exclusiveOf(bound: "minimum" | "maximum"): "exclusiveMinimum" | "exclusiveMaximum" {
	return bound === "minimum" ? "exclusiveMinimum" : "exclusiveMaximum";
}

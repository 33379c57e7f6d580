import { refName, type Schema, type SchemaScope } from "@onespec/openapi-document";

/**
 * The names of the schemas that extend by `allOf` the one that a reference leads to, where its discriminator tells them apart. A
 * value of such a schema is one of any of them.
 *
 * @returns none where the schema is no reference, and where alternatives say what a value may be
 * @example heirsOf(model, { $ref: "#/components/schemas/Pet" }) // ["Cat", "Dog"]
 */
export function heirsOf({ schemas }: SchemaScope, schema: Schema): string[] {
	const name = refName(schema);
	if (name === undefined || !Object.hasOwn(schemas, name)) return [];
	const { discriminator, oneOf, anyOf } = schemas[name] as Schema;
	if (discriminator === undefined || (oneOf ?? anyOf) !== undefined) return [];
	return [...new Set(Object.values(discriminator.mapping))].filter((one) => one !== name);
}

import type { Schema, SchemaScope } from "@onespec/openapi-document";
import { sampleOf } from "@onespec/openapi-document/sample";

/**
 * The n-th item that a schema describes, always the same one: its integers are `n` where they may be, its texts the
 * member's name and `n`, its decimals and numbers `n`, its booleans true for odd ones. What is not required is left out.
 *
 * @example
 * fixtureOf(model, { $ref: "#/components/schemas/Thing" }, 3); // { ThingID: 3, Name: "Name 3", Sold: true }
 */
export function fixtureOf(scope: SchemaScope, schema: Schema, n: number): unknown {
	return sampleOf(scope, schema, { n, members: "required", examples: false, direction: "response" });
}

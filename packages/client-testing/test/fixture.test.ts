import type { Schema } from "@onespec/openapi-document";
import { expect, it } from "vitest";
import { fixtureOf } from "../src/index.js";
import { parcels } from "./support/parcels.js";

const parcel = { $ref: "#/components/schemas/Parcel" };

it("is always the same for the same number", () => {
	expect(fixtureOf(parcels, parcel, 2)).toEqual({ Number: 2, To: "To 2", Weight: 2, Fragile: false, Tries: 2 });
	expect(fixtureOf(parcels, parcel, 2)).toEqual(fixtureOf(parcels, parcel, 2));
	expect(fixtureOf(parcels, parcel, 1)).toMatchObject({ Fragile: true });
});

it.each([
	[{ type: "string", minLength: 8 }, "text 5--"],
	[{ type: "string", maxLength: 1 }, "5"],
	[{ type: "integer", minimum: 1, maximum: 3 }, 2],
	[{ type: "integer", minimum: 9 }, 13],
	[{ enum: ["a", "b"] }, "a"],
	[{ type: "array", minItems: 2, items: { type: "integer" } }, [5, 6]],
	[{ type: "array", items: { type: "integer" } }, []],
	[{ allOf: [{ type: "object", required: ["a"] }, { properties: { a: { type: "integer" } } }] }, { a: 5 }],
	[{}, "text 5"],
] satisfies [Schema, unknown][])("keeps to %j", (schema, expected) => {
	expect(fixtureOf(parcels, schema, 5)).toEqual(expected);
});

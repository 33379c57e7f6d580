import { createJsonCodec } from "@onespec/wire-codec/json";
import fc from "fast-check";
import { expect, it } from "vitest";
import { apiDocument } from "../document.js";
import { UPDATED, updatedResults } from "./messages.js";

it("is what the codec writes of the results", () => {
	const codec = createJsonCodec(apiDocument, {
		type: "array",
		items: { $ref: "#/components/schemas/UpdateResult" },
	});
	fc.assert(
		fc.property(fc.array(fc.record({ CustomerGroupID: fc.integer() })), (updates) => {
			const results = updates.map(({ CustomerGroupID }) => ({
				Key: "CustomerGroupID",
				Value: String(CustomerGroupID),
				Status: "200",
				Message: UPDATED,
			}));
			expect(updatedResults(updates).json).toBe(codec.write(results));
		}),
	);
});

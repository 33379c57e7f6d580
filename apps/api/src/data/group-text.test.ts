import { createJsonCodec } from "@onespec/wire-codec/json";
import fc from "fast-check";
import { expect, it } from "vitest";
import { groupArbitrary } from "../../test/support/groups.js";
import { apiDocument } from "../document.js";
import { changeGroup, readGroup, rewriteGroup, writeGroup } from "./group-text.js";
import type { Group, GroupChanges } from "./interface.js";

/** JSON pads a whole number with a zero; read back, it is the number. */
const unpadded = (decimal: string) => decimal.replace(/\.0$/, "");

/** Some members of a group, in any order. */
const partOfGroup = groupArbitrary
	.chain(({ CustomerGroupID: _, ...members }) => fc.shuffledSubarray(Object.entries(members)))
	.map((members): GroupChanges => Object.fromEntries(members));

it("is the text of an answer, whatever the order of the members", () => {
	const answer = createJsonCodec(apiDocument, { $ref: "#/components/schemas/CustomerGroup" });
	fc.assert(
		fc.property(groupArbitrary, (group) => {
			const reversed = Object.fromEntries(Object.entries(group).reverse()) as typeof group;
			expect(writeGroup(reversed)).toBe(answer.write(group));
			// Databases differ in what they do with control characters: there are none.
			expect(writeGroup(group)).not.toMatch(/[^ -\u{10ffff}]/u);
		}),
	);
});

it("reads back what was written", () => {
	fc.assert(
		fc.property(groupArbitrary, (group) => {
			expect(readGroup(writeGroup(group))).toEqual({ ...group, MinimumOrder: unpadded(group.MinimumOrder) });
		}),
	);
});

it("a change keeps the members that it does not name", () => {
	const members = {
		Name: fc.string(),
		MinimumOrder: fc.constantFrom("0", "-1.50", "34158822.957761675"),
		NonTaxable: fc.boolean(),
		PriceLevel: fc.integer(),
	};
	fc.assert(
		fc.property(groupArbitrary, fc.record(members, { requiredKeys: [] }), (group, changes) => {
			expect(changeGroup(writeGroup(group), { ...changes, Description: undefined })).toBe(
				writeGroup({ ...group, ...changes }),
			);
		}),
	);
});

it("a change passes over an id", () => {
	const [group] = fc.sample(groupArbitrary, 1) as [Group];
	const update = { CustomerGroupID: group.CustomerGroupID + 1, Name: "changed" };
	for (const change of [changeGroup, rewriteGroup]) {
		expect(change(writeGroup(group), update)).toBe(writeGroup({ ...group, Name: "changed" }));
	}
});

it("splicing a change in gives what reading, merging and writing gives", () => {
	fc.assert(
		fc.property(groupArbitrary, fc.array(partOfGroup, { minLength: 1, maxLength: 3 }), (group, parts) => {
			let spliced = writeGroup(group);
			let rewritten = spliced;
			for (const changes of parts) {
				spliced = changeGroup(spliced, changes);
				rewritten = rewriteGroup(rewritten, changes);
				expect(spliced).toBe(rewritten);
			}
		}),
	);
});

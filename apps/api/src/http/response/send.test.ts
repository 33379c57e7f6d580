import { createJsonCodec } from "@onespec/wire-codec/json";
import { createXmlCodec } from "@onespec/wire-codec/xml";
import fc from "fast-check";
import { expect, it } from "vitest";
import { groupArbitrary } from "../../../test/support/groups.js";
import { writeGroup } from "../../data/group-text.js";
import { apiDocument } from "../../document.js";
import { JsonText } from "../../json-text.js";
import { bodyWriter } from "./send.js";

const schema = { $ref: "#/components/schemas/CustomerGroupList" };
const writers = {
	json: bodyWriter(apiDocument, "text/json", schema, createJsonCodec(apiDocument, schema)),
	xml: bodyWriter(apiDocument, "text/xml", schema, createXmlCodec(apiDocument, schema)),
};

it.each(["json", "xml"] as const)("a body that is written already gives the %s that its value gives", (format) => {
	const write = writers[format];
	fc.assert(
		fc.property(fc.array(groupArbitrary, { maxLength: 3 }), (groups) => {
			// A text has no zero that only pads, so that `1.0` and `1` are one value.
			const values = groups.map((group) => ({ ...group, MinimumOrder: group.MinimumOrder.replace(/\.0$/, "") }));
			const written = new JsonText(`[${groups.map(writeGroup).join(",")}]`);
			expect(write(written)).toBe(write(values));
			for (let time = 1; time <= 2; time++) expect(String(write(written))).toBe(write(values));
		}),
	);
});

import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { validateCustomerGroupCreate } from "@onespec/customer-groups/validators";
import { readModel } from "@onespec/openapi-document";
import { createXmlCodec } from "@onespec/wire-codec/xml";
import { median } from "../figures.js";
import { groupOf } from "../groups.js";
import { interleave, microseconds, percentage, ratio, spread } from "../measure.js";
import { peerProgram } from "../server.js";
import type { Context, Outcome, Part } from "./part.js";

const ITEMS = 100;

/** Reading and validating bodies by themselves, in this process. */
export const codecs: Part = { title: "parsing and validating 100 items", run };

async function run({ root, rounds }: Context): Promise<Outcome> {
	const document = readModel(createRequire(import.meta.url)("@onespec/customer-groups/openapi.json"));
	const codec = createXmlCodec(document, { $ref: "#/components/schemas/CustomerGroupList" });
	const groups = Array.from({ length: ITEMS }, (_, index) => groupOf(index + 1));
	const json = JSON.stringify(groups);
	const exact = groups.map((group) => ({ ...group, MinimumOrder: String(group.MinimumOrder) }));
	const xml = codec.write(exact);
	const peer: { parse(xml: string): unknown } = await import(pathToFileURL(peerProgram(root, "fast-xml-parser")).href);

	const validate = () => exact.every((group) => validateCustomerGroupCreate(group));
	const ownXml = () => {
		const { value, faults } = codec.read(xml);
		return faults.length === 0 && (value as unknown[]).every((group) => validateCustomerGroupCreate(group));
	};
	const peerXml = () => peer.parse(xml) !== undefined;
	if (!(validate() && ownXml() && peerXml())) throw new Error("The sample does not validate.");

	const times = await interleave(
		{
			parse: () => microseconds(() => JSON.parse(json), 2000),
			validate: () => microseconds(validate, 20_000),
			ownXml: () => microseconds(ownXml, 200),
			peerXml: () => microseconds(peerXml, 50),
		},
		rounds,
	);
	return {
		figures: [
			median("100 items of JSON validated", percentage(times.validate, times.parse), "% of JSON.parse", {
				aim: { atMost: 5 },
				note: `${spread(times.validate).median.toFixed(1)} µs`,
			}),
			median("100 items of XML parsed and validated", ratio(times.ownXml, times.peerXml), "of fast-xml-parser", {
				aim: { atMost: 0.25 },
				note: `${spread(times.ownXml).median.toFixed(0)} µs; the peer checks that it is well-formed, and no more`,
			}),
		],
	};
}

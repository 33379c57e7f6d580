import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { validateCustomerGroupCreate } from "@onespec/customer-groups/validators";
import { createXmlCodec } from "@onespec/wire-codec/xml";
import type { Figure } from "../figures.js";
import { groupOf } from "../groups.js";
import { spread } from "../measure.js";
import { type Context, peer } from "./context.js";

const ITEMS = 100;

/** Reading and validating bodies by themselves, in this process. */
export async function codecs({ root, rounds, step }: Context): Promise<Figure[]> {
	step("validating and parsing 100 items");
	const document = createRequire(import.meta.url)("@onespec/customer-groups/openapi.json");
	const codec = createXmlCodec(document, { $ref: "#/components/schemas/CustomerGroupList" });
	const groups = Array.from({ length: ITEMS }, (_, index) => groupOf(index + 1));
	const json = JSON.stringify(groups);
	const exact = groups.map((group) => ({ ...group, MinimumOrder: String(group.MinimumOrder) }));
	const xml = codec.write(exact);
	const { parse }: { parse(xml: string): unknown } = await import(pathToFileURL(peer(root, "fast-xml-parser")).href);

	const validate = () => exact.every((group) => validateCustomerGroupCreate(group));
	const ownXml = () => {
		const { value, faults } = codec.read(xml);
		return faults.length === 0 && (value as unknown[]).every((group) => validateCustomerGroupCreate(group));
	};
	const otherXml = () => parse(xml) !== undefined;
	if (!(validate() && ownXml() && otherXml())) throw new Error("The sample does not validate.");

	const times = { parse: [] as number[], validate: [] as number[], ownXml: [] as number[], otherXml: [] as number[] };
	for (let round = 0; round <= rounds; round++) {
		const sample = {
			parse: microseconds(() => JSON.parse(json), 2000),
			validate: microseconds(validate, 20_000),
			ownXml: microseconds(ownXml, 200),
			otherXml: microseconds(otherXml, 50),
		};
		if (round > 0) for (const key of Object.keys(sample) as (keyof typeof sample)[]) times[key].push(sample[key]);
	}
	const ratio = (one: number[], other: number[]) => spread(one.map((value, index) => value / (other[index] as number)));
	const validation = ratio(times.validate, times.parse);
	const parsing = ratio(times.ownXml, times.otherXml);
	return [
		{
			what: "100 items of JSON validated",
			value: validation.median * 100,
			spread: { median: validation.median * 100, min: validation.min * 100, max: validation.max * 100 },
			unit: "% of JSON.parse",
			aim: { atMost: 5 },
			note: `${spread(times.validate).median.toFixed(1)} µs`,
		},
		{
			what: "100 items of XML parsed and validated",
			value: parsing.median,
			spread: parsing,
			unit: "of fast-xml-parser",
			aim: { atMost: 0.25 },
			note: `${spread(times.ownXml).median.toFixed(0)} µs; it validates no more than well-formedness`,
		},
	];
}

function microseconds(work: () => unknown, times: number): number {
	const started = performance.now();
	for (let time = 0; time < times; time++) work();
	return ((performance.now() - started) * 1000) / times;
}

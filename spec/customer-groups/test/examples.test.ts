import { checkExamples } from "@onespec/contract-verifier/examples";
import { readModel } from "@onespec/openapi-document";
import { loadDocument } from "@onespec/openapi-document/load";
import { describe, expect, test } from "vitest";
import { document, documentFile, objectAt, operationsOf, readYaml, valueAt } from "./spec.js";
import { differences, xmlContentOf } from "./xml-content.js";

const { bundled, model } = await loadDocument(documentFile);
const scenarios = readYaml("scenarios.yaml");
const examples = objectAt(document, "#/components/examples") as Record<string, { value: unknown }>;
const names = [...new Set(Object.keys(examples).map((name) => name.replace(/\.(json|xml)$/, "")))];

/** Every response of every operation. */
const responses = operationsOf(document).flatMap(({ operationId, pointer }) =>
	Object.keys(objectAt(document, `${pointer}/responses`)).map((status) => ({
		operationId,
		status,
		content: objectAt(document, `${pointer}/responses/${status}/content`) as Record<string, { examples: object }>,
	})),
);

describe("every example", () => {
	test("fits its schema, in JSON and in XML", () => {
		expect(checkExamples(model)).toEqual([]);
	});

	test.each([
		[
			"a JSON member of another type",
			"page.json",
			(value: unknown) => {
				(value as { Name: unknown }[])[0] = { Name: 5 };
				return value;
			},
		],
		["an XML element of another type", "found.xml", (value: unknown) => String(value).replace(">true<", ">yes<")],
		["an XML element too many", "created.xml", (value: unknown) => String(value).replace("<Key>", "<Extra/><Key>")],
		[
			"an XML text that is not well-formed",
			"count.xml",
			(value: unknown) => String(value).replace("</TotalCount>", ""),
		],
	])("is noticed when it breaks: %s", (_fault, name, broken) => {
		const changed = structuredClone(bundled) as unknown as { components: { examples: typeof examples } };
		const found = changed.components.examples[name];
		if (found === undefined) throw new Error(`The document has no example ${name}.`);
		found.value = broken(structuredClone(found.value));
		const faults = checkExamples(readModel(changed));
		expect(faults.length).toBeGreaterThan(0);
		for (const { pointer } of faults) expect(pointer).toBe(`#/components/examples/${name}`);
	});

	test.each(names)("%s stands in JSON and in XML", (name) => {
		expect(examples[`${name}.json`]).toBeDefined();
		expect(examples[`${name}.xml`]).toBeDefined();
	});

	test.each(names)("%s says the same in XML as in JSON", (name) => {
		expect(differences(xmlContentOf(String(examples[`${name}.xml`]?.value)), examples[`${name}.json`]?.value)).toEqual(
			[],
		);
	});

	test("a difference between XML and JSON is noticed", () => {
		const xml = xmlContentOf("<List><One><A>1</A><B>true</B></One></List>");
		expect(differences(xml, [{ A: 1.0, B: true }])).toEqual([]);
		expect(differences(xml, [{ A: 2, B: true }])).toEqual(["/List/One/A is 1, not 2"]);
		expect(differences(xml, [{ A: 1, B: false }])).toEqual(["/List/One/B is true, not false"]);
		expect(differences(xml, [{ B: true, A: 1 }])).toEqual(["/List/One has A,B, not B,A"]);
		expect(differences(xml, [{ A: 1 }])).toEqual(["/List/One has A,B, not A"]);
		expect(differences(xml, [])).toEqual(["/List has 1 items, not 0"]);
	});
});

describe("every answer", () => {
	test.each(responses)(
		"$operationId $status has the same causes in all media types, JSON and XML each its own",
		({ content }) => {
			const causes = Object.keys(content["application/json"]?.examples ?? {});
			expect(causes.length).toBeGreaterThan(0);
			for (const [mediaType, { examples: ofMediaType }] of Object.entries(content)) {
				const extension = mediaType.endsWith("xml") ? "xml" : "json";
				expect(ofMediaType, mediaType).toEqual(
					Object.fromEntries(causes.map((cause) => [cause, { $ref: `#/components/examples/${cause}.${extension}` }])),
				);
			}
		},
	);

	test.each(responses)("$operationId $status: each cause has a scenario", ({ operationId, status, content }) => {
		for (const cause of Object.keys(content["application/json"]?.examples ?? {})) {
			const own = valueAt(scenarios, `#/operations/${operationId}/${status}/${cause}`);
			expect(own ?? valueAt(scenarios, `#/causes/${cause}`), cause).toBeDefined();
		}
	});

	test("each scenario belongs to a cause of its operation and status", () => {
		const causes = new Set(
			responses.flatMap(({ operationId, status, content }) =>
				Object.keys(content["application/json"]?.examples ?? {}).flatMap((cause) => [
					cause,
					`${operationId} ${status} ${cause}`,
				]),
			),
		);
		const operations = objectAt(scenarios, "#/operations") as Record<string, Record<string, object>>;
		const declared = Object.entries(operations).flatMap(([operationId, statuses]) =>
			Object.entries(statuses).flatMap(([status, ofStatus]) =>
				Object.keys(ofStatus).map((cause) => `${operationId} ${status} ${cause}`),
			),
		);
		expect([...declared, ...Object.keys(objectAt(scenarios, "#/causes"))].filter((name) => !causes.has(name))).toEqual(
			[],
		);
	});
});

import { xsdFor } from "@onespec/contract-verifier/xsd";
import { loadDocument } from "@onespec/openapi-document/load";
import { XmlDocument, XsdValidator } from "libxml2-wasm";
import { expect, test } from "vitest";
import { readSampleRequest } from "./sample-request.js";
import { documentFile } from "./spec.js";

const { body } = readSampleRequest("updateCustomerGroups.help-page-xml.http");
const xsd = xsdFor((await loadDocument(documentFile)).model, { $ref: "#/components/schemas/CustomerGroupBulkUpdate" });

/** What libxml2 says against a text by the XSD of a bulk update; nothing where it accepts it. */
function refusalOf(text: string): string | undefined {
	const schema = XmlDocument.fromString(xsd);
	const validator = XsdValidator.fromDoc(schema);
	const xml = XmlDocument.fromString(text);
	try {
		validator.validate(xml);
		return undefined;
	} catch (error) {
		return String(error);
	} finally {
		for (const one of [xml, validator, schema]) one.dispose();
	}
}

test("the XSD of a bulk update accepts the documents' XML as it stands", () => {
	expect(refusalOf(body)).toBeUndefined();
});

test("it accepts an item with some of the members, in their order", () => {
	expect(
		refusalOf(
			"<ArrayOfCustomerGroup><CustomerGroup><CustomerGroupID>1</CustomerGroupID><PriceLevel>-2</PriceLevel></CustomerGroup></ArrayOfCustomerGroup>",
		),
	).toBeUndefined();
});

test.each([
	["a wrong root", /ArrayOfCustomerGroup/g, "ArrayOfGroup"],
	["an unknown element", "<Name>", "<Colour>red</Colour><Name>"],
	["a wrong order", /(<CustomerGroupID>1<\/CustomerGroupID>)\s*(<Name>sample string 1<\/Name>)/, "$2$1"],
	["an element twice", "<Name>sample string 1</Name>", "<Name>sample string 1</Name><Name>sample string 1</Name>"],
	["a text where an integer belongs", "<PriceLevel>1<", "<PriceLevel>one<"],
	["a fraction where an integer belongs", "<PriceLevel>1<", "<PriceLevel>1.5<"],
	["an integer beyond 32 bits", "<CustomerGroupID>1<", "<CustomerGroupID>2147483648<"],
	["a text where a boolean belongs", "<NonTaxable>true<", "<NonTaxable>yes<"],
	["a text where a decimal belongs", "<MinimumOrder>1<", "<MinimumOrder>much<"],
	["a Name of 151 characters", "<Name>sample string 1<", `<Name>${"x".repeat(151)}<`],
	["no id", "<CustomerGroupID>1</CustomerGroupID>", ""],
	["a namespace of its own", "<ArrayOfCustomerGroup ", '<ArrayOfCustomerGroup xmlns="urn:groups" '],
	["no item", /<CustomerGroup>[\s\S]*<\/CustomerGroup>/, ""],
] as const)("it refuses %s", (_fault, from, to) => {
	const broken = body.replace(from, to);
	expect(broken).not.toBe(body);
	expect(refusalOf(broken)).toMatch(/line|element|Element/);
});

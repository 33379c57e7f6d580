import { describe, expect, it } from "vitest";
import { type GroupInput, inputOf, newGroupInput, readInput, readOriginal } from "./group-input.js";
import { readChanges, readNewGroup, sortErrors } from "./group-values.js";

const filled: GroupInput = {
	...newGroupInput,
	Name: " Wholesale ",
	Description: "Two\nlines",
	MinimumOrder: "101.25",
	PriceLevel: "2",
	NonTaxable: true,
};

describe("readNewGroup", () => {
	it("gives the values with their types, the name without blanks around it", () => {
		expect(readNewGroup(filled)).toEqual({
			values: {
				Name: "Wholesale",
				Description: "Two\nlines",
				MinimumOrder: 101.25,
				PriceLevel: 2,
				NonTaxable: true,
				AllowRegistration: false,
				AutoApprove: false,
				DisableRewardPoints: false,
			},
		});
	});

	it("leaves out what is empty, so that the API sets its default", () => {
		const reading = readNewGroup({ ...filled, MinimumOrder: " ", PriceLevel: "", Description: "" });
		expect("values" in reading && Object.keys(reading.values)).not.toContain("MinimumOrder");
		expect("values" in reading && Object.keys(reading.values)).not.toContain("PriceLevel");
	});

	it("names every field that cannot be sent", () => {
		const reading = readNewGroup({ ...filled, Name: "  ", MinimumOrder: "1,5", PriceLevel: "1.5" });
		expect("errors" in reading && Object.keys(reading.errors)).toEqual(["Name", "MinimumOrder", "PriceLevel"]);
	});

	it("refuses a number that would be sent as another one", () => {
		const reading = readNewGroup({ ...filled, MinimumOrder: "0.10000000000000001" });
		expect(reading).toEqual({ errors: { MinimumOrder: expect.stringContaining("can send is 0.1.") } });
	});
});

describe("readChanges", () => {
	it("sends nothing of a form that nobody touched, whatever browsers do to its texts", () => {
		const original = {
			...filled,
			Name: "Two\nlines",
			Description: "\r\na\rb\nc",
			MinimumOrder: "no number",
			PriceLevel: "x",
		};
		const sent = { ...original, Name: "Twolines", Description: "\r\na\r\nb\r\nc" };
		expect(readChanges(readInput(asFields(sent)), original)).toEqual({ values: {} });
	});

	it("sends what changed, and only that", () => {
		const input = { ...filled, MinimumOrder: "200", NonTaxable: false, AutoApprove: true };
		expect(readChanges(input, filled)).toEqual({ values: { MinimumOrder: 200, NonTaxable: false, AutoApprove: true } });
	});

	it("sends a text that was cleared, and refuses a number that was", () => {
		expect(readChanges({ ...filled, Description: "" }, filled)).toEqual({ values: { Description: "" } });
		expect(readChanges({ ...filled, MinimumOrder: "" }, filled)).toHaveProperty("errors.MinimumOrder");
	});

	it("leaves a group without a name alone, unless the name is what changed", () => {
		const nameless = { ...filled, Name: "" };
		expect(readChanges({ ...nameless, PriceLevel: "3" }, nameless)).toEqual({ values: { PriceLevel: 3 } });
		expect(readChanges({ ...filled, Name: "" }, filled)).toEqual({ errors: { Name: "Enter a name." } });
	});
});

describe("readOriginal", () => {
	it("reads what the form carries", () => {
		expect(readOriginal({ original: JSON.stringify(filled) })).toEqual(filled);
	});

	it.each([undefined, {}, { original: "{" }, { original: "null" }, { original: '{"Name":1}' }])(
		"gives nothing for %j",
		(body) => {
			expect(readOriginal(body)).toBeUndefined();
		},
	);
});

it("shows a group as the form holds it", () => {
	const group = { ...filled, CustomerGroupID: 1, MinimumOrder: 1e21, PriceLevel: -5 };
	expect(inputOf(group)).toMatchObject({ MinimumOrder: "1000000000000000000000", PriceLevel: "-5", NonTaxable: true });
});

it("sorts the API's reasons by the field they name", () => {
	const sorted = sortErrors([
		{ Value: "Name", Message: "Too long." },
		{ Value: "Name", Message: "Too loud." },
		{ Value: "", Message: "Malformed." },
	]);
	expect(sorted).toEqual({ fields: { Name: "Too long. Too loud." }, general: ["Malformed."] });
});

function asFields(input: GroupInput): Record<string, string> {
	const entries = Object.entries(input).filter(([, value]) => value !== false);
	return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}

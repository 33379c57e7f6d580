import fc from "fast-check";
import type { Group } from "../../src/data/interface.js";

const string = fc.oneof(
	fc.string({ unit: "grapheme" }),
	fc.string({
		unit: fc.constantFrom(
			"\0",
			"\u0001",
			"\b",
			"\n",
			"\u001f",
			"\u007f",
			'"',
			"\\",
			"/",
			"\u2028",
			"😀",
			"é",
			"'",
			"&",
			"<",
			">",
			"\r",
		),
	}),
);

/** Groups with all that makes text and decimals hard to keep. */
export const groupArbitrary: fc.Arbitrary<Group> = fc.record({
	CustomerGroupID: fc.integer({ min: 1, max: 2_147_483_647 }),
	Name: string,
	Description: string,
	MinimumOrder: fc.constantFrom(
		"0",
		"0.0",
		"1",
		"1.0",
		"1.50",
		"-94982155.70143786",
		"34158822.957761675",
		"12345678901234567",
	),
	NonTaxable: fc.boolean(),
	AllowRegistration: fc.boolean(),
	DisableRewardPoints: fc.boolean(),
	AutoApprove: fc.boolean(),
	RegistrationMessage: string,
	PriceLevel: fc.integer({ min: -2_147_483_648, max: 2_147_483_647 }),
});

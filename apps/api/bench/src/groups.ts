/** A group for an id. All are alike in size, and JSON.stringify writes their numbers as we do. */
export function groupOf(id: number) {
	return {
		CustomerGroupID: id,
		Name: `Wholesale buyers of region ${id}`,
		Description: "Resellers with a trade licence, looked at once a year by the office in charge.",
		MinimumOrder: (id % 500) + 0.25,
		NonTaxable: id % 2 === 0,
		AllowRegistration: true,
		DisableRewardPoints: false,
		AutoApprove: id % 3 === 0,
		RegistrationMessage: "Thank you. We look at your licence within two working days.",
		PriceLevel: (id % 10) + 1,
	};
}

// generated from spec/customer-groups/openapi.yaml; do not edit

/** The members of a new item that a request leaves out, by the operation that creates it. */
export const defaults = {
	createCustomerGroup: {
		Description: "",
		MinimumOrder: 0,
		NonTaxable: false,
		AllowRegistration: false,
		DisableRewardPoints: false,
		AutoApprove: false,
		RegistrationMessage: "",
		PriceLevel: 1,
	},
} as const;

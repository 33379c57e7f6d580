import type { GroupMembers } from "../store/store.js";

/** What the members of a new group are where the request does not say, as the document describes `CustomerGroupCreate`. */
export const GROUP_DEFAULTS: Omit<GroupMembers, "Name"> = {
	Description: "",
	MinimumOrder: "0",
	NonTaxable: false,
	AllowRegistration: false,
	DisableRewardPoints: false,
	AutoApprove: false,
	RegistrationMessage: "",
	PriceLevel: 1,
};

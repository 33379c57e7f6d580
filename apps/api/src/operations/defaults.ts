import type { GroupChanges, GroupMembers } from "../data/interface.js";

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

/**
 * The members of a new group. Each is named, for a request has them in any number and order: spreading such objects takes
 * four times as long, 2 µs more.
 */
export function withDefaults(given: GroupChanges & Pick<GroupMembers, "Name">): GroupMembers {
	return {
		Name: given.Name,
		Description: given.Description ?? GROUP_DEFAULTS.Description,
		MinimumOrder: given.MinimumOrder ?? GROUP_DEFAULTS.MinimumOrder,
		NonTaxable: given.NonTaxable ?? GROUP_DEFAULTS.NonTaxable,
		AllowRegistration: given.AllowRegistration ?? GROUP_DEFAULTS.AllowRegistration,
		DisableRewardPoints: given.DisableRewardPoints ?? GROUP_DEFAULTS.DisableRewardPoints,
		AutoApprove: given.AutoApprove ?? GROUP_DEFAULTS.AutoApprove,
		RegistrationMessage: given.RegistrationMessage ?? GROUP_DEFAULTS.RegistrationMessage,
		PriceLevel: given.PriceLevel ?? GROUP_DEFAULTS.PriceLevel,
	};
}

import { defaults } from "@onespec/customer-groups/defaults";
import type { GroupMembers } from "../data/interface.js";

/**
 * What the members of a new group are where the request does not say, as the document describes `CustomerGroupCreate`; and
 * what the groups that are stored already have of a member that is new. The compiler asks for each member.
 */
export const GROUP_DEFAULTS: Omit<GroupMembers, "Name"> = {
	...defaults.createCustomerGroup,
	MinimumOrder: String(defaults.createCustomerGroup.MinimumOrder),
};

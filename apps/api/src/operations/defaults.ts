import { defaults } from "@onespec/customer-groups/defaults";
import type { GroupChanges, GroupMembers } from "../data/interface.js";

/**
 * What the members of a new group are where the request does not say, as the document describes `CustomerGroupCreate`; and
 * what the groups that are stored already have of a member that is new. The compiler asks for each member.
 */
export const GROUP_DEFAULTS: Omit<GroupMembers, "Name"> = {
	...defaults.createCustomerGroup,
	MinimumOrder: String(defaults.createCustomerGroup.MinimumOrder),
};

const MEMBERS = Object.keys(GROUP_DEFAULTS) as (keyof typeof GROUP_DEFAULTS)[];

/**
 * The members of a new group: those of the request, and defaults for the rest. An id in the request does not count.
 *
 * @example
 * withDefaults({ Name: "Retail", PriceLevel: 2 }); // { Description: "", …, PriceLevel: 2, Name: "Retail" }
 */
export function withDefaults(given: GroupChanges & Pick<GroupMembers, "Name">): GroupMembers {
	// A copy of the defaults, whose members are then set, takes a fraction of the time of spreading the two.
	const members: Record<string, unknown> & GroupMembers = { ...GROUP_DEFAULTS, Name: given.Name };
	for (const member of MEMBERS) {
		const value = given[member];
		if (value !== undefined) members[member as string] = value;
	}
	return members;
}

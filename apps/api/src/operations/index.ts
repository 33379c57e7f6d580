import { createCustomerGroup } from "./create-customer-group.js";
import { deleteCustomerGroup } from "./delete-customer-group.js";
import { getCustomerGroup } from "./get-customer-group.js";
import type { Handlers } from "./handlers.js";
import { listCustomerGroups } from "./list-customer-groups.js";
import { updateCustomerGroup } from "./update-customer-group.js";
import { updateCustomerGroups } from "./update-customer-groups.js";

/** The operations of the document. */
export const handlers: Handlers = {
	createCustomerGroup,
	deleteCustomerGroup,
	getCustomerGroup,
	listCustomerGroups,
	updateCustomerGroup,
	updateCustomerGroups,
};

import { GROUP_DEFAULTS } from "./defaults.js";
import type { Handler } from "./handlers.js";
import { CREATED } from "./messages.js";

/** Adds a group under the store's next id; the body's own id does not count. */
export const createCustomerGroup: Handler<"createCustomerGroup"> = async ({ groups, storeId, body }) => {
	const { CustomerGroupID: _, ...members } = body;
	const id = await groups.create(storeId, { ...GROUP_DEFAULTS, ...members });
	return {
		status: 201,
		body: [{ Key: "CustomerGroupID", Value: String(id), Status: "201", Message: CREATED }],
	};
};

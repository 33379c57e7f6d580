import { failure } from "../http/response/error-result.js";
import type { Handler } from "./handlers.js";
import { NO_SUCH_GROUP, UPDATED } from "./messages.js";

/** Changes members of the group that the URL names; the body's own id does not count. */
export const updateCustomerGroup: Handler<"updateCustomerGroup"> = async ({ groups, storeId, path, body }) => {
	const { CustomerGroupID: _, ...changes } = body;
	const value = String(path.id);
	return (await groups.update(storeId, path.id, changes))
		? { status: 200, body: [{ Key: "CustomerGroupID", Value: value, Status: "200", Message: UPDATED }] }
		: failure(404, value, NO_SUCH_GROUP);
};

import { failure } from "../http/response/error-result.js";
import type { Handler } from "./handlers.js";
import { DELETED, NO_SUCH_GROUP } from "./messages.js";

/** Deletes the group that the URL names. */
export const deleteCustomerGroup: Handler<"deleteCustomerGroup"> = async ({ groups, storeId, path }) => {
	const value = String(path.id);
	return (await groups.delete(storeId, path.id))
		? { status: 200, body: [{ Key: "CustomerGroupID", Value: value, Status: "200", Message: DELETED }] }
		: failure(404, value, NO_SUCH_GROUP);
};

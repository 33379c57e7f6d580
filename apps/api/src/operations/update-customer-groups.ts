import type { components } from "@onespec/customer-groups/exact-types";
import type { GroupUpdate } from "../data/interface.js";
import { errorResult } from "../http/response/error-result.js";
import type { Handler } from "./handlers.js";
import { NO_SUCH_GROUP, UPDATED } from "./messages.js";

type Success = components["schemas"]["UpdateResult"];
type Failure = components["schemas"]["ErrorResult"];

/** Changes several groups in one transaction; each item has a result of its own, in the order of the request. */
export const updateCustomerGroups: Handler<"updateCustomerGroups"> = async ({ groups, storeId, body }) => {
	const updates: GroupUpdate[] = [];
	for (const item of body) if (item.valid) updates.push(item.value);
	const found = await groups.updateMany(storeId, updates);
	const outcomes = found.values();
	const successes: Success[] = [];
	const failures: Failure[] = [];
	const results = body.map((item) => {
		const value = idOf(item.value);
		const updated = item.valid && outcomes.next().value === true;
		if (updated) {
			const success: Success = { Key: "CustomerGroupID", Value: value, Status: "200", Message: UPDATED };
			successes.push(success);
			return success;
		}
		const failure = item.valid ? errorResult(404, value, NO_SUCH_GROUP) : errorResult(400, value, item.fault.message);
		failures.push(failure);
		return failure;
	});
	if (failures.length === 0) return { status: 200, body: successes };
	if (successes.length > 0) return { status: 206, body: results };
	return { status: failures.every(({ Status }) => Status === "404") ? 404 : 400, body: failures };
};

/** The id that an item names, as text; empty where it has none. */
function idOf(item: unknown): string {
	const id = typeof item === "object" && item !== null && "CustomerGroupID" in item ? item.CustomerGroupID : "";
	return typeof id === "number" || typeof id === "string" ? String(id) : "";
}

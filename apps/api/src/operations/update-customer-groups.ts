import type { components } from "@onespec/customer-groups/exact-types";
import { errorResult } from "../http/error-result.js";
import type { Handler } from "./handlers.js";
import { NO_SUCH_GROUP, UPDATED } from "./messages.js";

type Success = components["schemas"]["UpdateResult"];
type Failure = components["schemas"]["ErrorResult"];

/** Changes several groups in one transaction; each item has a result of its own, in the order of the request. */
export const updateCustomerGroups: Handler<"updateCustomerGroups"> = async ({ groups, storeId, body }) => {
	const updates = body.flatMap((item) => {
		if (!item.valid) return [];
		const { CustomerGroupID: id, ...changes } = item.value;
		return [{ id, changes }];
	});
	const outcomes = (await groups.updateMany(storeId, updates)).values();
	const results = body.map((item): Success | Failure => {
		const value = idOf(item.value);
		if (!item.valid) return errorResult(400, value, item.fault.message);
		return outcomes.next().value === true
			? { Key: "CustomerGroupID", Value: value, Status: "200", Message: UPDATED }
			: errorResult(404, value, NO_SUCH_GROUP);
	});

	const successes = results.filter((result): result is Success => result.Key === "CustomerGroupID");
	const failures = results.filter((result): result is Failure => result.Key === "Error");
	if (failures.length === 0) return { status: 200, body: successes };
	if (successes.length > 0) return { status: 206, body: results };
	return { status: failures.every(({ Status }) => Status === "404") ? 404 : 400, body: failures };
};

/** The id that an item names, as text; empty where it has none. */
function idOf(item: unknown): string {
	const id = typeof item === "object" && item !== null && "CustomerGroupID" in item ? item.CustomerGroupID : "";
	return typeof id === "number" || typeof id === "string" ? String(id) : "";
}

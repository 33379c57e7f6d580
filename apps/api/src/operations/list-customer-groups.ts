import { failure } from "../http/error-result.js";
import type { Handler } from "./handlers.js";
import { NO_GROUPS, OFFSET_PAST_THE_END } from "./messages.js";

/** One page of the store's groups, or with `countonly` their number. */
export const listCustomerGroups: Handler<"listCustomerGroups"> = async ({ groups, storeId, query }) => {
	if (query.countonly === 1) return { status: 200, body: { TotalCount: await groups.count(storeId) } };
	const offset = Math.max(1, query.offset); // 0 means 1
	const page = await groups.page(storeId, offset, query.limit);
	if (page) return { status: 200, body: page };
	return offset === 1 || (await groups.count(storeId)) === 0
		? failure(404, "", NO_GROUPS)
		: failure(400, "offset", OFFSET_PAST_THE_END);
};

import { after, type GroupData } from "../data/interface.js";
import { failure } from "../http/response/error-result.js";
import type { Answer, Handler } from "./handlers.js";
import { NO_GROUPS, OFFSET_PAST_THE_END } from "./messages.js";

type ListAnswer = Answer<"listCustomerGroups">;

/** One page of the store's groups, or with `countonly` their number. */
export const listCustomerGroups: Handler<"listCustomerGroups"> = ({ groups, storeId, query }) => {
	if (query.countonly === 1) return count(groups, storeId);
	const offset = Math.max(1, query.offset); // 0 means 1
	return after(groups.page(storeId, offset, query.limit), (page) =>
		page ? { status: 200, body: page } : noPage(groups, storeId, offset),
	);
};

async function count(groups: GroupData, storeId: number): Promise<ListAnswer> {
	return { status: 200, body: { TotalCount: await groups.count(storeId) } };
}

async function noPage(groups: GroupData, storeId: number, offset: number): Promise<ListAnswer> {
	return offset === 1 || (await groups.count(storeId)) === 0
		? failure(404, "", NO_GROUPS)
		: failure(400, "offset", OFFSET_PAST_THE_END);
}

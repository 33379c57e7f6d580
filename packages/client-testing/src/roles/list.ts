import { tokensOf } from "@onespec/openapi-document";
import { shaped } from "../answer.js";
import { answerOf } from "../plan.js";
import { Problem } from "../problem.js";
import type { Operate } from "./exchange.js";

/** A page of the items, or with the parameter of `x-pagination` their number. */
export const list: Operate = ({ model, plan, query, items, resource }) => {
	const { success: status } = plan;
	const { list: listed, count } = resource;
	if (count !== undefined && query[count.parameter] === count.value) {
		return { status, body: { [tokensOf(count.total)[0] ?? ""]: items.size } };
	}
	const empty = listed?.empty;
	if (items.size === 0 && empty !== undefined) throw new Problem(empty.status, { example: empty.cause });
	const documented = answerOf(plan, status);
	const page = (from: number, most: number) => ({
		status,
		body: documented && shaped(model, documented, [listed?.items ?? ""], items.page(from, most)),
	});
	const paging = listed?.pagination;
	if (paging === undefined) return page(0, items.size);

	const place = Math.max(0, Number(query[paging.offset] ?? paging.first) - paging.first);
	const limit = Number(query[paging.limit] ?? items.size);
	const past = paging.pastTheEnd;
	if (items.size > 0 && place >= items.size && past !== undefined) {
		throw new Problem(past.status, { example: past.cause, value: paging.offset });
	}
	return page(place, limit);
};

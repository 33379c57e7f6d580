import { listIn } from "../document.js";
import { Problem } from "../problem.js";
import type { Exchange, Operate } from "./exchange.js";

/** A page of the items, or with the parameter of `x-pagination` their number. */
export const list: Operate = (exchange) => {
	const { plan, query, items } = exchange;
	const status = plan.success?.status ?? 200;
	const paging = plan.object["x-pagination"];
	const count = paging?.count;
	if (count !== undefined && query[count.parameter] === count.value) {
		return { status, body: { [count.member]: items.size } };
	}
	const empty = plan.object["x-empty"];
	if (items.size === 0 && empty !== undefined) throw new Problem(empty.status, { example: empty.cause });
	if (paging === undefined) return { status, body: inItsShape(exchange, items.page(0, items.size)) };

	const place = Math.max(0, Number(query[paging.offset] ?? paging.first) - paging.first);
	const limit = Number(query[paging.limit] ?? items.size);
	const past = paging.pastTheEnd;
	if (items.size > 0 && place >= items.size && past !== undefined) {
		throw new Problem(past.status, { example: past.cause, value: paging.offset });
	}
	return { status, body: inItsShape(exchange, items.page(place, limit)) };
};

function inItsShape({ document, plan }: Exchange, page: unknown[]): unknown {
	const member = listIn(document, plan.success?.bodies.values().next().value?.schema)?.member;
	return member === undefined ? page : { [member]: page };
}

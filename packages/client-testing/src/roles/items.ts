import { successOf } from "../answer.js";
import type { Item } from "../collection.js";
import { type ApiDocument, branchesOf, type Schema } from "../document.js";
import type { OperationPlan } from "../plan.js";
import { Problem } from "../problem.js";
import { type Exchange, keyIn, type Operate } from "./exchange.js";

/** Adds an item. The key is the collection's to give, unless a request has to name it. */
export const create: Operate = ({ document, plan, items, body }) => {
	const { key } = plan;
	const sent = body as Item;
	const schema = plan.request?.bodies.values().next().value?.schema;
	const chosen = schema !== undefined && branchesOf(document, schema)[0]?.required?.includes(key) === true;
	const own = branchesOf(document, plan.item.properties?.[key] ?? {})[0];
	const next = own?.type === "string" ? String(items.nextNumber()) : items.nextNumber();
	const item = complete(document, plan, { ...sent, [key]: chosen ? sent[key] : next });
	items.put(item);
	return successOf(plan, item[key], () => single(plan, item));
};

/** The item that the path names. */
export const read: Operate = (exchange) => {
	const item = exchange.items.get(keyIn(exchange));
	if (item === undefined) throw noSuchItem(exchange);
	return { status: exchange.plan.success?.status ?? 200, body: single(exchange.plan, item) };
};

/** Changes what was sent of the item that the path names; a key in the body does not count. */
export const update: Operate = (exchange) => {
	const { plan, items, body } = exchange;
	const key = keyIn(exchange);
	const before = items.get(key);
	if (before === undefined) throw noSuchItem(exchange);
	const item = { ...before, ...(body as Item), [plan.key]: before[plan.key] };
	items.put(item);
	return successOf(plan, key, () => single(plan, item));
};

/** Removes the item that the path names. */
export const remove: Operate = (exchange) => {
	const key = keyIn(exchange);
	const item = exchange.items.get(key);
	if (item === undefined) throw noSuchItem(exchange);
	exchange.items.remove(key);
	return successOf(exchange.plan, key, () => single(exchange.plan, item));
};

/** What has no place in a collection is answered with its first example. */
export const other: Operate = ({ plan }) => ({
	status: plan.success?.status ?? 200,
	body: plan.success && [...plan.success.examples.values()][0],
});

function noSuchItem(exchange: Exchange): Problem {
	const { status, cause } = exchange.plan.object["x-not-found"] ?? { status: 404 };
	return new Problem(status, { ...(cause !== undefined && { example: cause }), value: String(keyIn(exchange)) });
}

function single({ object }: OperationPlan, item: Item): unknown {
	return object["x-single"] === true ? [item] : item;
}

/** An item with all that the document requires of it, in the document's order. */
export function complete(document: ApiDocument, plan: OperationPlan, item: Item): Item {
	const { properties = {}, required = [] } = plan.item;
	const defaults = plan.object["x-defaults"] ?? {};
	const whole: Record<string, unknown> = {};
	for (const [name, schema] of Object.entries(properties)) {
		if (item[name] !== undefined) whole[name] = item[name];
		else if (Object.hasOwn(defaults, name)) whole[name] = defaults[name];
		else if (required.includes(name)) whole[name] = emptyOf(document, schema);
	}
	return { ...whole, ...item };
}

/** The least that a schema allows. */
function emptyOf(document: ApiDocument, schema: Schema): unknown {
	const rule = branchesOf(document, schema)[0] ?? {};
	if (rule.default !== undefined) return rule.default;
	if (rule.nullable === true) return null;
	if (rule.enum !== undefined) return rule.enum[0];
	switch (rule.type) {
		case "string":
			return "";
		case "boolean":
			return false;
		case "integer":
		case "number":
			return Math.max(0, rule.minimum ?? 0);
		case "array":
			return [];
		default:
			return {};
	}
}

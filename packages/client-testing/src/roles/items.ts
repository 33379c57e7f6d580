import {
	type DocumentModel,
	membersOf,
	type Resource,
	type Schema,
	typeOf,
	withoutNull,
} from "@onespec/openapi-document";
import { faultOf } from "@onespec/openapi-document/check";
import { sampleOf } from "@onespec/openapi-document/sample";
import { itemAnswer } from "../answer.js";
import type { Item } from "../collection.js";
import { Problem } from "../problem.js";
import { type Exchange, keyIn, type Operate } from "./exchange.js";

/** Adds an item. The key is the collection's to give, unless a request has to name it. */
export const create: Operate = ({ model, plan, resource, items, body }) => {
	const { key } = resource;
	const sent = isItem(body) ? body : {};
	const schema = plan.request?.bodies[0]?.schema;
	const chosen = schema !== undefined && membersOf(model, schema).get(key)?.required === true;
	const item = complete(model, resource, {
		...sent,
		[key]: chosen ? sent[key] : newKey(model, resource, items.next()),
	});
	items.put(item);
	return itemAnswer(model, plan, item[key], item);
};

/** The n-th key: `n` as the key is written. */
function newKey(model: DocumentModel, { item, key }: Resource, n: number): unknown {
	const schema = membersOf(model, item).get(key)?.schema ?? {};
	const plain = typeOf(withoutNull(model, schema).schema) === "string" ? String(n) : n;
	return faultOf(model, schema, plain) === undefined
		? plain
		: sampleOf(model, schema, { n, name: key, examples: false });
}

/** The item that the path names. */
export const read: Operate = (exchange) => itemAnswer(exchange.model, exchange.plan, keyIn(exchange), itemIn(exchange));

/** Changes what was sent of the item that the path names; a key in the body does not count. */
export const update: Operate = (exchange) => {
	const { model, plan, items, body, resource } = exchange;
	const before = itemIn(exchange);
	const item = { ...before, ...(isItem(body) && body), [resource.key]: before[resource.key] };
	items.put(item);
	return itemAnswer(model, plan, keyIn(exchange), item);
};

/** Puts what was sent in the place of the item that the path names; a key in the body does not count. */
export const replace: Operate = (exchange) => {
	const { model, plan, items, body, resource } = exchange;
	const before = itemIn(exchange);
	const item = complete(model, resource, { ...(isItem(body) ? body : {}), [resource.key]: before[resource.key] });
	items.put(item);
	return itemAnswer(model, plan, keyIn(exchange), item);
};

/** Removes the item that the path names. */
export const remove: Operate = (exchange) => {
	const item = itemIn(exchange);
	exchange.items.remove(keyIn(exchange));
	return itemAnswer(exchange.model, exchange.plan, keyIn(exchange), item);
};

/** @throws {Problem} the documented answer for an item that does not exist */
function itemIn(exchange: Exchange): Item {
	const item = exchange.items.get(keyIn(exchange));
	if (item !== undefined) return item;
	const { status, cause } = exchange.plan.extensions.notFound ?? { status: 404 };
	throw new Problem(status, { ...(cause !== undefined && { example: cause }), value: String(keyIn(exchange)) });
}

function isItem(value: unknown): value is Item {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An item with all that the document requires of it, in the document's order. */
export function complete(model: DocumentModel, { item: schema, create }: Resource, item: Item): Item {
	const defaults = create?.defaults ?? {};
	const whole: Record<string, unknown> = Object.create(null);
	for (const [name, member] of membersOf(model, schema)) {
		if (Object.hasOwn(item, name) && item[name] !== undefined) whole[name] = item[name];
		else if (Object.hasOwn(defaults, name)) whole[name] = defaults[name];
		else if (member.required) whole[name] = leastOf(model, member.schema, name);
	}
	return { ...whole, ...item };
}

const LEAST = { string: "", boolean: false, integer: 0, number: 0, array: [], object: {} } as const;

/** The default of a schema, else the least that it allows. */
function leastOf(model: DocumentModel, schema: Schema, name: string): unknown {
	const { schema: own, nullable } = withoutNull(model, schema);
	const least = own.default ?? (nullable ? null : LEAST[typeOf(own) ?? "object"]);
	return faultOf(model, schema, least) === undefined ? least : sampleOf(model, schema, { name, members: "required" });
}

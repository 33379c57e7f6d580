import { expect, it } from "vitest";
import { readModel, resourcesOf, roleOf } from "../src/index.ts";

const json = (schema: object) => ({ content: { "application/json": { schema } } });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const ok = (schema: object) => ({ "200": { description: "", ...json(schema) } });

/** A plain REST service, without a word of ours. */
function shop(operations: Record<string, Record<string, object>>) {
	return readModel({
		openapi: "3.1.0",
		info: {},
		components: {
			schemas: {
				Order: {
					type: "object",
					required: ["id"],
					properties: { id: { type: "string" }, note: { type: "string", default: "none" } },
				},
				Orders: {
					type: "object",
					properties: { data: { type: "array", items: ref("Order") }, total: { type: "integer" } },
				},
				NewOrder: {
					type: "object",
					required: ["item"],
					properties: {
						item: { type: "string" },
						note: { type: "string", default: "none" },
						count: { type: "integer" },
					},
				},
			},
		},
		paths: operations,
	});
}

it("plain REST is understood by method and path", () => {
	const [orders, ...others] = resourcesOf(
		shop({
			"/orders": {
				get: { operationId: "list", responses: ok(ref("Orders")) },
				post: {
					operationId: "add",
					requestBody: json(ref("NewOrder")),
					responses: { "201": { description: "", ...json(ref("Order")) } },
				},
			},
			"/orders/{orderId}": {
				get: { operationId: "read", responses: { ...ok(ref("Order")), "404": { description: "" } } },
				put: { operationId: "replace", responses: {} },
				patch: { operationId: "change", responses: {} },
				delete: { operationId: "remove", responses: { "204": { description: "" } } },
			},
		}),
	);
	expect(others).toEqual([]);
	expect(orders).toMatchObject({
		path: "/orders",
		key: "id",
		item: ref("Order"),
		create: { id: "/id", defaults: { note: "none" } },
		read: { item: "", parameter: "orderId", missing: { status: 404 } },
		replace: { operation: { id: "replace" } },
		update: { operation: { id: "change" } },
		delete: { operation: { id: "remove" }, missing: undefined },
		list: { items: "/data", pagination: undefined, empty: undefined },
		count: undefined,
		updateMany: undefined,
	});
});

it("an item in an envelope is found beside what is said of the answer, and by its slug where the path says otherwise", () => {
	const item = { type: "object", properties: { slug: { type: "string" }, title: { type: "string" } } };
	const envelope = { type: "object", properties: { data: item, meta: { type: "object" } } };
	const [labels] = resourcesOf(
		shop({
			"/labels": {
				post: {
					operationId: "add",
					requestBody: json(item),
					responses: { "201": { description: "", ...json(envelope) } },
				},
			},
			"/labels/{lid}": { get: { operationId: "get", responses: ok(envelope) } },
		}),
	);
	expect(labels).toMatchObject({ key: "slug", create: { id: "/data/slug" }, read: { item: "/data" } });
});

it("is computed once", () => {
	const model = shop({});
	expect(resourcesOf(model)).toBe(resourcesOf(model));
});

it("x-role says what method and path do not", () => {
	const model = shop({
		"/orders/{id}": {
			put: { "x-role": "update", responses: {} },
			delete: { "x-role": "none", responses: {} },
		},
	});
	expect(model.operations.map((one) => roleOf(model, one))).toEqual(["update", undefined]);
});

it("extensions of the same name in another form are somebody else's", () => {
	const [orders] = resourcesOf(
		shop({
			"/orders": { get: { "x-pagination": { type: "cursor" }, responses: ok({ type: "array", items: ref("Order") }) } },
		}),
	);
	expect(orders?.list?.pagination).toBeUndefined();
});

it("a GET that lists nothing and a POST without a body have no role", () => {
	const model = shop({ "/health": { get: { responses: ok({ type: "object" }) }, post: { responses: {} } } });
	expect(model.operations.map((one) => roleOf(model, one))).toEqual([undefined, undefined]);
});

const itemResult = { type: "object", properties: { id: { type: "integer" }, done: { type: "boolean" } } };

it("finds the id in the result of each item of a batch: the member of the error shape, else the key", () => {
	const document = (extensions: object, item: object) =>
		readModel({
			openapi: "3.1.0",
			info: { title: "t", version: "1" },
			...extensions,
			paths: {
				"/notes": {
					put: {
						"x-batch": { item: "id", partial: 206 },
						requestBody: json({ type: "array", items: itemResult }),
						responses: { "200": { description: "d", ...json({ type: "array", items: item }) } },
					},
				},
			},
		});
	const idOf = (model: ReturnType<typeof readModel>) => resourcesOf(model)[0]?.updateMany?.id;
	expect(idOf(document({}, itemResult))).toBe("/id");
	const told = { type: "object", properties: { Value: { type: "string" } } };
	expect(idOf(document({ "x-error-shape": { value: "Value", message: "Message" } }, told))).toBe("/Value");
	expect(idOf(document({}, told))).toBeUndefined();
});

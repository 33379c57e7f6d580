import { readModel } from "@onespec/openapi-document";
import { describe, expect, it } from "vitest";
import { parcels } from "../../test/parcels.js";
import type { OpenApiDocument, Operation, Schema } from "../../test/raw-document.js";
import { checkExtensions } from "./check-extensions.js";

/** The faults that a change brings about, each as one line. */
function faults(change?: Parameters<typeof parcels>[0]): string[] {
	return checkExtensions(readModel(parcels(change))).map(({ place, message }) => `${place}: ${message}`);
}

const list = "operation listParcels (GET /parcels)";
const add = "operation addParcel (POST /parcels)";
const weigh = "operation weighParcels (PUT /parcels)";
const get = "operation getParcel (GET /parcels/{id})";

function schema(document: OpenApiDocument, name: string): Schema {
	const found = document.components?.schemas?.[name];
	if (found === undefined) throw new Error(`There is no schema ${name}.`);
	return found;
}

/** Changes a member of an operation's extension. */
function set(operation: Operation | undefined, extension: string, changes: object): void {
	if (operation === undefined) throw new Error("The operation is gone.");
	operation[extension as "x-"] = { ...(operation[extension as "x-"] as object), ...changes };
}

it("finds nothing where every declaration holds", () => {
	expect(faults()).toEqual([]);
});

it.each<[string, string, Parameters<typeof parcels>[0]]>([
	[
		"an error that is no list",
		`${list}: x-error-shape does not fit the body of 429: it is no list.`,
		(_, { listParcels }) => {
			Object.assign(listParcels?.responses ?? {}, {
				429: { description: "Too many.", content: { "application/json": { schema: { type: "object" } } } },
			});
		},
	],
	[
		"a list where the shape has none",
		`${get}: x-error-shape does not fit the body of 404: it is a list.`,
		(document) => {
			document["x-error-shape"] = { message: "message" };
		},
	],
	[
		"an error without the message",
		`${get}: x-error-shape does not fit the body of 404: it has no member message.`,
		(document) => {
			delete schema(document, "Outcome").properties?.message;
		},
	],
	[
		"a message that is no string",
		`${get}: x-error-shape does not fit the body of 404: its member message is no string.`,
		(document) => {
			Object.assign(schema(document, "Outcome").properties ?? {}, { message: { type: "boolean" } });
		},
	],
	[
		"a status that is neither digits nor an integer",
		`${get}: x-error-shape does not fit the body of 404: its member status is no string.`,
		(document) => {
			Object.assign(schema(document, "Outcome").properties ?? {}, { status: { type: "number" } });
		},
	],
	[
		"a method without a façade",
		`${get}: x-client-method needs x-client at the root, with the names of the façade.`,
		(document) => {
			delete document["x-client"];
		},
	],
	[
		"two methods of one name",
		`${get}: x-client-method makes add, which is a method of ${add} already.`,
		(_, { getParcel }) => Object.assign(getParcel ?? {}, { "x-client-method": "add" }),
	],
	[
		"a method of a name that paging takes",
		`${add}: x-client-method makes iterate, which is a method of ${list} already.`,
		(_, { addParcel }) => Object.assign(addParcel ?? {}, { "x-client-method": "iterate" }),
	],
	[
		"a method that is no name in code",
		`${add}: x-client-method: it must match pattern`,
		(_, { addParcel }) => Object.assign(addParcel ?? {}, { "x-client-method": "add-one" }),
	],
	[
		"a façade without methods",
		"#: x-client names a façade, but no operation has x-client-method.",
		(_, operations) => {
			for (const operation of Object.values(operations)) delete operation["x-client-method"];
		},
	],
	[
		"paging by a parameter that is not there",
		`${list}: x-pagination: limit names most, which is no query parameter of the operation.`,
		(_, { listParcels }) => set(listParcels, "x-pagination", { limit: "most" }),
	],
	[
		"paging by a parameter that is no integer",
		`${list}: x-pagination: offset names from, which is no integer.`,
		(_, { listParcels }) => Object.assign(listParcels?.parameters?.[1] ?? {}, { schema: { type: "string" } }),
	],
	[
		"a page without a largest size",
		`${list}: x-pagination: limit names take, which has no maximum, so that nobody knows how large a page may be.`,
		(_, { listParcels }) => Object.assign(listParcels?.parameters?.[0] ?? {}, { schema: { type: "integer" } }),
	],
	[
		"a first offset below the parameter's minimum",
		`${list}: x-pagination: first is 0, but from begins at 1.`,
		(_, { listParcels }) => set(listParcels, "x-pagination", { first: 0 }),
	],
	[
		"a first offset that is not the parameter's default",
		`${list}: x-pagination: first is 1, but the default of from is 0.`,
		(_, { listParcels }) =>
			Object.assign(listParcels?.parameters?.[1] ?? {}, { schema: { type: "integer", default: 0 } }),
	],
	[
		"paging of what is no list",
		`${list}: x-pagination: the operation has no success that is an array.`,
		(document) => {
			Object.assign(schema(document, "PageOrCount"), { oneOf: [{ $ref: "#/components/schemas/Count" }] });
		},
	],
	[
		"a key that items do not have",
		`${list}: x-pagination: key names number, which is no member of an item.`,
		(_, { listParcels }) => set(listParcels, "x-pagination", { key: "number" }),
	],
	[
		"a key that an item may leave out",
		`${list}: x-pagination: key names label, which an item may leave out.`,
		(_, { listParcels }) => set(listParcels, "x-pagination", { key: "label" }),
	],
	[
		"a count by a parameter that is not there",
		`${list}: x-pagination: count names total, which is no query parameter of the operation.`,
		(_, { listParcels }) =>
			set(listParcels, "x-pagination", { count: { parameter: "total", value: 1, member: "total" } }),
	],
	[
		"a count by a value that the parameter does not take",
		`${list}: x-pagination: 2 is no value of count.`,
		(_, { listParcels }) =>
			set(listParcels, "x-pagination", { count: { parameter: "count", value: 2, member: "total" } }),
	],
	[
		"a count that no answer carries",
		`${list}: x-pagination: count names the member sum, which is no integer of a success.`,
		(_, { listParcels }) =>
			set(listParcels, "x-pagination", { count: { parameter: "count", value: 1, member: "sum" } }),
	],
	[
		"an end that is no documented cause",
		`${list}: x-pagination: pastTheEnd names the cause gone, which is no example of the answer 400 in JSON; it has past-the-end, take-invalid.`,
		(_, { listParcels }) => set(listParcels, "x-pagination", { pastTheEnd: { status: 400, cause: "gone" } }),
	],
	[
		"paging of a write",
		`${add}: x-pagination: needs the method GET.`,
		(_, { addParcel, listParcels }) =>
			Object.assign(addParcel ?? {}, { "x-pagination": listParcels?.["x-pagination"], "x-client-method": "addAll" }),
	],
	[
		"an empty list by a status that is not documented",
		`${list}: x-empty names the status 410, which the operation does not document.`,
		(_, { listParcels }) => set(listParcels, "x-empty", { status: 410 }),
	],
	[
		"an empty list by a cause without examples",
		`${list}: x-empty names the cause no-parcels, which is no example of the answer 429 in JSON; it has none.`,
		(_, { listParcels }) => set(listParcels, "x-empty", { status: 429 }),
	],
	[
		"an empty list of what is no list",
		`${get}: x-empty needs a success that is an array.`,
		(document, { getParcel }) => {
			Object.assign(getParcel ?? {}, { "x-empty": { status: 404, cause: "no-such-parcel" } });
			Object.assign(schema(document, "OneParcel"), { type: "object" });
		},
	],
	[
		"a missing item by a cause that is not there",
		`${get}: x-not-found names the cause lost, which is no example of the answer 404 in JSON; it has no-such-parcel.`,
		(_, { getParcel }) => set(getParcel, "x-not-found", { cause: "lost" }),
	],
	[
		"causes that cannot be told apart",
		`${list}: x-pagination: pastTheEnd names the cause past-the-end, which a client cannot tell from take-invalid of the same status.`,
		(document) => {
			delete document["x-error-shape"];
		},
	],
	[
		"one item, where there may be more",
		`${get}: x-single: the body of 200 is no array with minItems 1 and maxItems 1.`,
		(document) => {
			delete schema(document, "OneParcel").maxItems;
		},
	],
	[
		"one item, where there is no body",
		"operation returnParcel (DELETE /parcels/{id}): x-single needs a success with a body in JSON.",
		(_, { returnParcel }) => Object.assign(returnParcel ?? {}, { "x-single": true }),
	],
	[
		"one item of a list",
		`${list}: x-single contradicts a list (x-pagination, x-empty).`,
		(_, { listParcels }) => Object.assign(listParcels ?? {}, { "x-single": true }),
	],
	[
		"a result without a body",
		"operation returnParcel (DELETE /parcels/{id}): x-result needs a success with a body in JSON.",
		(_, { returnParcel }) => Object.assign(returnParcel ?? {}, { "x-result": { member: "about", type: "integer" } }),
	],
	[
		"a result that is not there",
		`${add}: x-result names id, which is no member of the body of 201.`,
		(_, { addParcel }) => set(addParcel, "x-result", { member: "id" }),
	],
	[
		"a result that may be left out",
		`${add}: x-result names about, which the body of 201 may leave out.`,
		(document) => {
			Object.assign(schema(document, "Outcome"), { required: ["status", "message"] });
		},
	],
	[
		"a result that cannot be an id",
		`${add}: x-result: about of 201 cannot carry an id of type integer.`,
		(document) => {
			Object.assign(schema(document, "Outcome").properties ?? {}, { about: { type: "boolean" } });
		},
	],
	[
		"a result in an array",
		`${add}: x-result: the body of 201 is an array; say x-single.`,
		(_, { addParcel }) => delete addParcel?.["x-single"],
	],
	[
		"a batch without an array",
		`${weigh}: x-batch needs a request body that is an array.`,
		(document) => {
			Object.assign(schema(document, "Weighings"), { type: "object" });
		},
	],
	[
		"a batch whose items do not have the member",
		`${weigh}: x-batch names number, which is no member of an item of the request.`,
		(_, { weighParcels }) => set(weighParcels, "x-batch", { item: "number" }),
	],
	[
		"a batch by a status that is not documented",
		`${weigh}: x-batch names the status 207, which the operation does not document.`,
		(_, { weighParcels }) => set(weighParcels, "x-batch", { partial: 207 }),
	],
	[
		"a batch that cannot read its results",
		`${weigh}: x-batch needs x-error-shape with list, value and status, by which results are read.`,
		(document) => {
			document["x-error-shape"] = { list: true, message: "message" };
		},
	],
	[
		"a batch without results",
		`${weigh}: x-batch: the body of 206 has no results: it is no list.`,
		(_, { weighParcels }) => {
			Object.assign(weighParcels?.responses ?? {}, {
				206: { description: "Some.", content: { "application/json": { schema: { type: "object" } } } },
			});
		},
	],
	[
		"a batch with one result",
		`${weigh}: x-batch has results of its own, beside which x-single and x-result mean nothing.`,
		(_, { weighParcels }) => Object.assign(weighParcels ?? {}, { "x-result": { member: "about", type: "string" } }),
	],
	[
		"a list with results",
		`${list}: a list has neither x-result nor x-batch.`,
		(_, { listParcels }) => Object.assign(listParcels ?? {}, { "x-result": { member: "id", type: "integer" } }),
	],
	[
		"the form of a credential that is no key",
		"#/components/securitySchemes/Depot: x-credential needs type apiKey beside it",
		(document) => Object.assign(document.components?.securitySchemes?.Depot ?? {}, { type: "http", scheme: "bearer" }),
	],
])("refuses %s", (_, message, change) => {
	expect(faults(change).join("\n")).toContain(message);
});

describe("a value that does not fit its schema", () => {
	it.each<[string, string, unknown, string]>([
		["x-pagination", "listParcels", { limit: "take", offset: "from", first: 2, key: "id" }, "/first must be equal"],
		["x-pagination", "listParcels", { limit: "take" }, "must have required property 'offset'"],
		["x-empty", "listParcels", { status: 200, cause: "no-parcels" }, "/status must be >= 400"],
		["x-not-found", "getParcel", { status: 404 }, "must have required property 'cause'"],
		["x-single", "getParcel", false, "must be equal to one of the allowed values: true"],
		["x-result", "addParcel", { member: "about", type: "number" }, "/type must be equal"],
		["x-batch", "weighParcels", { item: "id", partial: 404 }, "/partial must be <= 299"],
	])("%s of %s, by the operation's name", (extension, id, value, message) => {
		const found = faults((_, operations) => Object.assign(operations[id] ?? {}, { [extension]: value }));
		expect(found[0]).toMatch(new RegExp(`^operation ${id} `));
		expect(found[0]).toContain(message);
	});
});

import { expect, expectTypeOf, it } from "vitest";
import type { Group } from "../data/interface.js";
import { JsonText } from "../json-text.js";
import { GROUP_DEFAULTS } from "./defaults.js";
import type { Answer, Handler, Handlers, OperationId } from "./handlers.js";
import { handlers } from "./index.js";

// Each error below is expected by the compiler: a line that compiled all the same would fail the check of the tests.

const result = { Key: "CustomerGroupID", Value: "1", Status: "200", Message: "updated successfully" } as const;
const group = { CustomerGroupID: 1, Name: "", ...GROUP_DEFAULTS };
const { Name: _, ...nameless } = group;

export const documented: Answer<"getCustomerGroup"> = { status: 200, body: [group] };

export const written: Answer<"getCustomerGroup"> = { status: 200, body: new JsonText<Group[]>("[]") };

// @ts-expect-error the text is that of one group, not of an array
export const writtenOfAnother: Answer<"getCustomerGroup"> = { status: 200, body: new JsonText<Group>("{}") };

// @ts-expect-error 404 answers with errors, not with a group
export const writtenAs404: Answer<"getCustomerGroup"> = { status: 404, body: new JsonText<Group[]>("[]") };

// @ts-expect-error 202 is no status of this operation
export const writtenUndocumented: Answer<"getCustomerGroup"> = { status: 202, body: new JsonText<Group[]>("[]") };

// @ts-expect-error 202 is no status of this operation
export const undocumentedStatus: Answer<"getCustomerGroup"> = { status: 202, body: [group] };

// @ts-expect-error 206 belongs to the bulk update alone
export const statusOfAnother: Answer<"updateCustomerGroup"> = { status: 206, body: [result] };

// @ts-expect-error Name is missing
export const missingMember: Answer<"getCustomerGroup"> = { status: 200, body: [nameless] };

// @ts-expect-error decimals are text
export const mistypedMember: Answer<"getCustomerGroup"> = { status: 200, body: [{ ...group, MinimumOrder: 1 }] };

// @ts-expect-error there is no such member
export const extraMember: Answer<"getCustomerGroup"> = { status: 200, body: [{ ...group, Surname: "red" }] };

// @ts-expect-error the body of 201 is that of a create
export const bodyOfAnotherStatus: Answer<"createCustomerGroup"> = { status: 201, body: [result] };

// @ts-expect-error 404 answers with errors, not with a group
export const groupAs404: Answer<"getCustomerGroup"> = { status: 404, body: [group] };

// @ts-expect-error deleting takes no body
export const bodyOfNone: Handler<"deleteCustomerGroup"> = async ({ body }) => ({ status: 200, body: [body.result] });

// @ts-expect-error the path has an id, and nothing else
export const wrongPath: Handler<"getCustomerGroup"> = async ({ path }) => ({ status: 404, body: [path.name] });

// @ts-expect-error a handler is missing
export const incomplete: Handlers = { ...handlers, getCustomerGroup: undefined };

it("requests are typed by the document", () => {
	expectTypeOf<Parameters<Handlers["listCustomerGroups"]>[0]["query"]>().toEqualTypeOf<{
		limit: number;
		offset: number;
		countonly: 0 | 1;
	}>();
	expectTypeOf<Parameters<Handlers["getCustomerGroup"]>[0]["path"]>().toEqualTypeOf<{ id: number }>();
	expectTypeOf<Parameters<Handlers["createCustomerGroup"]>[0]["body"]["MinimumOrder"]>().toEqualTypeOf<
		string | undefined
	>();
});

it("there is a handler for each operation", () => {
	const ids: OperationId[] = [
		"createCustomerGroup",
		"deleteCustomerGroup",
		"getCustomerGroup",
		"listCustomerGroups",
		"updateCustomerGroup",
		"updateCustomerGroups",
	];
	expect(Object.keys(handlers).sort()).toEqual(ids);
});

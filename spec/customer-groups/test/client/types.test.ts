import {
	type BatchOutcome,
	type CustomerGroup,
	type CustomerGroupCreate,
	type CustomerGroupsClientOptions,
	createCustomerGroup,
	createCustomerGroupsApi,
	createCustomerGroupsClient,
	deleteCustomerGroup,
	getCustomerGroup,
	iterateCustomerGroups,
	listCustomerGroups,
	type Page,
	pagesOfCustomerGroups,
	type Result,
	updateCustomerGroup,
	updateCustomerGroups,
} from "@onespec/customer-groups";
import { createGroups, type Groups, groupsOf } from "@onespec/customer-groups/groups";
import { customerGroupCreateSchema } from "@onespec/customer-groups/schemas";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import { describe, expect, expectTypeOf, it } from "vitest";

const options: CustomerGroupsClientOptions = {
	baseUrl: "http://127.0.0.1:1",
	credentials: { secureURL: "store.example", privateKey: "key", token: "token" },
};
const numbers = createCustomerGroupsApi(options);
const exact = createCustomerGroupsApi({ ...options, decimals: "string" });
const byPath = createCustomerGroupsClient(options);

/** Never called: what is within is for the compiler. */
function compiled(_: () => unknown): void {
	expect(_).toBeTypeOf("function");
}

describe("what a function gives", () => {
	it("is what the caller wants, and not what is on the wire", () => {
		compiled(() => {
			expectTypeOf(listCustomerGroups(numbers)).toEqualTypeOf<Promise<CustomerGroup[]>>();
			expectTypeOf(getCustomerGroup(numbers, 1)).toEqualTypeOf<Promise<CustomerGroup>>();
			expectTypeOf(getCustomerGroup(numbers, 1, { notFound: "null" })).toEqualTypeOf<Promise<CustomerGroup | null>>();
			expectTypeOf(getCustomerGroup(numbers, 1, { notFound: "error" })).toEqualTypeOf<Promise<CustomerGroup>>();
			expectTypeOf(createCustomerGroup(numbers, { Name: "a" })).toEqualTypeOf<Promise<Result<number>>>();
			expectTypeOf(updateCustomerGroup(numbers, 1, {})).toEqualTypeOf<Promise<Result<number>>>();
			expectTypeOf(deleteCustomerGroup(numbers, 1)).toEqualTypeOf<Promise<Result<number>>>();
			expectTypeOf(updateCustomerGroups(numbers, [])).toEqualTypeOf<Promise<BatchOutcome<number>>>();
			expectTypeOf(iterateCustomerGroups(numbers)).toEqualTypeOf<AsyncIterableIterator<CustomerGroup>>();
			expectTypeOf(pagesOfCustomerGroups(numbers)).toEqualTypeOf<AsyncIterableIterator<Page<CustomerGroup>>>();
		});
	});

	it("is the same by function, by method, and with a client that also goes by path", () => {
		compiled(() => {
			expectTypeOf(createGroups(options)).toEqualTypeOf<Groups>();
			expectTypeOf(createGroups(options).get(1)).toEqualTypeOf<Promise<CustomerGroup>>();
			expectTypeOf(groupsOf(byPath).get(1, { notFound: "null" })).toEqualTypeOf<Promise<CustomerGroup | null>>();
			expectTypeOf(getCustomerGroup(byPath, 1)).toEqualTypeOf<Promise<CustomerGroup>>();
		});
	});
});

describe("decimals", () => {
	it("are numbers, or strings both ways", () => {
		compiled(() => {
			expectTypeOf<CustomerGroup["MinimumOrder"]>().toEqualTypeOf<number>();
			expectTypeOf<CustomerGroup<"string">["MinimumOrder"]>().toEqualTypeOf<string>();
			expectTypeOf(getCustomerGroup(exact, 1)).toEqualTypeOf<Promise<CustomerGroup<"string">>>();
			createCustomerGroup(exact, { Name: "a", MinimumOrder: "101.25" });
			createCustomerGroup(numbers, { Name: "a", MinimumOrder: 101.25 });
			// @ts-expect-error: this client has decimals as strings
			createCustomerGroup(exact, { Name: "a", MinimumOrder: 101.25 });
			// @ts-expect-error: this one as numbers
			createCustomerGroup(numbers, { Name: "a", MinimumOrder: "101.25" });
		});
	});
});

describe("a call that cannot be right", () => {
	it("does not compile", () => {
		compiled(() => {
			// @ts-expect-error: a group needs a name
			createCustomerGroup(numbers, { Description: "a" });
			// @ts-expect-error: it has no such member
			createCustomerGroup(numbers, { Name: "a", Surname: "b" });
			// @ts-expect-error: an id is a number
			getCustomerGroup(numbers, "1");
			// @ts-expect-error: pages are not counted
			listCustomerGroups(numbers, { page: 2 });
			// @ts-expect-error: the number of groups has a function of its own
			listCustomerGroups(numbers, { countonly: 1 });
			// @ts-expect-error: an item of a bulk update names its group
			updateCustomerGroups(numbers, [{ Name: "a" }]);
			// @ts-expect-error: who asks?
			createGroups({});
			// @ts-expect-error: there is no such format
			createGroups({ ...options, format: "yaml" });
		});
	});

	it("nor does an answer that may be missing, used as if it were there", () => {
		compiled(async () => {
			const group = await getCustomerGroup(numbers, 1, { notFound: "null" });
			// @ts-expect-error: it may be null
			group.Name;
		});
	});
});

describe("a Standard Schema", () => {
	it("is one, by the interface's own types, and says of each fault where it is", async () => {
		expectTypeOf(customerGroupCreateSchema).toExtend<StandardSchemaV1<CustomerGroupCreate>>();
		expectTypeOf<StandardSchemaV1.InferOutput<typeof customerGroupCreateSchema>>().toEqualTypeOf<CustomerGroupCreate>();
		const { validate, vendor, version } = customerGroupCreateSchema["~standard"];
		expect([vendor, version]).toEqual(["onespec", 1]);
		expect(await validate({ Name: "Wholesale", MinimumOrder: 1.5 })).toEqual({
			value: { Name: "Wholesale", MinimumOrder: 1.5 },
		});
		expect(await validate({ Name: "n".repeat(151), NonTaxable: "no", Colour: "red" })).toEqual({
			issues: [
				{ message: "Colour is not a member that the document knows", path: ["Colour"] },
				{ message: "Name must have at most 150 characters", path: ["Name"] },
				{ message: "NonTaxable must be true or false", path: ["NonTaxable"] },
			],
		});
	});
});

import { ApiError, NotFoundError, TooManyRequestsError } from "@onespec/customer-groups";
import { createGroups } from "@onespec/customer-groups/groups";
import { createHandlers, createTestService, groupFixture, groupFixtures } from "@onespec/customer-groups/testing";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

// The test handlers of the generated package under its own client, as a consumer's tests use both.

const credentials = { secureURL: "my-store.example", privateKey: "key", token: "token" };
const service = createTestService({
	groups: groupFixtures(12),
	grants: [
		{ credentials },
		{ credentials: { ...credentials, token: "reads" }, permissions: ["read"] },
		{ credentials: { ...credentials, token: "throttled" }, throttle: { capacity: 1, leakPerSecond: 0.001 } },
		{ credentials: { ...credentials, token: "elsewhere" }, store: "elsewhere" },
	],
});
const server = setupServer(...service.handlers);
beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
afterEach(() => service.reset());
afterAll(() => server.close());

const groups = createGroups({ credentials });
const as = (token: string, more: object = {}) => createGroups({ credentials: { ...credentials, token }, ...more });

describe("the test handlers", () => {
	it("page, count and end", async () => {
		expect(await groups.list()).toEqual(groupFixtures(10));
		expect(await groups.list({ limit: 5, offset: 11 })).toEqual(groupFixtures(12).slice(10));
		expect(await groups.list({ offset: 13 })).toEqual([]);
		expect(await groups.count()).toBe(12);
		const all = [];
		for await (const group of groups.iterate({ pageSize: 5 })) all.push(group.CustomerGroupID);
		expect(all).toEqual(groupFixtures(12).map((group) => group.CustomerGroupID));
	});

	it("keep what is written", async () => {
		const { id } = await groups.create({ Name: "Wholesale", MinimumOrder: 101.25 });
		await groups.update(id, { NonTaxable: true });
		expect(await groups.get(id)).toEqual({
			CustomerGroupID: 13,
			Name: "Wholesale",
			Description: "",
			MinimumOrder: 101.25,
			NonTaxable: true,
			AllowRegistration: false,
			DisableRewardPoints: false,
			AutoApprove: false,
			RegistrationMessage: "",
			PriceLevel: 1,
		});
		expect(service.groups()).toHaveLength(13);
		await groups.delete(id);
		await expect(groups.get(id)).rejects.toThrow(NotFoundError);
	});

	it("answer a bulk update item by item", async () => {
		const outcome = await groups.updateMany([
			{ CustomerGroupID: 1, Name: "A" },
			{ CustomerGroupID: 99, Name: "B" },
		]);
		expect(outcome.succeeded).toMatchObject([{ index: 0, id: 1 }]);
		expect(outcome.failed).toMatchObject([{ index: 1, id: 99, status: 404 }]);
		expect(service.groups()[0]?.Name).toBe("A");
	});

	it("speak XML", async () => {
		const xml = as("token", { format: "xml" });
		const { id } = await xml.create({ Name: "Fish & chips" });
		expect((await xml.get(id)).Name).toBe("Fish & chips");
	});

	it("let in whom they know, as far as they may, into their own store", async () => {
		await expect(as("unknown").list()).rejects.toMatchObject({ status: 401 });
		expect(await as("reads").count()).toBe(12);
		await expect(as("reads").delete(1)).rejects.toMatchObject({ status: 401 });
		expect(await as("elsewhere").list()).toEqual([]);
	});

	it("throttle, and fail when they are asked to", async () => {
		const impatient = as("throttled", { throttle: false, retry: false });
		await impatient.count();
		await expect(impatient.count()).rejects.toThrow(TooManyRequestsError);
		service.failNext({ operation: "listCustomerGroups", status: 404, cause: "no-groups" });
		expect(await groups.list()).toEqual([]);
		service.failNext({ status: 418 });
		await expect(groups.get(1)).rejects.toThrow(ApiError);
	});
});

it("alone hold what they were made with", async () => {
	const baseUrl = "https://other.example/v1";
	server.use(...createHandlers({ baseUrl, groups: [groupFixture(7, { Name: "Mine" })] }));
	expect(await createGroups({ baseUrl, credentials }).list()).toEqual([{ ...groupFixture(7), Name: "Mine" }]);
	server.resetHandlers();
});

import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import {
	BadRequestError,
	BatchError,
	type CustomerGroupsClientOptions,
	countCustomerGroups,
	createCustomerGroupsApi,
	NotFoundError,
	TooManyRequestsError,
	UnauthorizedError,
} from "@onespec/customer-groups";
import { createGroups, type Groups } from "@onespec/customer-groups/groups";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type Credentials, type Service, startLive, startMock } from "./support/live.js";

let live: Service;
let mock: Service;
beforeAll(async () => {
	[live, mock] = await Promise.all([startLive(), startMock()]);
});
afterAll(() => Promise.all([live?.stop(), mock?.stop()]));

/** The paths that clients made by {@link groupsOf} asked for. */
let asked: string[] = [];
beforeEach(() => {
	asked = [];
});

function optionsOf(service: Service, profile?: string): CustomerGroupsClientOptions {
	const onRequest = ({ method, path }: { method: string; path: string }) => {
		asked.push(`${method} ${path}`);
	};
	return { baseUrl: service.url, credentials: service.credentials(profile), hooks: { onRequest } };
}

function groupsOf(service: Service, profile?: string): Groups {
	return createGroups(optionsOf(service, profile));
}

function headersOf({ secureURL, privateKey, token }: Credentials): Record<string, string> {
	return { SecureURL: secureURL, PrivateKey: privateKey, Token: token, "Content-Type": "application/json" };
}

/** What the API answers to `fetch` alone: each trap is shown to be there before it is shown to be gone. */
async function wire(
	path: string,
	init: RequestInit = {},
	profile?: string,
): Promise<{ status: number; body: unknown }> {
	const response = await fetch(`${live.url}${path}`, { headers: headersOf(live.credentials(profile)), ...init });
	return { status: response.status, body: await response.json() };
}

/** Fills the store of the default profile with so many groups; they are removed after the test. */
async function fill(count: number): Promise<number[]> {
	const groups = createGroups({ baseUrl: live.url, credentials: live.credentials(), throttle: false });
	const results = [];
	for (let number = 1; number <= count; number++) results.push(await groups.create({ Name: `Group ${number}` }));
	return results.map(({ id }) => id);
}

afterEach(async () => {
	const groups = createGroups({ baseUrl: live.url, credentials: live.credentials() });
	for (const { CustomerGroupID } of await groups.list({ limit: 500 })) await groups.delete(CustomerGroupID);
});

async function failure(promise: Promise<unknown>): Promise<unknown> {
	return promise.then(
		(value) => expect.fail(`fulfilled with ${JSON.stringify(value)}`),
		(error: unknown) => error,
	);
}

describe("1. an empty list answers 404, and so does a missing group", () => {
	test("an empty list is an empty array", async () => {
		expect((await wire("/CustomerGroups", {}, "empty-store")).status).toBe(404);
		const groups = groupsOf(live, "empty-store");
		expect(await groups.list()).toEqual([]);
		expect(await groups.count()).toBe(0);
		for await (const group of groups.iterate()) expect.fail(JSON.stringify(group));
	});

	test("a missing group is a typed error, or null by option", async () => {
		expect((await wire("/CustomerGroups/2147483647")).status).toBe(404);
		const groups = groupsOf(live);
		const error = await failure(groups.get(2147483647));
		expect(error).toBeInstanceOf(NotFoundError);
		expect(error).toMatchObject({ status: 404, reason: "The specified Customer Group does not exist." });
		expect(await groups.get(2147483647, { notFound: "null" })).toBeNull();
		expect(await failure(groups.update(2147483647, { Name: "Nobody" }))).toBeInstanceOf(NotFoundError);
		expect(await failure(groups.delete(2147483647))).toBeInstanceOf(NotFoundError);
	});

	test("a wrong base URL is neither empty nor null", async () => {
		const groups = createGroups({ ...optionsOf(live), baseUrl: `${live.url}/elsewhere` });
		// Each rejection is awaited from the start: one that comes while another is awaited would be nobody's.
		const calls = [groups.list(), groups.count(), groups.get(1, { notFound: "null" })];
		for (const error of await Promise.all(calls.map(failure))) expect(error).toBeInstanceOf(NotFoundError);
	});
});

describe("2. paging past the end answers 400", () => {
	test("a page past the end is empty", async () => {
		await fill(2);
		expect((await wire("/CustomerGroups?offset=3")).status).toBe(400);
		expect(await groupsOf(live).list({ offset: 3 })).toEqual([]);
	});

	test("a walk ends where the groups end, on the edge of a page too", async () => {
		const ids = await fill(4);
		const found = [];
		for await (const group of groupsOf(live).iterate({ pageSize: 2 })) found.push(group.CustomerGroupID);
		expect(found).toEqual(ids);
	});

	test("another 400 stays an error", async () => {
		expect(await failure(groupsOf(live).list({ limit: 0 }))).toBeInstanceOf(BadRequestError);
	});
});

describe("3. offset starts at 1", () => {
	test("a walk asks from 1 and gets each group once, whatever the size of a page", async () => {
		const ids = await fill(5);
		const rows = (await wire("/CustomerGroups?limit=2&offset=2")).body as { CustomerGroupID: number }[];
		// What a loop that begins at 0 gets twice.
		expect(rows[0]?.CustomerGroupID).toBe(ids[1]);
		for (const pageSize of [1, 2, 3, 5, 500]) {
			asked = [];
			const found = [];
			for await (const group of groupsOf(live).iterate({ pageSize })) found.push(group.CustomerGroupID);
			expect(found).toEqual(ids);
			expect(asked[0]).toBe(`GET /CustomerGroups?limit=${pageSize}&offset=1`);
		}
	});

	test("a walk that was left goes on at the next offset", async () => {
		const ids = await fill(5);
		const groups = groupsOf(live);
		let next = 0;
		for await (const page of groups.pages({ pageSize: 2 })) {
			next = page.next;
			break;
		}
		expect(next).toBe(3);
		const found = [];
		for await (const group of groups.iterate({ offset: next })) found.push(group.CustomerGroupID);
		expect(found).toEqual(ids.slice(2));
	});
});

describe("4. GET by id must be unwrapped from a one-element array", () => {
	test("a group is a group", async () => {
		const [id = 0] = await fill(1);
		expect((await wire(`/CustomerGroups/${id}`)).body).toHaveLength(1);
		expect(await groupsOf(live).get(id)).toMatchObject({ CustomerGroupID: id, Name: "Group 1" });
	});

	test("on the mock too", async () => {
		expect(await groupsOf(mock).get(1)).toMatchObject({ CustomerGroupID: 1 });
	});
});

describe("5. a write can answer 2xx and still carry failed items", () => {
	const missing = { CustomerGroupID: 2147483647, Name: "Nobody" };

	test("what failed is told beside what succeeded", async () => {
		const [id = 0] = await fill(1);
		const items = [missing, { CustomerGroupID: id, Name: "Changed" }];
		expect((await wire("/CustomerGroups", { method: "PUT", body: JSON.stringify(items) })).status).toBe(206);
		expect(await groupsOf(live).updateMany(items)).toEqual({
			succeeded: [{ index: 1, id }],
			failed: [{ index: 0, id: 2147483647, status: 404, reason: "The specified Customer Group does not exist." }],
		});
	});

	test("all failed is told in the same way, and a body that is refused as a whole is an error", async () => {
		const { succeeded, failed } = await groupsOf(live).updateMany([missing, missing]);
		expect([succeeded.length, failed.length]).toEqual([0, 2]);
		expect((await groupsOf(live).updateMany([missing])).failed).toHaveLength(1);
		// @ts-expect-error an item has to name its group, so that its result can be told from a refusal of all
		expect(await failure(groupsOf(live).updateMany([{ Name: "Nobody" }]))).toBeInstanceOf(BadRequestError);
		const tooMany = Array.from({ length: 101 }, () => missing);
		expect(await failure(groupsOf(live).updateMany(tooMany, { chunk: false }))).toBeInstanceOf(BadRequestError);
	});

	test("by option a failed item is an error", async () => {
		const error = await failure(groupsOf(live).updateMany([missing], { onFailure: "throw" }));
		expect(error).toBeInstanceOf(BatchError);
	});

	test("more items than a request may carry go in several", async () => {
		const [id = 0] = await fill(1);
		const items = Array.from({ length: 150 }, (_, place) => ({ CustomerGroupID: id, Name: `Name ${place}` }));
		const { succeeded } = await groupsOf(live).updateMany(items);
		expect(succeeded.map(({ index }) => index)).toEqual(items.map((_, place) => place));
		expect(asked.filter((one) => one === "PUT /CustomerGroups")).toHaveLength(2);
	});
});

describe("6. failures must be read out of Key and Status strings in the body", () => {
	test("a refusal is an error with the vendor's words, and what they are about", async () => {
		const Name = "n".repeat(151);
		const raw = await wire("/CustomerGroups", { method: "POST", body: JSON.stringify({ Name }) });
		expect(raw.body).toMatchObject([{ Key: "Error", Status: "400" }]);
		const error = await failure(groupsOf(live).create({ Name }));
		expect(error).toBeInstanceOf(BadRequestError);
		expect(error).toMatchObject({
			status: 400,
			reason: "Name must be a string of at most 150 characters.",
			results: [{ key: "Error", value: "Name", status: 400 }],
			operation: "createCustomerGroup",
			method: "POST",
			path: "/CustomerGroups",
		});
	});

	test("credentials that do not belong together are an error that holds none of them", async () => {
		const error = await failure(groupsOf(live, "wrong").list());
		expect(error).toBeInstanceOf(UnauthorizedError);
		const { privateKey, token } = live.credentials("wrong");
		for (const secret of [privateKey, token]) expect(JSON.stringify(error)).not.toContain(secret);
	});

	test("in XML too", async () => {
		const error = await failure(createGroups({ ...optionsOf(live), format: "xml" }).create({ Name: "n".repeat(151) }));
		expect(error).toMatchObject({ status: 400, reason: "Name must be a string of at most 150 characters." });
	});
});

describe("7. the throttle has to be respected without a documented signal", () => {
	/** Counts what is sent, and answers as the API does. */
	function counting(answer: (number: number) => Response = () => Response.json({ TotalCount: 0 })) {
		const sent: number[] = [];
		const groups = createGroups({
			baseUrl: "https://api.example",
			credentials: live.credentials(),
			fetch: async () => answer(sent.push(performance.now())),
		});
		return { groups, sent };
	}

	function refusal(): Response {
		const results = [{ Key: "Error", Value: "", Status: "429", Message: "Too many requests." }];
		return Response.json(results, { status: 429, headers: { "Retry-After": "7" } });
	}

	afterEach(() => {
		vi.useRealTimers();
	});

	test("50 calls go at once, then 2 a second: the API need not refuse any", async () => {
		vi.useFakeTimers();
		const { groups, sent } = counting();
		const calls = Promise.all(Array.from({ length: 53 }, () => groups.count()));
		for (const [wait, expected] of [
			[0, 50],
			[499, 50],
			[2, 51],
			[500, 52],
			[500, 53],
		] as const) {
			await vi.advanceTimersByTimeAsync(wait);
			expect(sent).toHaveLength(expected);
		}
		await calls;
	});

	test("where the API refuses, all calls of the client wait as long as it says", async () => {
		vi.useFakeTimers();
		const { groups, sent } = counting((number) => (number === 1 ? refusal() : Response.json({ TotalCount: 0 })));
		const first = groups.count();
		await vi.advanceTimersByTimeAsync(0);
		const second = groups.count();
		await vi.advanceTimersByTimeAsync(6_990);
		expect(sent).toHaveLength(1);
		await vi.advanceTimersByTimeAsync(1_000);
		expect(await Promise.all([first, second])).toEqual([0, 0]);
		expect(sent).toHaveLength(3);
	});

	test("a wait that is too long is an error that says how long", async () => {
		await wire("/CustomerGroups", {}, "small-bucket");
		expect((await wire("/CustomerGroups", {}, "small-bucket")).status).toBe(429);
		const error = await failure(groupsOf(live, "small-bucket").count());
		expect(error).toBeInstanceOf(TooManyRequestsError);
		expect(asked).toHaveLength(1);
		expect((error as TooManyRequestsError).retryAfter).toBeGreaterThan(60_000);
	});
});

describe("8. SecureURL with or without the scheme", () => {
	test.each([
		(url: string) => url,
		(url: string) => url.replace("https://", ""),
		(url: string) => `${url.toUpperCase()}/`,
		(url: string) => `${url.replace("https://", "")}/`,
	])("the store is found by it: %s", async (form) => {
		const credentials = live.credentials();
		const secureURL = form(credentials.secureURL);
		expect(await createGroups({ baseUrl: live.url, credentials: { ...credentials, secureURL } }).count()).toBe(0);
	});

	test("one form is sent, whichever was given", async () => {
		const received: IncomingHttpHeaders[] = [];
		const server = createServer(({ headers }, response) => {
			received.push(headers);
			response.writeHead(200, { "Content-Type": "application/json" }).end('{"TotalCount":0}');
		});
		await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
		const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		for (const secureURL of ["Store.example/", "https://store.example", "HTTPS://STORE.EXAMPLE/"]) {
			const credentials = { secureURL, privateKey: "key", token: "token" };
			await countCustomerGroups(createCustomerGroupsApi({ baseUrl, credentials }));
		}
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
		expect(received.map(({ secureurl }) => secureurl)).toEqual(Array(3).fill("https://store.example"));
	});
});

describe("9. numbers that are strings", () => {
	test("the id and the status of a result are numbers", async () => {
		const raw = await wire("/CustomerGroups", { method: "POST", body: '{"Name":"Raw"}' });
		expect(raw.body).toMatchObject([{ Value: expect.stringMatching(/^\d+$/), Status: "201" }]);
		const groups = groupsOf(live);
		const { id, status, message } = await groups.create({ Name: "Wholesale" });
		expect([typeof id, status, message]).toEqual(["number", 201, "Created successfully"]);
		expect(await groups.update(id, { Name: "Retail" })).toEqual({ id, status: 200, message: "updated successfully" });
		expect(await groups.delete(id)).toEqual({ id, status: 200, message: "Deleted successfully" });
	});

	test("on the mock too", async () => {
		expect(await groupsOf(mock).create({ Name: "Wholesale" })).toEqual({
			id: expect.any(Number),
			status: 201,
			message: "Created successfully",
		});
	});

	test("a decimal is a number, or its exact text", async () => {
		const numbers = groupsOf(live);
		const exact = createGroups({ ...optionsOf(live), decimals: "string" });
		const { id } = await exact.create({ Name: "Wholesale", MinimumOrder: "34158822.957761675" });
		expect((await exact.get(id)).MinimumOrder).toBe("34158822.957761675");
		expect((await numbers.get(id)).MinimumOrder).toBe(34158822.957761675);
		const inXml = createGroups({ ...optionsOf(live), decimals: "string", format: "xml" });
		expect((await inXml.get(id)).MinimumOrder).toBe("34158822.957761675");
	});
});

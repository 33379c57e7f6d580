import { describe, expect, it } from "vitest";
import { errorBody, newStore, startService } from "./support/service.js";

async function storeOf(count: number) {
	const { call, data } = await startService();
	const credentials = await newStore(data);
	for (let number = 1; number <= count; number++) {
		await call("POST", "/CustomerGroups", { credentials, body: { Name: `group ${number}` } });
	}
	return async (query: string) => {
		const { status, json } = await call("GET", `/CustomerGroups${query}`, { credentials });
		const ids = status === 200 && Array.isArray(json) ? json.map((group) => group.CustomerGroupID) : json;
		return [status, ids];
	};
}

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe("a store of 25 groups", () => {
	// One walk in one test each would create the groups again and again.
	it("walks pages from 1, with defaults for what is empty or absent", async () => {
		const list = await storeOf(25);
		expect(await list("")).toEqual([200, numbers(1, 10)]);
		expect(await list("?limit=&offset=&countonly=")).toEqual([200, numbers(1, 10)]);
		expect(await list("?limit=10&offset=11")).toEqual([200, numbers(11, 20)]);
		expect(await list("?limit=10&offset=21")).toEqual([200, numbers(21, 25)]);
		expect(await list("?limit=1&offset=25")).toEqual([200, [25]]);
		expect(await list("?limit=500")).toEqual([200, numbers(1, 25)]);
		expect(await list("?limit=2&offset=0")).toEqual([200, [1, 2]]);
		expect(await list("?countonly=1&limit=2&offset=99")).toEqual([200, { TotalCount: 25 }]);
		expect(await list("?countonly=0&limit=1&colour=red")).toEqual([200, [1]]);
		expect(await list("?limit=0010&offset=%31")).toEqual([200, numbers(1, 10)]);
	});

	it("refuses offsets past the end", async () => {
		const list = await storeOf(2);
		const past = [400, errorBody(400, "offset", "Offset amount exceeds the total number of records")];
		expect(await list("?offset=2")).toEqual([200, [2]]);
		expect(await list("?offset=3")).toEqual(past);
		expect(await list("?offset=2147483647")).toEqual(past);
	});
});

it("answers an empty store with 404, its number with 200", async () => {
	const list = await storeOf(0);
	const none = [404, errorBody(404, "", "There are no Customer Groups.")];
	expect(await list("")).toEqual(none);
	expect(await list("?offset=5")).toEqual(none);
	expect(await list("?countonly=1")).toEqual([200, { TotalCount: 0 }]);
});

describe("parameters that are wrong", () => {
	const wording = {
		limit: "limit must be an integer from 1 to 500.",
		offset: "offset must be an integer from 0 to 2147483647.",
		countonly: "countonly must be 0 or 1.",
	};
	const values: [keyof typeof wording, string][] = [
		["limit", "0"],
		["limit", "501"],
		["limit", "-1"],
		["limit", "1.5"],
		["limit", "1e2"],
		["limit", "abc"],
		["limit", "%201"],
		["limit", "+1"],
		["limit", "0x10"],
		["limit", "%zz"],
		["limit", "99999999999999999999999"],
		["offset", "-1"],
		["offset", "2147483648"],
		["offset", "one"],
		["countonly", "2"],
		["countonly", "true"],
	];

	it.each(values)("%s=%s", async (name, value) => {
		const list = await storeOf(0);
		expect(await list(`?${name}=${value}`)).toEqual([400, errorBody(400, name, wording[name])]);
	});

	it("more than once", async () => {
		const list = await storeOf(0);
		const twice = [400, errorBody(400, "limit", "limit must not occur more than once.")];
		expect(await list("?limit=1&limit=1")).toEqual(twice);
		expect(await list("?limit=&limit=5")).toEqual(twice);
	});

	it.each(["one", "1.0", "2147483648", "-2147483649", "1%2F2", "%20", "%00", "x".repeat(5000)])(
		"id %.20s",
		async (id) => {
			const { call, data } = await startService();
			const credentials = await newStore(data);
			const { status, json } = await call("GET", `/CustomerGroups/${id}`, { credentials });
			expect([status, json]).toEqual([
				400,
				errorBody(400, "id", "id must be an integer from -2147483648 to 2147483647."),
			]);
		},
	);
});

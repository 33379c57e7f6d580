import { expect, it } from "vitest";
import { createGroup, errorBody, newStore, startService } from "./support/service.js";

async function start(names: string[] = ["a", "b"]) {
	const { call, data } = await startService();
	const credentials = await newStore(data);
	for (const Name of names) await createGroup(call, credentials, { Name });
	return {
		put: async (body: unknown) => {
			const { status, json } = await call("PUT", "/CustomerGroups", { credentials, body });
			return [status, json];
		},
		names: async () => {
			const { json } = await call("GET", "/CustomerGroups", { credentials });
			return (json as { Name: string }[]).map((group) => group.Name);
		},
	};
}

const updated = (id: number) => ({
	Key: "CustomerGroupID",
	Value: String(id),
	Status: "200",
	Message: "updated successfully",
});
const missing = (id: number) => errorBody(404, String(id), "The specified Customer Group does not exist.")[0];
const tooLong = (value: string) => errorBody(400, value, "Name must be a string of at most 150 characters.")[0];

it("200: applies the items in order, the same group twice too", async () => {
	const { put, names } = await start();
	const body = [
		{ CustomerGroupID: 1, Name: "first" },
		{ CustomerGroupID: 2, Name: "other" },
		{ CustomerGroupID: 1, Name: "last" },
	];
	expect(await put(body)).toEqual([200, [updated(1), updated(2), updated(1)]]);
	expect(await names()).toEqual(["last", "other"]);
});

it("206: each failed item has a result in its place, the others are applied", async () => {
	const { put, names } = await start();
	const body = [
		{ CustomerGroupID: 9, Name: "x" },
		{ CustomerGroupID: 1, Name: "y".repeat(151) },
		{ CustomerGroupID: 2, Name: "applied" },
		{ Name: "of no group" },
		{ CustomerGroupID: "2" },
		{ CustomerGroupID: 2, Colour: "red" },
		{ CustomerGroupID: 2, Name: null },
		"no object",
		{ CustomerGroupID: 2, MinimumOrder: "12" },
	];
	expect(await put(body)).toEqual([
		206,
		[
			missing(9),
			tooLong("1"),
			updated(2),
			errorBody(400, "", "CustomerGroupID is required.")[0],
			errorBody(400, "2", "CustomerGroupID must be an integer from -2147483648 to 2147483647.")[0],
			errorBody(400, "2", "Colour is not a member of CustomerGroup.")[0],
			tooLong("2"),
			errorBody(400, "", "The body must be an object.")[0],
			errorBody(400, "2", "MinimumOrder must be a decimal number of at most 17 digits.")[0],
		],
	]);
	expect(await names()).toEqual(["a", "applied"]);
});

it("404: none of the groups exists", async () => {
	const { put } = await start();
	expect(await put([{ CustomerGroupID: 8 }, { CustomerGroupID: -9 }])).toEqual([404, [missing(8), missing(-9)]]);
});

it("400: all failed, and not for want of the groups alone", async () => {
	const { put } = await start();
	const body = [{ CustomerGroupID: 8 }, { CustomerGroupID: 1, Name: "y".repeat(151) }];
	expect(await put(body)).toEqual([400, [missing(8), tooLong("1")]]);
});

it("400: a body that is no array of 1 to 100 items is refused as a whole", async () => {
	const { put } = await start();
	const refused = [400, errorBody(400, "", "The body must be an array of 1 to 100 items.")];
	expect(await put([])).toEqual(refused);
	expect(await put({ CustomerGroupID: 1 })).toEqual(refused);
	expect(await put("null")).toEqual(refused);
	expect(await put(Array.from({ length: 101 }, () => ({ CustomerGroupID: 1 })))).toEqual(refused);
	expect(await put('[{"CustomerGroupID": 1}')).toEqual([
		400,
		errorBody(400, "", "The body is not well-formed: unexpected end at position 23."),
	]);
});

it("takes 100 items, each with its own result", async () => {
	const { put } = await start();
	const items = Array.from({ length: 100 }, (_, index) => ({ CustomerGroupID: index + 1 }));
	const [status, results] = await put(items);
	expect(status).toBe(206);
	expect((results as { Status: string }[]).map((result) => result.Status)).toEqual([
		"200",
		"200",
		...Array.from({ length: 98 }, () => "404"),
	]);
});

it("does not apply items behind more faults than the codec reports", async () => {
	const { put, names } = await start();
	const twice = Array.from({ length: 150 }, () => '"Name":"x"').join(",");
	const [status] = await put(`[{"CustomerGroupID":1,${twice}},{"CustomerGroupID":2,"MinimumOrder":"x","Name":"x"}]`);
	expect(status).toBe(400);
	expect(await names()).toEqual(["a", "b"]);
});

it("reports 100 items with a fault each as 100 results", async () => {
	const { put } = await start();
	const items = Array.from({ length: 100 }, () => ({ CustomerGroupID: 1, MinimumOrder: "x" }));
	const [status, results] = await put(items);
	expect([status, (results as unknown[]).length]).toEqual([400, 100]);
});

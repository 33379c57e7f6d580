import { describe, expect, expectTypeOf, it } from "vitest";
import {
	ApiError,
	BadRequestError,
	BatchError,
	type BatchOutcome,
	createApiClient,
	MalformedResponseError,
	NotFoundError,
	type Result,
	ServerError,
	send,
	sendBatch,
	sendResult,
	sendSingle,
} from "../src/index.js";
import { rejection } from "./rejection.js";
import { json, serve } from "./server.js";
import {
	createThing,
	deleteThing,
	description,
	getThing,
	item,
	noSuchThing,
	type Thing,
	updateThings,
} from "./things.js";

const seven = { path: { id: 7 } };
const connect = (baseUrl: string) => createApiClient({ baseUrl, retry: false }, description);
const things = (...ids: number[]) => ids.map((id) => ({ ThingID: id, Name: `${id}` }));
const updated = (id: number) => item(200, id, "updated");
const missing = (id: number) => item(404, id, "The thing does not exist.");

describe("one item", () => {
	it("comes out of its array", async () => {
		await using server = await serve((_, response) => json(response, 200, things(7)));
		const thing = await sendSingle<Thing>(connect(server.url), getThing, seven);
		expectTypeOf(thing).toEqualTypeOf<Thing>();
		expect(thing).toEqual({ ThingID: 7, Name: "7" });
		const { single: _, ...bare } = getThing;
		expect(await sendSingle(connect(server.url), bare, seven)).toEqual(things(7));
	});

	it("that is missing is an error, or null by option", async () => {
		await using server = await serve((_, response) => json(response, 404, noSuchThing));
		const client = connect(server.url);
		await rejection(sendSingle(client, getThing, seven), NotFoundError);
		const thing = await sendSingle<Thing>(client, getThing, seven, { notFound: "null" });
		expectTypeOf(thing).toEqualTypeOf<Thing | null>();
		expect(thing).toBeNull();
	});

	it("is an error by any option where the 404 says something else", async () => {
		await using server = await serve((_, response) => response.writeHead(404).end("<html>"));
		await rejection(sendSingle(connect(server.url), getThing, seven, { notFound: "null" }), NotFoundError);
	});
});

describe("the result of a write", () => {
	it("has numbers where they are numbers", async () => {
		await using server = await serve((_, response) => json(response, 201, [item(201, 29, "Created successfully")]));
		const result = await sendResult(connect(server.url), createThing, { body: { Name: "Box" } });
		expectTypeOf(result).toEqualTypeOf<Result<number>>();
		expect(result).toEqual({ id: 29, status: 201, message: "Created successfully" });
		expect(server.received[0]).toMatchObject({ method: "POST", body: '{"Name":"Box"}' });
		const asText = { ...createThing, result: { member: "Value", type: "string" } } as const;
		expect((await sendResult<string>(connect(server.url), asText, { body: {} })).id).toBe("29");
	});

	it("that failed is an error, though the answer says success", async () => {
		await using server = await serve((_, response) => json(response, 200, [missing(7)], { "X-Request-Id": "r-3" }));
		const error = await rejection(sendResult(connect(server.url), deleteThing, seven), NotFoundError);
		expect(error).toMatchObject({ status: 404, requestId: "r-3", attempts: 1 });
		expect(error.reason).toBe("The thing does not exist. (the answer's own status was 200)");
	});

	it.each([
		["no results", []],
		["two results", [updated(1), updated(2)]],
		["no id", [item(200, "", "Deleted")]],
		["an id that is no integer", [item(200, "1.5", "Deleted")]],
		["an id that is too large", [item(200, "99999999999999999999", "Deleted")]],
		["a string", "done"],
		["null", null],
	])("with %s is malformed", async (_, body) => {
		await using server = await serve((__, response) => json(response, 200, body));
		await rejection(sendResult(connect(server.url), deleteThing, seven), MalformedResponseError);
	});
});

describe("a batch", () => {
	it("says of each item what became of it, on 200 and on 206", async () => {
		await using server = await serve(({ body }, response) => {
			const results = (JSON.parse(body) as Thing[]).map(({ ThingID: id }) => (id < 10 ? updated(id) : missing(id)));
			json(response, results.some(({ Status }) => Status === "404") ? 206 : 200, results);
		});
		const client = connect(server.url);
		const outcome = await sendBatch(client, updateThings, { body: things(1, 12, 3) });
		expectTypeOf(outcome).toEqualTypeOf<BatchOutcome<number>>();
		expect(outcome).toEqual({
			succeeded: [
				{ index: 0, id: 1 },
				{ index: 2, id: 3 },
			],
			failed: [{ index: 1, id: 12, status: 404, reason: "The thing does not exist." }],
		});
		expect((await sendBatch(client, updateThings, { body: things(1, 2) })).failed).toEqual([]);
	});

	it("says so too where all failed", async () => {
		await using server = await serve(({ body }, response) =>
			json(
				response,
				404,
				(JSON.parse(body) as Thing[]).map(({ ThingID }) => missing(ThingID)),
			),
		);
		for (const ids of [[12], [12, 13]]) {
			const { succeeded, failed } = await sendBatch(connect(server.url), updateThings, { body: things(...ids) });
			expect([succeeded, failed.map(({ id, status }) => [id, status])]).toEqual([[], ids.map((id) => [id, 404])]);
		}
	});

	it("is an error where the whole request failed", async () => {
		await using server = await serve((_, response) => json(response, 400, [item(400, "", "The body is malformed.")]));
		for (const ids of [[12], [12, 13]]) {
			const call = sendBatch(connect(server.url), updateThings, { body: things(...ids) });
			expect((await rejection(call, BadRequestError)).reason).toBe("The body is malformed.");
		}
	});

	it("fails by option as soon as one item does, with all that became of them", async () => {
		await using server = await serve((_, response) => json(response, 206, [updated(1), missing(2)]));
		const call = sendBatch(connect(server.url), updateThings, { body: things(1, 2) }, { onFailure: "throw" });
		const error = await rejection(call, BatchError);
		expect(error.message).toBe("PUT /things wrote 1 of 2 items; 1 failed: [1] The thing does not exist.");
		expect(error).toMatchObject({
			succeeded: [{ index: 0, id: 1 }],
			failed: [{ index: 1, id: 2, status: 404 }],
			unknown: [],
			unsent: [],
			attempts: 1,
		});
	});

	it.each([
		["fewer results than items", 206, [updated(1)]],
		["more results than items", 200, [updated(1), updated(2), updated(3)]],
		["a result without a status", 200, [updated(1), { ...updated(2), Status: "" }]],
		["something else", 200, {}],
	])("with %s is malformed, whatever the status", async (_, status, body) => {
		await using server = await serve((__, response) => json(response, status, body));
		await rejection(sendBatch(connect(server.url), updateThings, { body: things(1, 2) }), MalformedResponseError);
	});

	it("is sent in requests of the documented maximum, and keeps its places", async () => {
		await using server = await serve(({ body }, response) => {
			const ids = (JSON.parse(body) as Thing[]).map(({ ThingID }) => ThingID);
			json(
				response,
				206,
				ids.map((id) => (id === 5 ? missing(id) : updated(id))),
			);
		});
		const client = connect(server.url);
		const body = things(1, 2, 3, 4, 5, 6, 7);
		const sizes = () => server.received.splice(0).map((request) => JSON.parse(request.body).length);
		const { succeeded, failed } = await sendBatch(client, updateThings, { body });
		expect([succeeded.map(({ index }) => index), failed.map(({ index, id }) => [index, id])]).toEqual([
			[0, 1, 2, 3, 5, 6],
			[[4, 5]],
		]);
		expect(sizes()).toEqual([3, 3, 1]);
		await sendBatch(client, updateThings, { body }, { chunk: 4 });
		expect(sizes()).toEqual([4, 3]);
		await sendBatch(client, updateThings, { body }, { chunk: false });
		expect(sizes()).toEqual([7]);
		expect(await sendBatch(client, updateThings, { body: [] })).toEqual({ succeeded: [], failed: [] });
		expect(sizes()).toEqual([]);
		await expect(sendBatch(client, updateThings, { body }, { chunk: -1 })).rejects.toThrow(RangeError);
	});

	it("that breaks between requests says what was written, what is unknown and what was not sent", async () => {
		await using server = await serve((_, response, number) =>
			number === 2 ? json(response, 500, []) : json(response, 206, [updated(1), missing(2), updated(3)]),
		);
		const call = sendBatch(connect(server.url), updateThings, { body: things(1, 2, 3, 4, 5, 6, 7) });
		const error = await rejection(call, BatchError);
		expect(error).toMatchObject({
			succeeded: [
				{ index: 0, id: 1 },
				{ index: 2, id: 3 },
			],
			failed: [{ index: 1, id: 2 }],
			unknown: [3, 4, 5],
			unsent: [6],
		});
		expect(error.cause).toBeInstanceOf(ServerError);
	});

	it("that breaks in its first request is that request's error", async () => {
		await using server = await serve((_, response) => json(response, 500, []));
		const call = sendBatch(connect(server.url), updateThings, { body: things(1, 2, 3, 4) });
		await rejection(call, ApiError);
	});
});

it("any other operation gives its body and the id of the request", async () => {
	await using server = await serve((_, response) => json(response, 200, things(7), { "X-Request-Id": "r-4" }));
	expect(await send(connect(server.url), getThing, seven)).toEqual({ status: 200, data: things(7), requestId: "r-4" });
	await expect(send(connect(server.url), createThing, { body: {} })).rejects.toMatchObject({ status: 200 });
});

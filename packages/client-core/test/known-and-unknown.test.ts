import { describe, expect, it } from "vitest";
import {
	type ApiDescription,
	ApiError,
	type ClientOptions,
	count,
	createApiClient,
	createClient,
	InvalidOptionError,
	isClientError,
	iterate,
	MalformedResponseError,
	NetworkError,
	NotFoundError,
	type ProblemDetails,
	ServerError,
	send,
	sendBatch,
	sendList,
	sendResult,
	sendSingle,
	TimeoutError,
	UnauthorizedError,
} from "../src/index.js";
import { rejection } from "./rejection.js";
import { closedPort, json, serve, serveBytes } from "./server.js";
import {
	createThing,
	deleteThing,
	description,
	getThing,
	item,
	listThings,
	noSuchThing,
	updateThings,
} from "./things.js";

const seven = { path: { id: 7 } };
const plain: ApiDescription = {};

describe("what cannot be sent is refused at once, by name", () => {
	it.each([
		[{ retires: 5 }, "retires is not known"],
		[{ timeout: "5" }, "timeout has to be an object"],
		[{ timeout: { all: 5 } }, "timeout.all is not known"],
		[{ timeout: { try: "5" } }, "timeout.try has to be a number"],
		[{ timeout: -1 }, "timeout.total has to be a number, not below 0"],
		[{ retry: true }, "retry has to be an object"],
		[{ retry: { retries: "2" } }, "retry.retries has to be a number"],
		[{ retry: { delay: 5 } }, "retry.delay has to be a function"],
		[{ hooks: { onrequest() {} } }, "hooks.onrequest is not known"],
		[{ hooks: { onRetry: 5 } }, "hooks.onRetry has to be a function"],
	])("the option %j of a client", (options, words) => {
		const given = { baseUrl: "http://127.0.0.1:1", ...options } as unknown as ClientOptions;
		expect(() => createApiClient(given, plain)).toThrow(InvalidOptionError);
		expect(() => createApiClient(given, plain)).toThrow(words);
	});

	it.each([
		[{ timout: 5 }, "timout is not known"],
		[{ timeout: { al: 5 } }, "timeout.al is not known"],
		[{ retry: { retires: 1 } }, "retry.retires is not known"],
		[{ pageSize: 5 }, "pageSize is not known"],
		[{ headers: { "X-A": "a\r\nb" } }, 'headers["x-a"] has a line break in it'],
		[{ headers: { "X A": "a" } }, 'headers["x a"] has no valid header name'],
		[{ headers: { "X-A": 5 } }, 'headers["x-a"] is no string'],
	])("the option %j of a call", async (options, words) => {
		await using server = await serve((_, response) => json(response, 200, [{}]));
		const call = send(createApiClient({ baseUrl: server.url }, description), getThing, seven, options as object);
		expect((await rejection(call, InvalidOptionError)).message).toContain(words);
		expect(server.received).toEqual([]);
	});

	it("a header of a call by path", async () => {
		await using server = await serve((_, response) => json(response, 200, [{}]));
		const client = createClient<Record<string, never>>({ baseUrl: server.url, credentials: { "X-Key": "k" } });
		const get = client.GET as unknown as (path: string, init: object) => Promise<unknown>;
		for (const [headers, words] of [
			[{ "X-A": "a\r\nb" }, 'headers["X-A"] has a line break in it'],
			[{ "x-key": "other" }, 'headers["x-key"] is a credential of the client'],
		] as const) {
			expect((await rejection(get("/things", { headers }), InvalidOptionError)).message).toContain(words);
			if (words.includes("credential")) continue;
			await rejection(get("/things", { params: { header: headers } }), InvalidOptionError);
		}
		expect(server.received).toEqual([]);
		await get("/things", { headers: { "X-None": null, "X-Two": ["a", "b"] } });
		expect(server.received[0]?.headers).toMatchObject({ "x-two": "a, b" });
	});

	it("a number is the timeout of the whole call", async () => {
		await using server = await serve(() => {});
		const client = createApiClient({ baseUrl: server.url }, description);
		expect(await rejection(send(client, getThing, seven, { timeout: 50 }), TimeoutError)).toMatchObject({
			scope: "total",
		});
	});
});

describe("a write whose answer is lost", () => {
	it("says that it may have been applied", async () => {
		await using server = await serveBytes((socket) => socket.destroy());
		const client = createApiClient({ baseUrl: server.url, retry: false }, description);
		const error = await rejection(sendResult(client, createThing, { body: {} }), NetworkError);
		expect(error.maybeApplied).toBe(true);
		expect(error.message).toMatch(/^POST \/things got no answer .*; it may have been applied$/);
		expect((await rejection(send(client, getThing, seven), NetworkError)).maybeApplied).toBeUndefined();
	});

	it("by a timeout, or a gateway, as well; but not where it did not leave", async () => {
		await using silent = await serve(({ url }, response) => {
			if (url === "/things/7") json(response, 502, []);
		});
		const client = createApiClient({ baseUrl: silent.url, retry: false, timeout: { try: 50 } }, description);
		expect(await rejection(sendResult(client, createThing, { body: {} }), TimeoutError)).toMatchObject({
			maybeApplied: true,
			message: "POST /things was not answered within 50 ms; it may have been applied",
		});
		expect((await rejection(sendResult(client, deleteThing, seven), ServerError)).maybeApplied).toBe(true);
		const refused = createApiClient({ baseUrl: await closedPort(), retry: false }, description);
		expect(
			(await rejection(sendResult(refused, createThing, { body: {} }), NetworkError)).maybeApplied,
		).toBeUndefined();
	});

	it("and then is told to be over keeps saying so", async () => {
		await using server = await serve(({ url }, response, number) => {
			if (number === 1) response.socket?.destroy();
			else json(response, url === "/things/7" ? 400 : 404, noSuchThing);
		});
		const client = createApiClient({ baseUrl: server.url, retry: { delay: () => 0 } }, description);
		const error = await rejection(sendResult(client, deleteThing, seven), ApiError);
		expect(error).toMatchObject({ status: 400, attempts: 2, maybeApplied: true });
	});

	it("takes 404 for done, where it is a DELETE that was sent again", async () => {
		await using server = await serve((_, response, number) => {
			if (number === 1) response.socket?.destroy();
			else json(response, 404, noSuchThing);
		});
		const client = createApiClient({ baseUrl: server.url, retry: { delay: () => 0 } }, description);
		expect(await sendResult(client, deleteThing, seven)).toEqual({ id: 7, status: 404, message: "" });
		expect(await rejection(sendResult(client, deleteThing, seven), NotFoundError)).toMatchObject({ attempts: 1 });
	});
});

describe("an error body of any shape is parsed", () => {
	const answer = async (type: string, body: string, status = 409, about = plain): Promise<ApiError> => {
		await using server = await serve((_, response) => response.writeHead(status, { "Content-Type": type }).end(body));
		return await rejection(
			send(createApiClient({ baseUrl: server.url, retry: false }, about), getThing, seven),
			ApiError,
		);
	};

	it("problem details, whole, and with their words", async () => {
		const problem = { type: "about:blank", title: "Busy", detail: "Pet 8 sleeps. ".repeat(200), balance: 30 };
		const error = await answer("application/problem+json", JSON.stringify(problem));
		expect(error.problem).toEqual(problem satisfies ProblemDetails);
		expect(error.body).toEqual(problem);
		expect(error.reason).toBe(problem.detail.slice(0, 500));
		expect((await answer("application/problem+json", '{"title":"No such pet"}', 404)).reason).toBe("No such pet");
		expect((await answer("application/json", '{"title":"Busy","status":409}')).problem).toEqual({
			title: "Busy",
			status: 409,
		});
		expect((await answer("application/json", '{"title":"A book"}')).problem).toBeUndefined();
	});

	it.each([
		['{"message":"No."}', "No."],
		['{"error":{"code":7,"message":"No."}}', "No."],
		['{"error":"invalid_grant","error_description":"Expired."}', "Expired."],
		['{"errors":[{"message":"a"},{"detail":"b"}]}', "a; b"],
		['{"errors":{"name":["is too long"]}}', "is too long"],
		['"No."', "No."],
		['{"code":7}', "a JSON body that names no reason"],
	])("%s", async (body, reason) => {
		const error = await answer("application/json", body);
		expect([error.reason, error.body]).toEqual([reason, JSON.parse(body)]);
		expect(error.message).toBe(`GET /things/7 answered 409: ${reason}`);
	});

	it("and gives its headers, which no log shows", async () => {
		const error = await answer("text/plain", "No.", 409);
		expect(error.headers?.get("content-type")).toBe("text/plain");
		expect(JSON.stringify(error)).not.toContain("text/plain");
	});
});

describe("a failure inside a success is an error", () => {
	const failed = [item(401, "", "Token is not valid")];
	const calls = {
		sendList: (client) => sendList(client, listThings),
		iterate: async (client) => {
			for await (const _ of iterate(client, listThings));
		},
		count: (client) => count(client, listThings),
		sendSingle: (client) => sendSingle(client, getThing, seven),
		send: (client) => send(client, getThing, seven),
		sendResult: (client) => sendResult(client, deleteThing, seven),
	} satisfies Record<string, (client: ReturnType<typeof createApiClient>) => Promise<unknown>>;

	it.each(Object.entries(calls))("for %s", async (_, call) => {
		await using server = await serve((__, response) => json(response, 200, failed));
		const error = await rejection(call(createApiClient({ baseUrl: server.url }, description)), UnauthorizedError);
		expect(error.message).toMatch(/answered 401: Token is not valid \(the answer's own status was 200\)$/);
	});

	it("also where the status of success is not a documented one", async () => {
		await using server = await serve(({ url }, response) => json(response, 200, url === "/things" ? failed : []));
		const client = createApiClient({ baseUrl: server.url }, description);
		await rejection(sendResult(client, createThing, { body: {} }), UnauthorizedError);
		const other = send(client, { ...createThing, path: "/others" }, { body: {} });
		expect((await rejection(other, ApiError)).message).toBe(
			"POST /others answered 200: a success of a status that the document does not have",
		);
	});

	it("but not where an item only has a member of that name, nor in a batch, which says it item by item", async () => {
		await using server = await serve(({ method }, response) =>
			json(response, 200, method === "GET" ? [{ Status: "410", Message: "m", ThingID: 1 }] : failed),
		);
		const client = createApiClient({ baseUrl: server.url }, description);
		expect(await sendList(client, listThings)).toHaveLength(1);
		const { failed: items } = await sendBatch(client, updateThings, { body: [{ ThingID: 1 }] });
		expect(items).toHaveLength(1);
	});
});

describe("the guard", () => {
	it("knows the errors of another installed version by their names", async () => {
		const other: typeof import("../src/errors.js") = await import(`../src/errors.js?${"other"}`);
		const request = { method: "GET", path: "/a", pathTemplate: "/a" };
		const error = new other.NetworkError(request, new Error("reset"));
		expect(error).not.toBeInstanceOf(NetworkError);
		expect(isClientError(error)).toBe(true);
		expect(isClientError(error, "NetworkError")).toBe(true);
		expect(isClientError(error, "ApiError")).toBe(false);
		const failure = {
			status: 404,
			documented: true,
			requestId: undefined,
			reason: "No.",
			results: [],
			body: 1,
			problem: undefined,
			retryAfter: undefined,
		};
		const missing = new other.NotFoundError(request, failure);
		expect(
			["NotFoundError", "ApiError", "ClientError"].map((name) => isClientError(missing, name as "ApiError")),
		).toEqual([true, true, true]);
		for (const none of [undefined, null, "ClientError", new Error("x"), { name: "ClientError" }]) {
			expect(isClientError(none)).toBe(false);
		}
	});

	it("tells the compiler which", () => {
		const error: unknown = new MalformedResponseError({ method: "GET", path: "/", pathTemplate: "/" }, "x", undefined, {
			status: 200,
			requestId: "r",
			body: "",
		});
		expect(isClientError(error, "MalformedResponseError") && error.requestId).toBe("r");
	});
});

it("what an answer says beside its body is told to who asks", async () => {
	await using server = await serve((_, response) =>
		json(response, 200, [{}], { "RateLimit-Remaining": "9", "X-Request-Id": "r" }),
	);
	const told: unknown[] = [];
	await send(createApiClient({ baseUrl: server.url }, description), getThing, seven, {
		onResponse: ({ status, requestId, attempts, headers }) =>
			told.push(status, requestId, attempts, headers.get("ratelimit-remaining")),
	});
	expect(told).toEqual([200, "r", 1, "9"]);
});

import { describe, expect, it } from "vitest";
import {
	BadRequestError,
	type ClientOptions,
	createApiClient,
	createClient,
	type HookFailure,
	InvalidOptionError,
	type Middleware,
	NotFoundError,
	ServerError,
	send,
	sendList,
	sendResult,
	sendSingle,
} from "../src/index.js";
import type { paths } from "./paths.js";
import { rejection } from "./rejection.js";
import { json, serve } from "./server.js";
import { createThing, description, getThing, item, listThings, noSuchThing, noThings } from "./things.js";

const secret = "s3cr3t-v4lu3";
const thing = [{ ThingID: 7, Name: "Box" }];
const seven = { path: { id: 7 } };
const lockerSeven = { params: { path: { number: 7 } } };

/** Both levels over one set of options. */
function both(options: ClientOptions) {
	return [
		{
			level: "named",
			get: (id: number) => sendSingle(createApiClient(options, description), getThing, { path: { id } }),
		},
		{
			level: "by path",
			get: (number: number) =>
				createClient<paths>(options, description).GET("/lockers/{number}", { params: { path: { number } } }),
		},
	];
}

describe("hooks", () => {
	it("are told of each try, answer, retry and failure, and of no credential", async () => {
		await using server = await serve((_, response, number) =>
			number % 2 === 1
				? json(response, 503, [], { "Retry-After": "0" })
				: json(response, 404, noSuchThing, { "X-Request-Id": "r-1" }),
		);
		const told: [string, object][] = [];
		const note = (name: string) => (event: object) => void told.push([name, event]);
		const hooks = {
			onRequest: note("request"),
			onResponse: note("response"),
			onRetry: note("retry"),
			onError: note("error"),
		};
		const client = createApiClient({ baseUrl: server.url, hooks, credentials: { "X-Key": secret } }, description);
		const error = await rejection(sendSingle(client, getThing, seven), NotFoundError);
		const about = { operation: "getThing", method: "GET", path: "/things/7", pathTemplate: "/things/{id}" };
		const duration = expect.any(Number);
		expect(told).toEqual([
			["request", { ...about, attempt: 1 }],
			["response", { ...about, attempt: 1, status: 503, requestId: undefined, duration }],
			["retry", { ...about, attempt: 1, reason: 503, delay: 0 }],
			["request", { ...about, attempt: 2 }],
			["response", { ...about, attempt: 2, status: 404, requestId: "r-1", duration }],
			["error", { ...about, attempt: 2, error, duration }],
		]);
		expect(JSON.stringify(told)).not.toContain(secret);
	});

	it("are told of calls by path, by their template", async () => {
		await using server = await serve((_, response) => response.destroy());
		const failures: HookFailure[] = [];
		const client = createClient<paths>({
			baseUrl: server.url,
			retry: false,
			hooks: { onError: (one) => failures.push(one) },
		});
		await expect(client.GET("/lockers/{number}", lockerSeven)).rejects.toThrow("GET /lockers/7 got no answer");
		expect(failures).toMatchObject([{ path: "/lockers/7", pathTemplate: "/lockers/{number}", attempt: 1 }]);
	});

	it("are not told of an error that is an answer", async () => {
		await using server = await serve(({ url }, response) =>
			url === "/things" ? json(response, 404, noThings) : json(response, 404, noSuchThing),
		);
		const failures: HookFailure[] = [];
		const client = createApiClient(
			{ baseUrl: server.url, hooks: { onError: (one) => failures.push(one) } },
			description,
		);
		expect(await sendList(client, listThings)).toEqual([]);
		expect(await sendSingle(client, getThing, seven, { notFound: "null" })).toBeNull();
		expect(failures).toEqual([]);
	});

	it("may add headers, of which the client's own win", async () => {
		await using server = await serve((_, response) => json(response, 200, thing));
		const hooks = { onRequest: () => ({ TraceParent: "00-1", "x-key": "other" }) };
		for (const { get } of both({ baseUrl: server.url, hooks, credentials: { "X-Key": secret } })) await get(7);
		expect(server.received.map(({ headers }) => [headers.traceparent, headers["x-key"]])).toEqual(
			Array(2).fill(["00-1", secret]),
		);
	});
});

describe("headers of a call", () => {
	it("are sent beside the client's own; one that carries a credential is refused", async () => {
		await using server = await serve((_, response) => json(response, 200, thing));
		const client = createApiClient({ baseUrl: server.url, credentials: { "X-Key": secret } }, description);
		await send(client, getThing, seven, { headers: { "X-Tag": "a" } });
		expect(server.received[0]?.headers).toMatchObject({ "x-key": secret, "x-tag": "a", accept: "application/json" });
		const other = send(client, getThing, seven, { headers: { "X-KEY": "other" } });
		expect((await rejection(other, InvalidOptionError)).message).toContain("x-key");
		expect(server.received).toHaveLength(1);
	});
});

describe("middleware", () => {
	it("gets a real Request and Response, in order and in reverse, on both levels", async () => {
		await using server = await serve(({ headers }, response) => json(response, 200, [{ seen: headers["x-seen"] }]));
		const order: string[] = [];
		const middleware = ["a", "b"].map(
			(name): Middleware => ({
				async onRequest({ request, schemaPath, params }) {
					expect(request).toBeInstanceOf(Request);
					expect(request.headers.get("x-key")).toBe(secret);
					order.push(`${name} ${schemaPath} ${JSON.stringify(params.path)}`);
					request.headers.append("x-seen", name);
				},
				async onResponse({ response }) {
					expect(response).toBeInstanceOf(Response);
					order.push(`${name} ${await response.clone().text()}`);
				},
			}),
		);
		for (const { get } of both({ baseUrl: server.url, middleware, credentials: { "X-Key": secret } })) await get(7);
		expect(order).toEqual([
			'a /things/{id} {"id":7}',
			'b /things/{id} {"id":7}',
			'b [{"seen":"a, b"}]',
			'a [{"seen":"a, b"}]',
			'a /lockers/{number} {"number":7}',
			'b /lockers/{number} {"number":7}',
			'b [{"seen":"a, b"}]',
			'a [{"seen":"a, b"}]',
		]);
	});

	it("is told to read a clone of the answer, and gets one of any status", async () => {
		await using server = await serve((_, response) => json(response, 999, [item(999, "", "Denied.")]));
		const seen: number[] = [];
		const middleware: Middleware[] = [{ onResponse: ({ response }) => void seen.push(response.status) }];
		const client = createApiClient({ baseUrl: server.url, middleware, retry: false }, description);
		const error = await rejection(send(client, getThing, seven), ServerError);
		expect([error.status, error.reason, seen]).toEqual([999, "Denied.", [999]]);
		const reading: Middleware[] = [{ onResponse: async ({ response }) => void (await response.text()) }];
		const read = send(createApiClient({ baseUrl: server.url, middleware: reading }, description), getThing, seven);
		expect((await rejection(read, TypeError)).message).toContain("Read it from a clone.");
	});

	it("may answer itself, replace the request, and replace the answer", async () => {
		await using server = await serve(({ url, body }, response) => json(response, 200, [{ url, body }]));
		const other = new Request(`${server.url}/other`, { method: "PUT", body: "{}" });
		const middleware: Middleware[] = [
			{ onRequest: ({ request }) => (request.url.endsWith("/1") ? Response.json([{ mine: true }]) : undefined) },
			{ onRequest: ({ request }) => (request.url.endsWith("/2") ? other.clone() : undefined) },
			{ onResponse: ({ request }) => (request.url.endsWith("/3") ? Response.json([{ late: true }]) : undefined) },
		];
		const client = createApiClient({ baseUrl: server.url, middleware }, description);
		const get = (id: number) => sendSingle(client, getThing, { path: { id } });
		expect([await get(1), await get(2), await get(3)]).toEqual([
			{ mine: true },
			{ url: "/other", body: "{}" },
			{ late: true },
		]);
		expect(server.received).toHaveLength(2);
	});

	it("runs once around the retries, and its changes are sent each time", async () => {
		await using server = await serve((_, response, number) =>
			number < 3 ? json(response, 429, []) : json(response, 201, [item(201, 1, "Created")]),
		);
		const runs: string[] = [];
		const middleware: Middleware[] = [{ onRequest: ({ id }) => void runs.push(id) }];
		const options = { baseUrl: server.url, middleware, retry: { delay: () => 0 } };
		await sendResult(createApiClient(options, description), createThing, { body: { Name: "Box" } });
		expect([runs.length, server.received.map(({ body }) => body)]).toEqual([1, Array(3).fill('{"Name":"Box"}')]);
	});

	it("may turn an error into an answer, or into another error", async () => {
		const middleware: Middleware[] = [
			{
				onError: ({ request }) =>
					request.url.endsWith("/1") ? Response.json([{ spare: true }]) : new RangeError("mine"),
			},
		];
		const client = createApiClient({ baseUrl: "http://127.0.0.1:9", middleware, retry: false }, description);
		expect(await sendSingle(client, getThing, { path: { id: 1 } })).toEqual({ spare: true });
		await rejection(sendSingle(client, getThing, { path: { id: 2 } }), RangeError);
	});

	it("that is added by use() counts for named operations too, until it is ejected", async () => {
		await using server = await serve((_, response) => json(response, 200, thing));
		const client = createClient<paths>({ baseUrl: server.url }, description);
		const tag: Middleware = { onRequest: ({ request }) => request.headers.set("x-tag", "a") };
		const once: Middleware = { onRequest: ({ request }) => request.headers.set("x-once", "b") };
		client.use(tag);
		await sendSingle(client, getThing, seven);
		await client.GET("/lockers/{number}", { ...lockerSeven, middleware: [once] });
		client.eject(tag);
		await sendSingle(client, getThing, seven);
		await client.GET("/lockers/{number}", lockerSeven);
		expect(server.received.map(({ headers }) => [headers["x-tag"], headers["x-once"]])).toEqual([
			["a", undefined],
			["a", "b"],
			[undefined, undefined],
			[undefined, undefined],
		]);
	});
});

describe("a fetch of the user's own", () => {
	it("gets a real Request on both levels", async () => {
		const own = async (request: Request) => {
			expect(request).toBeInstanceOf(Request);
			return Response.json([{ url: request.url, key: request.headers.get("X-Key") }]);
		};
		const [named, byPath] = both({ baseUrl: "http://nowhere.invalid", fetch: own, credentials: { "X-Key": secret } });
		expect(await named?.get(7)).toEqual({ url: "http://nowhere.invalid/things/7", key: secret });
		expect(await byPath?.get(7)).toMatchObject({ data: [{ url: "http://nowhere.invalid/lockers/7", key: secret }] });
	});
});

describe("a call by path", () => {
	it("is tried again like a named one, and fulfils with the last answer", async () => {
		await using server = await serve((_, response) => json(response, 503, { reason: "busy" }));
		const client = createClient<paths>({ baseUrl: server.url, retry: { delay: () => 0 } });
		const { error, response } = await client.GET("/lockers/{number}", lockerSeven);
		expect([error, response.status, response instanceof Response]).toEqual([{ reason: "busy" }, 503, true]);
		expect(server.received).toHaveLength(3);
	});

	it("gives the body as a stream or as bytes where it is asked to", async () => {
		await using server = await serve((_, response) => response.writeHead(200).end("[1]"));
		const client = createClient<paths>({ baseUrl: server.url });
		const stream = await client.GET("/lockers/{number}", { ...lockerSeven, parseAs: "stream" });
		expect(await new Response(stream.data).text()).toBe("[1]");
		const bytes = await client.GET("/lockers/{number}", { ...lockerSeven, parseAs: "arrayBuffer" });
		expect(new Uint8Array(bytes.data ?? new ArrayBuffer(0))).toEqual(new Uint8Array([0x5b, 0x31, 0x5d]));
		const text = await client.GET("/lockers/{number}", { ...lockerSeven, parseAs: "text" });
		expect(text.data).toBe("[1]");
	});

	it("may go elsewhere, and through a fetch of its own", async () => {
		await using server = await serve((_, response) => json(response, 200, {}));
		const client = createClient<paths>({ baseUrl: "http://nowhere.invalid" });
		const { response } = await client.GET("/lockers/{number}", { ...lockerSeven, baseUrl: `${server.url}/v2` });
		expect([response.ok, server.received[0]?.url]).toEqual([true, "/v2/lockers/7"]);
		const own = async (request: Request) => Response.json({ number: 1, locked: request instanceof Request });
		expect((await client.GET("/lockers/{number}", { ...lockerSeven, fetch: own })).data?.locked).toBe(true);
	});

	it("takes the place of a client without that surface", async () => {
		await using server = await serve((_, response) => json(response, 400, [item(400, "", "Bad.")]));
		await rejection(
			sendSingle(createClient<paths>({ baseUrl: server.url }, description), getThing, seven),
			BadRequestError,
		);
	});
});

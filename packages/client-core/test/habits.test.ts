import { afterAll, describe, expect, it } from "vitest";
import {
	ClientError,
	createApiClient,
	deprecationOf,
	type FollowedOperation,
	followItems,
	followPages,
	identified,
	type LogEntry,
	linkOf,
	logged,
	MalformedResponseError,
	type NextPage,
	type Operation,
	pollUntil,
	RepeatedPageError,
	rateLimitOf,
	send,
	sendList,
	withResponse,
} from "../src/index.js";
import { nodeTransport } from "../src/node.js";
import { secured } from "../src/security.js";
import * as wire from "../src/wire.js";
import { rejection } from "./rejection.js";
import { json, serve } from "./server.js";
import { description, getThing } from "./things.js";

const seven = { path: { id: 7 } };
const transport = nodeTransport();
afterAll(() => transport.close());
const withWire = { ...description, wire: () => Promise.resolve(wire) };
const listed = (next: NextPage, more: Partial<FollowedOperation["following"]> = {}): FollowedOperation => ({
	id: "listThings",
	method: "GET",
	path: "/things",
	success: [200],
	following: { next, ...more },
});
const all = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
	const gathered: Item[] = [];
	for await (const item of items) gathered.push(item);
	return gathered;
};

describe("a list that leads from page to page", () => {
	/** Five items in pages of two, in the way that a kind of paging has. */
	const kinds: Record<string, { operation: FollowedOperation; urls: string[] }> = {
		cursor: {
			operation: listed(
				{ kind: "cursor", parameter: "after", member: "meta.next" },
				{ items: "data", size: { parameter: "size", maximum: 2 } },
			),
			urls: ["/v1/things?size=2", "/v1/things?size=2&after=c2", "/v1/things?size=2&after=c4"],
		},
		"cursor with a flag": {
			operation: listed(
				{ kind: "cursor", parameter: "after", member: "meta.always", more: "has_more" },
				{ items: "data" },
			),
			urls: ["/v1/things", "/v1/things?after=c2", "/v1/things?after=c4"],
		},
		"last item": {
			operation: listed(
				{ kind: "lastItem", parameter: "starting_after", member: "id", more: "has_more" },
				{ items: "data" },
			),
			urls: ["/v1/things", "/v1/things?starting_after=2", "/v1/things?starting_after=4"],
		},
		"page number": {
			operation: listed(
				{ kind: "page", parameter: "page", first: 1 },
				{ items: "data", size: { parameter: "size", maximum: 2 } },
			),
			urls: ["/v1/things?size=2", "/v1/things?size=2&page=2", "/v1/things?size=2&page=3"],
		},
		"page number with a total": {
			operation: listed({ kind: "page", parameter: "page", first: 0, pages: "meta.pages" }, { items: "data" }),
			urls: ["/v1/things", "/v1/things?page=1", "/v1/things?page=2"],
		},
		"link header": {
			operation: listed({ kind: "link" }, { items: "data" }),
			urls: ["/v1/things", "/v1/things?at=2&tag=a%20b&tag=c", "/v1/things?at=4&tag=a%20b&tag=c"],
		},
		"next URL": {
			operation: listed({ kind: "url", member: "next" }, { items: "data" }),
			urls: ["/v1/things", "/v1/things?at=2", "/v1/things?at=4"],
		},
	};

	const service = () =>
		serve(({ url = "" }, response) => {
			const query = new URL(url, "http://localhost").searchParams;
			const first = query.has("page") && url.includes("size") ? 1 : 0;
			const page = query.get("page");
			const at =
				page === null
					? Number(/\d+$/.exec(query.get("after") ?? query.get("starting_after") ?? query.get("at") ?? "0")?.[0])
					: (Number(page) - first) * 2;
			const data = [1, 2, 3, 4, 5].slice(at, at + 2).map((id) => ({ id }));
			const has_more = at + 2 < 5;
			const meta = { next: has_more ? `c${at + 2}` : null, always: `c${at + 2}`, pages: 3 };
			const link = has_more
				? { Link: `</v1/things>; rel="first", <?at=${at + 2}&tag=a%20b&tag=c>; title="a, b"; rel="last next"` }
				: {};
			const next = has_more ? `http://${"HOST"}/v1/things?at=${at + 2}` : "";
			json(
				response,
				200,
				{ data, has_more, meta, next: next.replace("HOST", new URL(server()).host) },
				link as Record<string, string>,
			);
		});
	let server = (): string => "";

	it.each(Object.entries(kinds))("by %s", async (_, { operation, urls }) => {
		await using started = await service();
		server = () => started.url;
		const client = createApiClient({ baseUrl: `${started.url}/v1` }, description);
		expect(await all(followItems(client, operation))).toEqual([1, 2, 3, 4, 5].map((id) => ({ id })));
		expect(started.received.map(({ url }) => url)).toEqual(urls);
		// From a page's `next` it goes on at another time.
		const [first] = await all(followPages(client, operation));
		expect(await all(followItems(client, operation, {}, { from: first?.next }))).toEqual(
			[3, 4, 5].map((id) => ({ id })),
		);
	});

	it("goes to no other origin, nor out of the API", async () => {
		for (const next of ["https://elsewhere.example/v1/things", "/v2/things", "//elsewhere.example/v1/things"]) {
			await using started = await serve((_, response) => json(response, 200, { data: [1], next }));
			const client = createApiClient({ baseUrl: `${started.url}/v1` }, description);
			const call = all(followItems(client, listed({ kind: "url", member: "next" }, { items: "data" })));
			expect((await rejection(call, ClientError)).message).toMatch(/is not followed: it is outside of the API$/);
			expect(started.received).toHaveLength(1);
		}
	});

	it("that leads to itself, or is no list, is an error", async () => {
		await using started = await serve(({ url }, response) =>
			json(response, 200, url === "/none" ? {} : { data: [1], next: "x" }),
		);
		const client = createApiClient({ baseUrl: started.url }, description);
		const cursor = listed({ kind: "cursor", parameter: "after", member: "next" }, { items: "data" });
		await rejection(all(followItems(client, cursor)), RepeatedPageError);
		const none = all(followItems(client, { ...cursor, path: "/none" }));
		expect((await rejection(none, ClientError)).message).toBe("GET /none answered without a list in data");
	});

	it.each([
		['<a>; rel="next"', "a"],
		["<a>;rel=next", "a"],
		['<x>; rel="prev", <a,b;c>; title="x; rel=next, <y>"; rel="next"', "a,b;c"],
		['<a>; rel="NEXT last"', "a"],
		['<a>; rel="nextish"', undefined],
		["", undefined],
	])("finds its link in %s", (header, target) => {
		expect(linkOf(header, "next")).toBe(target);
	});
});

describe("an envelope", () => {
	it("is taken off, and its absence is told", async () => {
		await using server = await serve(({ url }, response) =>
			json(response, 200, url === "/things/7" ? { data: { items: [{ a: 1 }] } } : {}),
		);
		const operation: Operation = { ...getThing, wire: { envelope: "data.items" } };
		const client = createApiClient({ baseUrl: server.url }, withWire);
		expect(await sendList(client, operation, seven)).toEqual([{ a: 1 }]);
		await rejection(sendList(client, operation, { path: { id: 8 } }), MalformedResponseError);
	});
});

describe("an idempotency key", () => {
	const pay: Operation = {
		id: "pay",
		method: "POST",
		path: "/pay",
		success: [201],
		wire: { idempotencyKey: "Idempotency-Key" },
	};

	it("is made for each call, and lets a write be tried again", async () => {
		await using server = await serve((_, response, number) => {
			if (number === 1) response.socket?.destroy();
			else json(response, 201, {});
		});
		const client = createApiClient({ baseUrl: server.url, retry: { delay: () => 0 } }, withWire);
		await send(client, pay, { body: { a: 1 } });
		await send(client, pay, { body: { a: 1 } }, { idempotencyKey: "mine" });
		const keys = server.received.map(({ headers }) => headers["idempotency-key"]);
		expect(keys).toHaveLength(3);
		expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
		expect(keys.slice(1)).toEqual([keys[0], "mine"]);
		const plain = send(client, getThing, seven, { idempotencyKey: "mine" });
		await expect(plain).rejects.toThrow("idempotencyKey is not known");
	});
});

it("an answer is had beside its value, say for If-Match", async () => {
	await using server = await serve((_, response) => json(response, 200, [{}], { ETag: '"v1"' }));
	const client = createApiClient({ baseUrl: server.url }, description);
	const { value, response } = await withResponse((options) => send(client, getThing, seven, options));
	expect([value.status, response.headers.get("etag")]).toEqual([200, '"v1"']);
	await send(client, getThing, seven, { headers: { "If-Match": response.headers.get("etag") ?? "*" } });
	expect(server.received[1]?.headers["if-match"]).toBe('"v1"');
});

describe("a long-running operation", () => {
	it("is looked at until it is done, as often as its answers say", async () => {
		await using server = await serve((_, response, number) =>
			json(response, 200, [{ state: number < 3 ? "busy" : "done" }], { "Retry-After": "0" }),
		);
		const client = createApiClient({ baseUrl: server.url }, description);
		const look = (options: object) => send<{ state: string }[]>(client, getThing, seven, options);
		const last = await pollUntil(look, ({ data }) => data[0]?.state === "done", { interval: 60_000 });
		expect([last.data, server.received.length]).toEqual([[{ state: "done" }], 3]);
	});

	it("is given up in time, or by a signal", async () => {
		await using server = await serve((_, response) => json(response, 200, [{}]));
		const client = createApiClient({ baseUrl: server.url }, description);
		const look = (options: object) => send(client, getThing, seven, options);
		await expect(pollUntil(look, () => false, { interval: 100, timeout: 50 })).rejects.toMatchObject({
			name: "TimeoutError",
		});
		const signal = AbortSignal.timeout(50);
		const error = await pollUntil(look, () => false, { interval: 60_000, signal }).catch((reason: unknown) => reason);
		expect(error).toBe(signal.reason);
	});
});

describe("headers", () => {
	const reset = (seconds: number) => ({ limit: 100, remaining: 50, reset: seconds * 1000 });
	it.each([
		[{ ratelimit: "limit=100, remaining=50, reset=5" }, reset(5)],
		[{ ratelimit: '"default";r=50;t=5', "ratelimit-policy": '"default";q=100;w=60' }, reset(5)],
		[{ "ratelimit-limit": "100, 100;w=60", "ratelimit-remaining": "50", "ratelimit-reset": "5" }, reset(5)],
		[{ "x-ratelimit-limit": "100", "x-ratelimit-remaining": "50", "x-ratelimit-reset": "2000000005" }, reset(5)],
		[{}, undefined],
	])("of a rate limit: %j", (headers, expected) => {
		expect(rateLimitOf(new Headers(headers as Record<string, string>), 2_000_000_000_000)).toEqual(expected);
	});

	it.each([
		[{ deprecation: "@1688169599" }, { deprecated: new Date(1688169599000), sunset: undefined, link: undefined }],
		[
			{ deprecation: "true", sunset: "Wed, 31 Dec 2036 23:59:59 GMT", link: '<https://a.example>; rel="sunset"' },
			{ deprecated: true, sunset: new Date("2036-12-31T23:59:59Z"), link: "https://a.example" },
		],
		[{ sunset: "soon" }, undefined],
	])("of a deprecation: %j", (headers, expected) => {
		expect(deprecationOf(new Headers(headers as Record<string, string>))).toEqual(expected);
	});
});

describe.each([
	["fetch", undefined],
	["the transport for Node", transport],
])("over %s", (_, inner) => {
	it("a log is told what is sent and answered, with what could be secret masked, and of a deprecation once", async () => {
		await using server = await serve(({ url = "" }, response) => {
			if (url.startsWith("/things/9")) response.socket?.destroy();
			else json(response, 200, [{}], { Deprecation: "@1", "Set-Cookie": "s3cr3t=1", "RateLimit-Remaining": "9" });
		});
		const entries: LogEntry[] = [];
		const security = {
			schemes: { key: { type: "apiKey", in: "query", name: "key" }, bearer: { type: "http", scheme: "bearer" } },
			requirements: [{ key: [], bearer: [] }],
		} as const;
		const transport = secured(
			security,
			{ key: "s3cr3t", bearer: "s3cr3t-2" },
			logged((entry) => entries.push(entry), inner),
		);
		const client = createApiClient(
			{ baseUrl: server.url, transport, retry: false, credentials: { "X-Key": "s3cr3t-3" } },
			description,
		);
		for (const id of [1, 2, 9]) await send(client, getThing, { path: { id } }).catch(() => {});
		expect(entries.map(({ event, status }) => [event, status])).toEqual([
			["request", undefined],
			["response", 200],
			["deprecation", undefined],
			["request", undefined],
			["response", 200],
			["request", undefined],
			["failure", undefined],
		]);
		expect(JSON.stringify(entries)).not.toContain("s3cr3t");
		expect(entries[0]).toMatchObject({
			url: `${server.url}/things/1`,
			headers: { authorization: "[masked]", accept: "application/json" },
		});
		expect(entries[1]?.headers).toMatchObject({ "ratelimit-remaining": "9" });
	});

	it("a user agent says who asks, from the inside to the outside", async () => {
		await using server = await serve((__, response) => json(response, 200, [{}]));
		const client = createApiClient(
			{ baseUrl: server.url, transport: identified("app/2", identified("lib/1", inner)) },
			description,
		);
		await send(client, getThing, seven);
		expect(server.received[0]?.headers["user-agent"]).toBe("app/2 lib/1");
	});
});

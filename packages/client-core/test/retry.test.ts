import { describe, expect, it } from "vitest";
import {
	createApiClient,
	NetworkError,
	type RetryOptions,
	ServerError,
	send,
	sendResult,
	sendSingle,
	TimeoutError,
	TooManyRequestsError,
} from "../src/index.js";
import { retrySettings } from "../src/options.js";
import { retryAfter } from "../src/unusual.js";
import { rejection } from "./rejection.js";
import { closedPort, json, serve, serveBytes } from "./server.js";
import { createThing, deleteThing, description, getThing, item } from "./things.js";

const seven = { path: { id: 7 } };
const thing = [{ ThingID: 7, Name: "Box" }];
const atOnce: RetryOptions = { delay: () => 0 };
const connect = (baseUrl: string, retry: RetryOptions | false = atOnce) =>
	createApiClient({ baseUrl, retry }, description);

describe("a read is tried again", () => {
	it.each([429, 502, 503, 504])("after %i", async (status) => {
		await using server = await serve((_, response, number) =>
			number < 3 ? json(response, status, []) : json(response, 200, thing),
		);
		expect(await sendSingle(connect(server.url), getThing, seven)).toEqual(thing[0]);
		expect(server.received).toHaveLength(3);
	});

	it("after a connection that was reset, and a body that broke off", async () => {
		await using server = await serveBytes((socket, number) => {
			if (number === 1) return socket.destroy();
			const body = JSON.stringify(thing);
			const sent = number === 2 ? body.slice(0, 5) : body;
			return socket.end(`HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${sent}`);
		});
		expect(await sendSingle(connect(server.url), getThing, seven)).toEqual(thing[0]);
		expect(server.connections).toBe(3);
	});

	it("after a try that took too long", async () => {
		await using server = await serve((_, response, number) => {
			if (number > 1) json(response, 200, thing);
		});
		expect(await sendSingle(connect(server.url), getThing, seven, { timeout: { try: 100 } })).toEqual(thing[0]);
	});

	it("so often and no more; the error says how often", async () => {
		await using server = await serve((_, response) => json(response, 503, [item(503, "", "Busy.")]));
		const error = await rejection(send(connect(server.url), getThing, seven), ServerError);
		expect([error.attempts, error.reason]).toEqual([3, "Busy."]);
		expect(server.received).toHaveLength(3);
		const more = { retry: { ...atOnce, retries: 4 } };
		expect((await rejection(send(connect(server.url), getThing, seven, more), ServerError)).attempts).toBe(5);
		expect((await rejection(send(connect(server.url, false), getThing, seven), ServerError)).attempts).toBe(1);
	});

	it.each([400, 401, 404, 500, 501])("but not after %i", async (status) => {
		await using server = await serve((_, response) => json(response, status, []));
		await expect(send(connect(server.url), getThing, seven)).rejects.toMatchObject({ status, attempts: 1 });
	});
});

describe("a write by POST", () => {
	const body = { Name: "Box" };
	it.each([502, 504, 503, 500])("is not sent again after %i: it may have been done", async (status) => {
		await using server = await serve((_, response) => json(response, status, []));
		await expect(send(connect(server.url), createThing, { body })).rejects.toMatchObject({ status, attempts: 1 });
		expect(server.received).toHaveLength(1);
	});

	it("is not sent again after a reset connection or a timeout", async () => {
		await using reset = await serveBytes((socket) => socket.destroy());
		expect(await rejection(send(connect(reset.url), createThing, { body }), NetworkError)).toMatchObject({
			attempts: 1,
		});
		await using slow = await serve(() => {});
		const late = send(connect(slow.url), createThing, { body }, { timeout: { try: 100 } });
		expect(await rejection(late, TimeoutError)).toMatchObject({ attempts: 1, scope: "try" });
	});

	it.each([
		[429, {}],
		[429, { "Retry-After": "0" }],
		[503, { "Retry-After": "0" }],
	])("is sent again after %i with %j: it was refused", async (status, headers) => {
		await using server = await serve((_, response, number) =>
			number === 1 ? json(response, status, [], headers) : json(response, 201, [item(201, 12, "Created")]),
		);
		expect((await sendResult(connect(server.url), createThing, { body })).id).toBe(12);
		expect(server.received.map((request) => request.body)).toEqual(Array(2).fill('{"Name":"Box"}'));
	});

	it("is sent again where nothing listened: it did not leave", async () => {
		const error = await rejection(send(connect(await closedPort()), createThing, { body }), NetworkError);
		expect(error.attempts).toBe(3);
	});
});

it("a DELETE is sent again after 502", async () => {
	await using server = await serve((_, response, number) =>
		number === 1 ? json(response, 502, []) : json(response, 200, [item(200, 7, "Deleted")]),
	);
	expect(await sendResult(connect(server.url), deleteThing, seven)).toEqual({ id: 7, status: 200, message: "Deleted" });
});

describe("the wait", () => {
	it("is what Retry-After says, in seconds or as a date", () => {
		const now = Date.parse("2026-01-01T00:00:00Z");
		expect(retryAfter("2", now)).toBe(2000);
		expect(retryAfter("Thu, 01 Jan 2026 00:00:30 GMT", now)).toBe(30_000);
		expect(retryAfter("Wed, 31 Dec 2025 00:00:00 GMT", now)).toBe(0);
		expect(retryAfter("0.5", now)).toBe(500);
		for (const none of ["soon", null, "", "-5", "2, 5", "1e9", "0x10", "NaN"])
			expect(retryAfter(none, now)).toBe(undefined);
	});

	it("is kept, and told to the hook", async () => {
		const waits: number[] = [];
		await using server = await serve((_, response, number) =>
			number === 1 ? json(response, 503, [], { "Retry-After": "0.05" }) : json(response, 200, thing),
		);
		const hooks = { onRetry: ({ delay }: { delay: number }) => waits.push(delay) };
		const client = createApiClient({ baseUrl: server.url, retry: { delay: () => 60_000 }, hooks }, description);
		expect(await sendSingle(client, getThing, seven)).toEqual(thing[0]);
		expect(waits).toEqual([50]);
	});

	it("that is longer than allowed, or than the call may take, is not begun", async () => {
		await using server = await serve((_, response) => json(response, 429, [], { "Retry-After": "3600" }));
		const error = await rejection(send(connect(server.url), getThing, seven), TooManyRequestsError);
		expect([error.attempts, error.retryAfter]).toEqual([1, 3_600_000]);
		const brief = { timeout: { total: 60_000 }, retry: { maxRetryAfter: Number.POSITIVE_INFINITY } };
		await rejection(send(connect(server.url), getThing, seven, brief), TooManyRequestsError);
		expect(server.received).toHaveLength(2);
	});

	it("is else random below a limit that doubles up to eight seconds", () => {
		const { delay } = retrySettings(undefined);
		for (const [retry, limit] of [
			[1, 250],
			[2, 500],
			[3, 1000],
			[9, 8000],
		] as const) {
			const waits = Array.from({ length: 300 }, () => delay(retry));
			expect(Math.min(...waits)).toBeGreaterThanOrEqual(0);
			expect(Math.max(...waits)).toBeLessThan(limit);
			expect(new Set(waits).size).toBeGreaterThan(200);
		}
	});
});

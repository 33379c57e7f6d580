import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
	createApiClient,
	createClient,
	type HookWait,
	send,
	sendSingle,
	Throttle,
	TimeoutError,
	TooManyRequestsError,
} from "../src/index.js";
import { rejection } from "./rejection.js";
import { json, serve } from "./server.js";
import { description, getThing, item } from "./things.js";

const thing = [{ ThingID: 7, Name: "Box" }];
const seven = { path: { id: 7 } };

describe("the bucket", () => {
	beforeEach(() => {
		vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
	});
	afterEach(() => {
		vi.useRealTimers();
	});

	/** Takes a place, at once or later, and notes when. */
	const takes = (throttle: Throttle, times: number[], first = false) => {
		const start = performance.now();
		if (!throttle.tryTake()) return throttle.wait(() => times.push(performance.now() - start), first);
		times.push(0);
		return () => {};
	};

	it("lets its capacity through at once, then as many as leak", () => {
		const throttle = new Throttle({ capacity: 50, leakPerSecond: 2 });
		const times: number[] = [];
		for (let number = 0; number < 54; number++) takes(throttle, times);
		expect([times.length, throttle.waiting]).toEqual([50, 4]);
		vi.advanceTimersByTime(2000);
		expect(times.slice(50)).toEqual([500, 1000, 1500, 2000]);
		expect(vi.getTimerCount()).toBe(0);
	});

	it("never holds more than its capacity, counted as the server counts", () => {
		const throttle = new Throttle({ capacity: 5, leakPerSecond: 10 });
		const times: number[] = [];
		for (let number = 0; number < 40; number++) takes(throttle, times);
		vi.advanceTimersByTime(10_000);
		let level = 0;
		let last = 0;
		for (const time of times) {
			level = Math.max(0, level - (time - last) * 0.01) + 1;
			last = time;
			expect(level).toBeLessThanOrEqual(5 + 1e-9);
		}
		expect(times).toHaveLength(40);
	});

	it("serves in the order of asking, and lets no newcomer pass", () => {
		const throttle = new Throttle({ capacity: 1, leakPerSecond: 1 });
		const served: string[] = [];
		expect(throttle.tryTake()).toBe(true);
		for (const name of ["a", "b", "c"]) throttle.wait(() => served.push(name));
		throttle.wait(() => served.push("again"), true);
		vi.advanceTimersByTime(1000);
		expect(throttle.tryTake()).toBe(false);
		vi.advanceTimersByTime(3000);
		expect(served).toEqual(["again", "a", "b", "c"]);
	});

	it("forgets who gives up, and leaves no timer for nobody", () => {
		const throttle = new Throttle({ capacity: 1, leakPerSecond: 1 });
		const times: number[] = [];
		const leave = [0, 1, 2].map(() => takes(throttle, times));
		leave[1]?.();
		expect(throttle.waiting).toBe(1);
		vi.advanceTimersByTime(1000);
		expect(times).toEqual([0, 1000]);
		takes(throttle, times)();
		expect(vi.getTimerCount()).toBe(0);
	});

	it("is full and closed when the server says so", () => {
		const throttle = new Throttle({ capacity: 10, leakPerSecond: 1 });
		const times: number[] = [];
		throttle.full(5000);
		takes(throttle, times);
		takes(throttle, times);
		vi.advanceTimersByTime(4999);
		expect(times).toEqual([]);
		vi.advanceTimersByTime(1);
		expect(times).toEqual([5000, 5000]);
	});

	it.each([
		[0, 1],
		[1, 0],
		[Number.NaN, 1],
		[-1, 2],
	])("of capacity %d that leaks %d is refused", (capacity, leakPerSecond) => {
		expect(() => new Throttle({ capacity, leakPerSecond })).toThrow(RangeError);
	});
});

describe("a client", () => {
	const slow = { throttle: { capacity: 1, leakPerSecond: 0.01 } };

	it("has the bucket of its API, shared by all its calls", async () => {
		await using server = await serve((_, response) => json(response, 200, thing));
		const client = createApiClient({ baseUrl: server.url }, { ...description, ...slow });
		await sendSingle(client, getThing, seven);
		const waiting = send(client, getThing, seven, { signal: AbortSignal.timeout(50) });
		const error = await rejection(waiting, TimeoutError);
		expect(error).toMatchObject({ scope: "signal", attempts: 0, sent: false });
		expect(error.message).toBe("GET /things/7 did not end; it was not sent");
		expect(server.received).toHaveLength(1);
	});

	it("may do without, have other figures, or share a bucket with another client", async () => {
		await using server = await serve((_, response) => json(response, 200, thing));
		const calls = (throttle: false | { capacity: number; leakPerSecond: number }) => {
			const client = createApiClient({ baseUrl: server.url, throttle }, { ...description, ...slow });
			return Promise.all([1, 2, 3].map(() => sendSingle(client, getThing, seven)));
		};
		await calls(false);
		await calls({ capacity: 3, leakPerSecond: 0.001 });
		expect(server.received).toHaveLength(6);

		const throttle = new Throttle({ capacity: 2, leakPerSecond: 0.001 });
		const clients = [1, 2].map(() => createApiClient({ baseUrl: server.url, throttle }, description));
		for (const client of clients) await sendSingle(client, getThing, seven);
		expect(throttle.tryTake()).toBe(false);
	});

	it("waits as a whole after 429, as long as Retry-After says", async () => {
		await using server = await serve((_, response, number) => {
			if (number === 1) json(response, 429, [item(429, "", "Full.")], { "Retry-After": "0.3" });
			else json(response, 200, thing);
		});
		const started = performance.now();
		let other: Promise<number> | undefined;
		const onRetry = () => {
			// From here on the client knows.
			other = sendSingle(client, getThing, { path: { id: 2 } }).then(() => performance.now() - started);
		};
		const throttle = { capacity: 100, leakPerSecond: 10 };
		const client = createApiClient({ baseUrl: server.url, throttle, hooks: { onRetry } }, description);
		await sendSingle(client, getThing, { path: { id: 1 } });
		expect(await other).toBeGreaterThanOrEqual(299);
		expect(server.received).toHaveLength(3);
	});

	it("throttles calls by path as well", async () => {
		await using server = await serve((_, response) => json(response, 200, thing));
		const client = createClient<Record<string, never>>({ baseUrl: server.url, throttle: slow.throttle }, description);
		await sendSingle(client, getThing, seven);
		const get = client.GET as unknown as (path: string, init: object) => Promise<unknown>;
		await rejection(get("/things", { signal: AbortSignal.timeout(50) }), TimeoutError);
		expect(server.received).toHaveLength(1);
	});
});

describe("a wait that the server asks for", () => {
	const full = { capacity: 100, leakPerSecond: 100 };
	const asks = (retryAfter: string) =>
		serve((_, response, number) => {
			if (number === 1) json(response, 429, [item(429, "", "Full.")], { "Retry-After": retryAfter });
			else json(response, 200, thing);
		});

	it.each(["86400", "9999999", new Date(Date.now() + 400 * 86_400_000).toUTCString()])(
		"of %s holds no later call: each is told at once, and nothing is sent",
		async (retryAfter) => {
			await using server = await asks(retryAfter);
			const client = createApiClient({ baseUrl: server.url, throttle: full }, description);
			expect((await rejection(send(client, getThing, seven), TooManyRequestsError)).attempts).toBe(1);
			const error = await rejection(send(client, getThing, seven), TooManyRequestsError);
			expect(error).toMatchObject({ status: 429, attempts: 0, results: [] });
			expect(error.retryAfter).toBeGreaterThan(86_000_000);
			expect(error.message).toMatch(/^GET \/things\/7 was not sent: the server has asked for a wait of \d+ s more$/);
			expect(server.received).toHaveLength(1);
		},
	);

	it("sends away those that wait already, once it is longer than they would wait", async () => {
		await using server = await asks("86400");
		const throttle = new Throttle({ capacity: 1, leakPerSecond: 0.1 });
		const client = createApiClient({ baseUrl: server.url, throttle }, description);
		const first = rejection(send(client, getThing, seven), TooManyRequestsError);
		const second = rejection(send(client, getThing, seven), TooManyRequestsError);
		expect((await first).attempts).toBe(1);
		expect((await second).attempts).toBe(0);
		expect(throttle.waiting).toBe(0);
	});

	it("is no longer than a call says it would wait", async () => {
		await using server = await asks("1");
		const client = createApiClient({ baseUrl: server.url, throttle: full, retry: { maxRetryAfter: 900 } }, description);
		await rejection(send(client, getThing, seven), TooManyRequestsError);
		await rejection(send(client, getThing, seven), TooManyRequestsError);
		expect(server.received).toHaveLength(1);
		expect(await send(client, getThing, seven, { retry: { maxRetryAfter: 2000 } })).toMatchObject({ status: 200 });
	});

	it("leaves a process quiet, however long it is", async () => {
		const warnings: Error[] = [];
		const warned = (warning: Error): number => warnings.push(warning);
		process.on("warning", warned);
		const throttle = new Throttle({ capacity: 1, leakPerSecond: 1 });
		throttle.full(2 ** 33);
		const leave = throttle.wait(() => {});
		await new Promise((resolve) => setImmediate(resolve));
		leave();
		process.off("warning", warned);
		expect(warnings).toEqual([]);
	});
});

describe("a wait for the throttle", () => {
	it("is told to the hook: how long, and how many wait already", async () => {
		await using server = await serve((_, response) => json(response, 200, thing));
		const waits: HookWait[] = [];
		const options = {
			throttle: { capacity: 1, leakPerSecond: 20 },
			hooks: { onWait: (wait: HookWait) => waits.push(wait) },
		};
		const client = createApiClient({ baseUrl: server.url, ...options }, description);
		await Promise.all([1, 2, 3].map((id) => send(client, getThing, { path: { id } })));
		expect(waits.map(({ path, attempt, waiting }) => [path, attempt, waiting])).toEqual([
			["/things/2", 1, 0],
			["/things/3", 1, 1],
		]);
		expect(waits[1]?.delay).toBeGreaterThan(waits[0]?.delay ?? 0);
	});

	it("that would outlast the timeout of the call is not begun", async () => {
		await using server = await serve((_, response) => json(response, 200, thing));
		const throttle = new Throttle({ capacity: 1, leakPerSecond: 0.01 });
		const client = createApiClient({ baseUrl: server.url, throttle }, description);
		await send(client, getThing, seven);
		const started = performance.now();
		const error = await rejection(send(client, getThing, seven, { timeout: 20_000 }), TimeoutError);
		expect(error).toMatchObject({ scope: "total", sent: false, attempts: 0 });
		expect(performance.now() - started).toBeLessThan(10_000);
		expect(throttle.waiting).toBe(0);
	});

	it("is bounded for who names no timeout", async () => {
		await using server = await serve((_, response) => json(response, 200, thing));
		const throttle = { capacity: 1, leakPerSecond: 0.001 };
		const client = createApiClient({ baseUrl: server.url, throttle }, description);
		await send(client, getThing, seven);
		expect((await rejection(send(client, getThing, seven), TimeoutError)).message).toBe(
			"GET /things/7 did not end within 300000 ms; it was not sent",
		);
	});
});

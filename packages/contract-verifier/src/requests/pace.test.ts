import { readModel } from "@onespec/openapi-document";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Pace } from "./pace.js";
import { rateOf, whyTooSlow } from "./rate.js";

const rate = { perSecond: 2, burst: 3, source: "x-throttle", strict: false };

describe("Pace", () => {
	beforeEach(() => {
		vi.useFakeTimers();
	});
	afterEach(() => {
		vi.useRealTimers();
	});

	/** When each of so many requests was let go, in ms. */
	async function times(pace: Pace, count: number): Promise<number[]> {
		const start = performance.now();
		const all = Array.from({ length: count }, () => pace.wait().then(() => Math.round(performance.now() - start)));
		await vi.runAllTimersAsync();
		return Promise.all(all);
	}

	it("lets a burst go, and the rest at the rate", async () => {
		expect(await times(new Pace(rate), 6)).toEqual([0, 0, 0, 500, 1000, 1500]);
	});

	it("lets as many go again as have leaked", async () => {
		const pace = new Pace(rate);
		await times(pace, 3);
		await vi.advanceTimersByTimeAsync(1000);
		expect(await times(pace, 3)).toEqual([0, 0, 500]);
	});

	it("counts what does not wait", async () => {
		const pace = new Pace(rate);
		for (let count = 0; count < 4; count++) pace.count();
		expect(await times(pace, 1)).toEqual([1000]);
	});

	it("does not wait without a rate, nor after an abort", async () => {
		expect(await times(new Pace(undefined), 3)).toEqual([0, 0, 0]);
		const pace = new Pace({ ...rate, burst: 1 });
		await pace.wait();
		const controller = new AbortController();
		const waiting = pace.wait(controller.signal);
		controller.abort();
		await waiting;
		expect(vi.getTimerCount()).toBe(0);
	});
});

describe("rateOf", () => {
	const written = { openapi: "3.0.3", info: { title: "T", version: "1" }, paths: {} };
	const bare = readModel(written);
	const throttled = readModel({ ...written, "x-throttle": { capacity: 50, leakPerSecond: 2, status: 429 } });

	it.each(["http://127.0.0.1:80", "http://localhost:1", "http://[::1]:1", "http://127.1.2.3"])(
		"has no bound at %s",
		(origin) => {
			expect(rateOf(undefined, throttled, origin)).toBeUndefined();
			expect(rateOf("auto", throttled, origin)).toMatchObject({ perSecond: 2 });
		},
	);

	it("follows the throttle elsewhere, one below its capacity; is polite where there is none", () => {
		expect(rateOf(undefined, throttled, "https://api.example")).toMatchObject({ perSecond: 2, burst: 49 });
		expect(rateOf(undefined, bare, "https://127.0.0.1.example")).toMatchObject({ perSecond: 10, burst: 1 });
		expect(rateOf(Number.POSITIVE_INFINITY, throttled, "https://api.example")).toBeUndefined();
		expect(rateOf(0.5, throttled, "http://127.0.0.1")).toMatchObject({ perSecond: 0.5, burst: 1, strict: true });
	});

	it("leaves a throttle alone that it cannot exhaust", () => {
		expect(whyTooSlow(2, throttled)).toContain("cannot exhaust");
		expect(whyTooSlow(3, throttled)).toBeUndefined();
		expect(whyTooSlow(undefined, throttled)).toBeUndefined();
	});
});

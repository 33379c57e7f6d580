import fc from "fast-check";
import { expect, it } from "vitest";
import { Throttle } from "./throttle.js";

it("never admits more than the capacity and what has leaked", () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 1, max: 20 }),
			fc.integer({ min: 1, max: 10 }),
			fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 60 }),
			(capacity, leakPerSecond, pauses) => {
				let now = 0;
				let count = 0;
				const throttle = new Throttle(() => now);
				for (const pause of pauses) {
					now += pause;
					if (throttle.admit("a", { capacity, leakPerSecond }) === undefined) count++;
				}
				expect(count).toBeLessThanOrEqual(capacity + (leakPerSecond * now) / 1000 + 1e-6);
			},
		),
	);
});

it("admits after the time that it named, and not a second before", () => {
	let now = 0;
	const throttle = new Throttle(() => now);
	const bucket = { capacity: 3, leakPerSecond: 0.25 };
	for (let count = 0; count < 3; count++) expect(throttle.admit("a", bucket)).toBeUndefined();
	expect(throttle.admit("a", bucket)).toEqual({ retryAfterSeconds: 4 });
	now += 3000;
	expect(throttle.admit("a", bucket)).toEqual({ retryAfterSeconds: 1 });
	now += 1000;
	expect(throttle.admit("a", bucket)).toBeUndefined();
});

it("forgets buckets that have run empty once there are many", () => {
	let now = 0;
	const throttle = new Throttle(() => now);
	for (let key = 0; key < 9_999; key++) throttle.admit(String(key), { capacity: 1, leakPerSecond: 1 });
	expect(throttle.size).toBe(9_999);
	now += 5000;
	throttle.admit("last", { capacity: 1, leakPerSecond: 1 });
	expect(throttle.size).toBe(1);
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { LeakyBucket } from "./bucket.js";

it("admits no more than its capacity and what has leaked, and then as soon as it said", () => {
	const waits = fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 80 });
	fc.assert(
		fc.property(
			waits,
			fc.integer({ min: 1, max: 5 }),
			fc.integer({ min: 1, max: 4 }),
			(steps, capacity, leakPerSecond) => {
				let now = 0;
				let admitted = 0;
				const bucket = new LeakyBucket({ capacity, leakPerSecond }, () => now);
				for (const wait of steps) {
					now += wait;
					const seconds = bucket.admit();
					if (seconds === undefined) admitted++;
					else {
						expect(Number.isInteger(seconds) && seconds >= 1).toBe(true);
						now += seconds * 1000;
						expect(bucket.admit()).toBeUndefined();
						admitted++;
					}
					expect(admitted).toBeLessThanOrEqual(capacity + (now / 1000) * leakPerSecond + 1e-6);
				}
			},
		),
	);
});

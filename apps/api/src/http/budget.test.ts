import fc from "fast-check";
import { expect, it } from "vitest";
import { Budget } from "./budget.js";

it("serves those that wait in order, also a small one after a large one", () => {
	const budget = new Budget(10);
	const served: string[] = [];
	const take = (name: string, amount: number) => budget.take(amount, () => served.push(name));
	const first = take("first", 6);
	take("large", 8);
	take("small", 1);
	expect(served).toEqual(["first"]);
	first();
	first();
	expect(served).toEqual(["first", "large", "small"]);
});

it("never gives more than it has, and all of it in the end", () => {
	const steps = fc.array(fc.record({ amount: fc.integer({ min: 1, max: 10 }), end: fc.nat(20) }), { maxLength: 40 });
	fc.assert(
		fc.property(steps, (all) => {
			const budget = new Budget(10);
			const held = new Map<number, number>();
			const ends: { index: number; giveBack: () => void }[] = [];
			const end = (position: number) => {
				for (const { index, giveBack } of ends.splice(position, 1)) {
					held.delete(index);
					giveBack();
				}
			};
			for (const [index, { amount, end: position }] of all.entries()) {
				ends.push({ index, giveBack: budget.take(amount, () => held.set(index, amount)) });
				expect([...held.values()].reduce((sum, part) => sum + part, 0)).toBeLessThanOrEqual(10);
				end(position);
			}
			while (ends.length > 0) end(0);
			let all10 = false;
			budget.take(10, () => {
				all10 = true;
			});
			expect(all10).toBe(true);
		}),
	);
});

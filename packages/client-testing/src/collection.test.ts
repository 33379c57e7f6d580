import fc from "fast-check";
import { expect, it } from "vitest";
import { Collection } from "./collection.js";

const step = fc.oneof(
	fc.record({ kind: fc.constant("add" as const) }),
	fc.record({ kind: fc.constant("put" as const), key: fc.integer({ min: 1, max: 12 }) }),
	fc.record({ kind: fc.constant("remove" as const), key: fc.integer({ min: 1, max: 12 }) }),
);

it("agrees with a sorted map, and gives out no key twice", () => {
	fc.assert(
		fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
			const collection = new Collection("id");
			const model = new Map<number, object>();
			const given = new Set<number>();
			for (const [index, one] of steps.entries()) {
				if (one.kind === "remove") {
					expect(collection.remove(one.key)).toBe(model.delete(one.key));
					continue;
				}
				const key = one.kind === "add" ? collection.next() : one.key;
				if (one.kind === "add") expect(given.has(key)).toBe(false);
				const item = { id: key, index };
				collection.put(item);
				model.set(key, item);
				given.add(key);
			}
			const sorted = [...model].sort(([one], [other]) => one - other).map(([, item]) => item);
			expect(collection.size).toBe(sorted.length);
			expect(collection.page(0, 100)).toEqual(sorted);
			expect(collection.page(2, 3)).toEqual(sorted.slice(2, 5));
		}),
	);
});

it("sorts keys that are no numbers as texts", () => {
	const collection = new Collection("name");
	for (const name of ["b", "a", "c"]) collection.put({ name });
	expect(collection.page(0, 9)).toEqual([{ name: "a" }, { name: "b" }, { name: "c" }]);
});

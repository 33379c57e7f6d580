import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, it } from "vitest";
import { sharedLook } from "./arrivals.js";

function counted() {
	const seen = { looks: 0 };
	const arrive = sharedLook(() => {
		seen.looks++;
	});
	return { seen, arrive };
}

it("looks once for the requests of several connections, and again in the next turn", async () => {
	const { seen, arrive } = counted();
	arrive({});
	arrive({});
	expect(seen.looks).toBe(1);
	await nextTurn();
	arrive({});
	expect(seen.looks).toBe(2);
});

it("looks again for a second request of one connection, which may know of a change", () => {
	const { seen, arrive } = counted();
	const connection = {};
	for (let request = 1; request <= 3; request++) {
		arrive(connection);
		expect(seen.looks).toBe(request);
	}
});

it("looks again after a look that failed, also in the same turn", () => {
	let fails = true;
	const arrive = sharedLook(() => {
		if (fails) throw new Error("gone");
	});
	expect(() => arrive({})).toThrow("gone");
	expect(() => arrive({})).toThrow("gone");
	fails = false;
	arrive({});
});

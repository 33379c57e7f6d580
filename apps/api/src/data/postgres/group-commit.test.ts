import { expect, it } from "vitest";
import { GroupCommit } from "./group-commit.js";

class Refused extends Error {}

/** GroupCommit whose work ends when the test says so; `done` has what was done at a time. */
function controlled() {
	const done: [storeId: number, items: readonly string[]][] = [];
	let proceed: (() => void)[] = [];
	const batches = new GroupCommit<string, string>(
		async (storeId, items) => {
			await new Promise<void>((resolve) => proceed.push(resolve));
			done.push([storeId, items]);
			if (items.includes("refused")) throw new Refused(`with ${items.length}`);
			if (items.includes("lost")) throw new Error(`with ${items.length}`);
			return items.map((item) => `${storeId}/${item}`);
		},
		(error) => error instanceof Refused,
	);
	/** Lets all work go on until there is none. */
	async function finish(): Promise<void> {
		while (proceed.length > 0) {
			for (const go of proceed.splice(0)) go();
			await new Promise((resolve) => setImmediate(resolve));
		}
		proceed = [];
	}
	return { batches, done, finish };
}

it("does a single item at once, and what comes meanwhile together", async () => {
	const { batches, done, finish } = controlled();
	const results = Promise.all(["a", "b", "c"].map((item) => batches.add(1, item)));
	await finish();
	expect(await results).toEqual(["1/a", "1/b", "1/c"]);
	expect(done).toEqual([
		[1, ["a"]],
		[1, ["b", "c"]],
	]);
	const later = batches.add(1, "d");
	await finish();
	expect(await later).toBe("1/d");
});

it("keeps stores apart: none waits for another", async () => {
	const { batches, done, finish } = controlled();
	const results = Promise.all([batches.add(1, "a"), batches.add(2, "b"), batches.add(2, "c")]);
	await finish();
	expect(await results).toEqual(["1/a", "2/b", "2/c"]);
	expect(done).toEqual([
		[1, ["a"]],
		[2, ["b"]],
		[2, ["c"]],
	]);
});

it("an item that is refused takes none of the others along", async () => {
	const { batches, finish } = controlled();
	const results = Promise.allSettled(["a", "b", "refused", "c"].map((item) => batches.add(1, item)));
	await finish();
	expect(await results).toEqual([
		{ status: "fulfilled", value: "1/a" },
		{ status: "fulfilled", value: "1/b" },
		{ status: "rejected", reason: new Refused("with 1") },
		{ status: "fulfilled", value: "1/c" },
	]);
});

it("repeats nothing after an error that may have left something", async () => {
	const { batches, done, finish } = controlled();
	const results = Promise.allSettled(["a", "b", "lost"].map((item) => batches.add(1, item)));
	await finish();
	expect((await results).map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected"]);
	expect(done).toHaveLength(2);
	const next = batches.add(1, "d");
	await finish();
	expect(await next).toBe("1/d");
});

it("limits what goes together", async () => {
	const { batches, done, finish } = controlled();
	const results = Promise.all(Array.from({ length: 250 }, (_, index) => batches.add(1, String(index))));
	await finish();
	expect(await results).toEqual(Array.from({ length: 250 }, (_, index) => `1/${index}`));
	expect(done.map(([, items]) => items.length)).toEqual([1, 100, 100, 49]);
});

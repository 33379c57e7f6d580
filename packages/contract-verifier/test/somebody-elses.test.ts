import { afterEach, describe, expect, it } from "vitest";
import { type Verification, type VerifyOptions, verify } from "../src/index.js";
import { agree, runProperties, runSequences } from "../src/properties/index.js";
import { petsSpec } from "./support/paths.js";
import { type ShopHabit, type ShopServer, startShop } from "./support/shop-server.js";

let shop: ShopServer | undefined;
afterEach(async () => {
	await shop?.close();
	shop = undefined;
});

const credentials = { default: { bearer: "shop-token" } };

async function start(habits: readonly ShopHabit[] = []): Promise<{ shop: ShopServer; before: string }> {
	shop = await startShop(habits);
	return { shop, before: shop.contents() };
}

const run = (more: Partial<VerifyOptions> = {}): Promise<Verification> =>
	verify({ spec: petsSpec, endpoint: shop?.url ?? "", target: "live", credentials, ...more });

const outcomes = ({ cells }: Verification, outcome: string) =>
	cells.filter((one) => one.outcome === outcome).map(({ cell }) => cell.id);

describe("a server that belongs to somebody else, with things under every plausible id", () => {
	it.each<[string, ShopHabit[]]>([
		["as documented", []],
		["that asks for no credentials", ["no authentication"]],
		["that reads ids leniently", ["lenient ids"]],
		["that takes ids from the body", ["upserts"]],
		["that answers a create with what is there", ["returns what is there"]],
		["that can't be read", ["no reading"]],
	])("is the same after a run: %s", async (_, habits) => {
		const { shop: server, before } = await start(habits);
		const found = await run();
		expect(server.contents()).toBe(before);
		// What can change something only where nobody is named is never sent.
		expect(server.writes.filter((one) => /^(PUT|DELETE) \/settings|^DELETE \/pets(\?|$)|\/reset/.test(one))).toEqual(
			[],
		);
		expect(found.cells.length).toBeGreaterThan(20);
	});

	it("is verified all the same: what is ours can be made, changed and removed", async () => {
		await start();
		const found = await run();
		expect(
			found.cells.flatMap(({ transactions }) =>
				transactions.flatMap((one) => (one.outcome === "failed" ? one.reasons : [])),
			),
		).toEqual([]);
		const passed = outcomes(found, "passed");
		for (const cell of [
			"DELETE /pets/{petId} 204",
			"PUT /pets/{petId} 200",
			"PUT /pets 200",
			"DELETE /pets/{petId}/toys/{toyId} 204",
			"DELETE /pets/{petId} 404",
			"POST /pets/{petId}/toys 201",
		]) {
			expect(passed.filter((one) => one.startsWith(cell))).toHaveLength(1);
		}
		const open = outcomes(found, "open");
		expect(open.filter((one) => /^(PUT|DELETE) \/settings|^DELETE \/pets 204|^POST \/reset/.test(one))).toHaveLength(7);
		expect(found.notes).toEqual([]);
	});

	it("is the same after a run that was interrupted", async () => {
		const { shop: server, before } = await start();
		const controller = new AbortController();
		let done = 0;
		const stopped = run({ signal: controller.signal, onProgress: () => void (++done === 14 && controller.abort()) });
		await expect(stopped).rejects.toThrow();
		expect(server.writes.length).toBeGreaterThan(0);
		await expect.poll(() => server.contents()).toBe(before);
	});

	it.each<ShopHabit>(["upserts", "lenient ids"])(
		"is the same after generated requests, sequences and a comparison: %s",
		async (habit) => {
			const { shop: server, before } = await start([habit]);
			const about = { spec: petsSpec, endpoint: server.url, credentials, seed: 3 };
			await runProperties({ ...about, runs: 2 });
			await runSequences({ ...about, sequences: 2 });
			await agree({ ...about, mock: server.url, generated: { seed: 3, runs: 2 } });
			expect(server.contents()).toBe(before);
		},
	);
});

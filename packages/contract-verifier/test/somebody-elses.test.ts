import { afterEach, describe, expect, it } from "vitest";
import { type Verification, type VerifyOptions, verify } from "../src/index.js";
import { petsSpec } from "./support/paths.js";
import { runMain } from "./support/run-cli.js";
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

	const few = ["--seed", "3", "--runs", "1"];
	const about = { env: { CONTRACT_CREDENTIALS: JSON.stringify(credentials) } };

	it.each<[string, ShopHabit]>([
		["explore", "upserts"],
		["explore", "lenient ids"],
		["compare", "upserts"],
		["mutate", "upserts"],
	])("is the same after %s, to its end and interrupted: %s", async (verb, habit) => {
		const { shop: server, before } = await start([habit]);
		const other = await startShop([habit]);
		const words = {
			explore: ["--target", server.url, "--sequences", "2", ...few],
			compare: [other.url, server.url, ...few],
			mutate: ["--target", server.url, "--sequences", "1", "--kind", "delete-not-done"],
		}[verb] as string[];
		try {
			const whole = await runMain([verb, petsSpec, ...words], about);
			expect([0, 1, 3]).toContain(whole.code);
			expect(server.contents()).toBe(before);
			expect(other.contents()).toBe(before);
			const controller = new AbortController();
			const enough = server.writes.length + 9;
			server.onWrite = () => server.writes.length >= enough && controller.abort();
			const { code, err } = await runMain([verb, petsSpec, ...words], {
				...about,
				signal: controller.signal,
			});
			expect({ code, err }).toEqual({ code: 130, err: expect.stringContaining("all that was made is removed") });
			await expect.poll(() => server.contents()).toBe(before);
			expect(other.contents()).toBe(before);
		} finally {
			await other.close();
		}
	});

	it("is sent nothing that writes by --read-only, whatever the verb", async () => {
		const { shop: server } = await start();
		for (const words of [["verify"], ["explore", ...few], ["mutate", "--kind", "body-empty,delete-not-done"]]) {
			const { code } = await runMain([...words, petsSpec, "--target", server.url, "--read-only"], about);
			expect([0, 1, 3]).toContain(code);
		}
		expect(server.writes).toEqual([]);
	});
});

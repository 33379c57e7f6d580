import { describe, expect, it } from "vitest";
import { thingsSpec } from "../../test/support/paths.js";
import { loadDocument } from "../document/load.js";
import { deriveDocument } from "./derive.js";
import { type DreddRun, runDredd } from "./run.js";
import type { DreddTransaction } from "./types.js";

const idle = {
	timeoutMs: 500,
	plan: () => {},
	prepare: async (transaction: DreddTransaction) => {
		transaction.skip = true;
	},
	judge: async () => {},
	settle: async () => {},
	noAnswer: () => {},
	signal: new AbortController().signal,
} satisfies Omit<DreddRun, "content">;

const contentOf = async () => deriveDocument(await loadDocument(thingsSpec)).content;

describe("deriveDocument", () => {
	it("keeps nothing that Dredd would read by itself", async () => {
		const content = await contentOf();
		for (const word of ["$ref", "security", "examples", "format", "components"]) expect(content).not.toContain(word);
		expect(JSON.parse(content).paths["/things/{id}"].delete.parameters).toEqual([
			{ name: "id", in: "path", required: true, schema: { type: "string" }, example: "path-1" },
		]);
	});
});

describe("runDredd", () => {
	it("reports each transaction once", async () => {
		const names: string[] = [];
		const plan = (transactions: DreddTransaction[]) => {
			for (const [index, transaction] of transactions.entries())
				names.push(Object.assign(transaction, { name: `transaction ${index}` }).name);
		};
		const report = await runDredd({ ...idle, content: await contentOf(), plan });
		expect(names).toHaveLength(22);
		expect([...report.keys()]).toEqual(names);
		expect([...report.values()].every(({ started, verdicts }) => started === 1 && verdicts.join() === "skip")).toBe(
			true,
		);
	});

	it("sends nothing anywhere for a transaction that no hook has addressed", async () => {
		const unaddressed: string[] = [];
		const report = await runDredd({
			...idle,
			content: await contentOf(),
			plan: (transactions) => transactions.splice(1),
			prepare: async () => {},
			noAnswer: (name) => unaddressed.push(name),
		});
		expect([...report.values()]).toEqual([{ started: 1, verdicts: ["error"] }]);
		expect(unaddressed).toHaveLength(1);
	});

	it.each(["plan", "prepare", "settle"] as const)("fails where the hook %s fails", async (hook) => {
		const broken = async () => {
			throw new Error("planted");
		};
		const plan = () => {
			throw new Error("planted");
		};
		const run = { ...idle, content: await contentOf(), [hook]: hook === "plan" ? plan : broken };
		await expect(runDredd(run)).rejects.toThrow("A hook failed: planted");
	});

	it("fails for a document that Dredd cannot read", async () => {
		await expect(runDredd({ ...idle, content: '{"openapi":"3.0.3"}' })).rejects.toThrow(/^Dredd: /);
	});

	it("stops waiting when it is told to", async () => {
		const controller = new AbortController();
		const prepare = () => {
			controller.abort(new Error("enough"));
			return new Promise<void>(() => {});
		};
		const run = runDredd({ ...idle, content: await contentOf(), prepare, signal: controller.signal });
		await expect(run).rejects.toThrow("enough");
	});
});

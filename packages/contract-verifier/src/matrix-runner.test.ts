import type { DocumentModel } from "@onespec/openapi-document";
import { loadDocument } from "@onespec/openapi-document/load";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { thingsScenarios, thingsSpec } from "../test/support/paths.js";
import { startThings, type ThingsServer } from "../test/support/things-server.js";
import { DreddDriver } from "./drivers/dredd/driver.js";
import { MatrixRunner } from "./matrix-runner.js";
import { type PlannedTransaction, planOf } from "./plan.js";
import { Pace } from "./requests/pace.js";
import { SetUp } from "./requests/set-up.js";
import { loadScenarios } from "./scenarios/load.js";

let server: ThingsServer;
let model: DocumentModel;

beforeAll(async () => {
	server = await startThings();
	({ model } = await loadDocument(thingsSpec));
});
afterAll(() => server.close());

async function runMatrix(change: (planned: PlannedTransaction[]) => PlannedTransaction[]) {
	const credentials = {};
	const { origin } = new URL(server.url);
	const scenarios = await loadScenarios(thingsScenarios, model);
	const shared = { model, scenarios, credentials, origin, basePath: "/base", timeoutMs: 1000 };
	return new MatrixRunner({
		...shared,
		driver: new DreddDriver({ model, origin, timeoutMs: 1000 }),
		target: "mock",
		readBack: undefined,
		planned: change(planOf({ ...shared, target: "mock" })),
		setUp: new SetUp(shared),
		mask: (text) => text,
		pace: new Pace(undefined),
		readOnly: false,
		signal: new AbortController().signal,
		onProgress: undefined,
	}).run();
}

describe("MatrixRunner", () => {
	it("gives a result for each planned transaction", async () => {
		expect((await runMatrix((planned) => planned)).size).toBe(4 * 2 + 16 + 2);
	});

	it("fails where Dredd has a transaction that no cell has", async () => {
		const run = runMatrix((planned) => planned.filter(({ cell }) => cell.id !== "DELETE /things/{id} 204 → no body"));
		await expect(run).rejects.toThrow("Dredd has a transaction that is no cell: DELETE /things/{id} 204 → no body.");
	});

	it("fails where a cell has no transaction of Dredd's", async () => {
		const run = runMatrix((planned) =>
			planned.flatMap((one) =>
				one.cell.status === "429" ? [one, { ...one, name: "n", cell: { ...one.cell, id: "no cell" } }] : one,
			),
		);
		await expect(run).rejects.toThrow("Dredd has no transaction for the cell no cell.");
	});

	it("fails where two transactions would have one name", async () => {
		await expect(runMatrix((planned) => [...planned, ...planned])).rejects.toThrow(
			"Two planned transactions have one name",
		);
	});
});

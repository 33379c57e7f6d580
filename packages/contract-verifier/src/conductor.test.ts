import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { thingsScenarios, thingsSpec } from "../test/support/paths.js";
import { startThings, type ThingsServer } from "../test/support/things-server.js";
import { Conductor } from "./conductor.js";
import { loadDocument } from "./document/load.js";
import type { OpenApiDocument } from "./document/types.js";
import { type Planned, planOf } from "./plan.js";
import { Pace } from "./requests/pace.js";
import { SetUp } from "./requests/set-up.js";
import { loadScenarios } from "./scenarios/load.js";

let server: ThingsServer;
let document: OpenApiDocument;

beforeAll(async () => {
	server = await startThings();
	document = await loadDocument(thingsSpec);
});
afterAll(() => server.close());

async function conduct(change: (planned: Planned[]) => Planned[]) {
	const credentials = {};
	const { origin } = new URL(server.url);
	const scenarios = await loadScenarios(thingsScenarios, document);
	const shared = { document, scenarios, credentials, origin, basePath: "/base", timeoutMs: 1000 };
	return new Conductor({
		...shared,
		target: "mock",
		planned: change(planOf({ ...shared, target: "mock" })),
		setUp: new SetUp(shared),
		mask: (text) => text,
		pace: new Pace(undefined),
		readOnly: false,
		signal: new AbortController().signal,
		onProgress: undefined,
	}).run();
}

describe("Conductor", () => {
	it("gives a result for each planned transaction", async () => {
		expect((await conduct((planned) => planned)).size).toBe(4 * 2 + 16 + 2);
	});

	it("fails where Dredd has a transaction that no cell has", async () => {
		const run = conduct((planned) => planned.filter(({ cell }) => cell.id !== "DELETE /things/{id} 204 → no body"));
		await expect(run).rejects.toThrow("Dredd has a transaction that is no cell: deleteThing 204 - -.");
	});

	it("fails where a cell has no transaction of Dredd's", async () => {
		const run = conduct((planned) =>
			planned.map((one) => (one.cell.status === "429" ? { ...one, cell: { ...one.cell, status: "430" } } : one)),
		);
		await expect(run).rejects.toThrow("Dredd has no transaction for the cell DELETE /things/{id} 429");
	});

	it("fails where two transactions would have one name", async () => {
		await expect(conduct((planned) => [...planned, ...planned])).rejects.toThrow(
			"Two planned transactions have one name",
		);
	});
});

import { expect, it } from "vitest";
import { type Verification, verify } from "../src/index.js";
import { thingsCredentials, thingsScenarios, thingsSpec } from "./support/paths.js";
import { startThings, type ThingsAnswer } from "./support/things-server.js";

/** Faults of many kinds, each in some of the answers. */
function fail(answer: ThingsAnswer): void {
	const { method, status, mediaType, headers } = answer;
	if (method === "GET" && mediaType === "text/json") delete headers["X-Total"];
	if (method === "GET" && mediaType === "text/xml") headers["Content-Type"] = "text/plain";
	if (method === "GET" && mediaType === "application/xml") answer.body = "<";
	if (status === 201 && mediaType === "application/json") answer.body = '{"Id":"one"}';
	if (status === 201 && mediaType === "text/xml") answer.status = 200;
	if (status === 201 && mediaType === "text/json") answer.body = "\ufeffnull";
	if (status === 429) throw new Error("The connection is gone.");
}

/** What was decided of each cause; ids and names are others in each run. */
function verdicts({ cells }: Verification): string[] {
	const told = (reason: string) => reason.replace(/\d+/g, "…");
	return cells.flatMap(({ cell, transactions }) =>
		transactions.map(
			({ cause, outcome, reasons }) => `${cell.id} ${cause}: ${outcome} ${reasons.map(told).join("; ")}`,
		),
	);
}

it("gives the same verdicts whether Dredd sends the requests or the verifier itself", async () => {
	const found = [];
	for (const driver of ["dredd", "direct"] as const) {
		const things = await startThings(fail);
		try {
			const about = { spec: thingsSpec, scenarios: thingsScenarios, credentials: thingsCredentials } as const;
			found.push(await verify({ ...about, endpoint: things.url, target: "live", cellsAlone: true, driver }));
		} finally {
			await things.close();
		}
	}
	const [dredd, direct] = found.map(verdicts);
	expect(direct).toEqual(dredd);
	expect(dredd?.filter((one) => one.includes(": failed ")).length).toBeGreaterThan(6);
	expect(dredd?.filter((one) => one.includes(": passed ")).length).toBeGreaterThan(3);
});

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { memberFaults, messageFaults, shapeFaults, xmlFaults } from "./source-faults/answers.js";
import { accessFaults, answerFaults, parameterFaults, storedFaults } from "./source-faults/behaviours.js";
import type { SourceFault } from "./source-faults/fault.js";
import { Judges } from "./source-faults/judges.js";
import { type Batch, pack } from "./source-faults/pack.js";
import { runProgram, serveCopy } from "./source-faults/service.js";
import { Workshop } from "./source-faults/workshop.js";

// The mutation score plants its faults by a proxy. Here one fault of each of its kinds stands in the source of the
// service itself, and the verification has to find it at the right cells, for its own reason.

const faults: SourceFault[] = [
	...messageFaults,
	...shapeFaults,
	...memberFaults,
	...xmlFaults,
	...accessFaults,
	...parameterFaults,
	...answerFaults,
	...storedFaults,
];

const workshop = new Workshop();
const judges = new Judges(2);
const close = () => {
	judges.close();
	workshop.close();
};
afterAll(close);

const { cells, kinds, batches } = await prepare().catch((error: unknown) => {
	close(); // a file that fails while it is loaded gets no afterAll
	throw error;
});

async function prepare() {
	const described = await judges.with((ask) => ask("describe"));
	return { ...described, batches: pack(workshop.sources, described.cells, faults) };
}

const database = join(workshop.folder, "live.db");
const credentials = join(workshop.folder, "credentials.json");
const profiles = ["profiles", "--database", database, "--out", credentials];
const scenarios = fileURLToPath(new URL("../../../spec/customer-groups/scenarios.yaml", import.meta.url));
beforeAll(() => runProgram(workshop.build([]), [...profiles, "--scenarios", scenarios]));

/** Builds a service with the faults of a batch, and asks the verification about it. */
async function judge(batch: Batch): Promise<{ red: Map<string, string[]>; reason: string | undefined }> {
	return judges.with(async (ask) => {
		const program = workshop.build(batch.faults.flatMap(({ edits }) => edits));
		const name = batch.faults[0]?.kind ?? "none";
		const service = await serveCopy(program, database, name);
		try {
			const about = { endpoint: service.endpoint, credentials };
			if (batch.cells === undefined) return { red: new Map(), ...(await ask("sequences", about)) };
			return { red: new Map((await ask("matrix", about)).red), reason: undefined };
		} finally {
			await service.stop();
		}
	});
}

/** Where red cells and planted faults do not agree: a line for each cell. */
function objections(batch: Batch, red: ReadonlyMap<string, string[]>): string[] {
	const lines = [...red]
		.filter(([cell]) => !batch.cells?.has(cell))
		.map(([cell, reasons]) => `${cell}: is red though nothing was planted there: ${reasons[0]}`);
	for (const { cells: pattern, because, kind } of batch.faults) {
		for (const cell of cells.filter((one) => pattern?.test(one))) {
			const reasons = red.get(cell) ?? ["green"];
			if (!reasons.some((reason) => because.test(reason))) lines.push(`${cell}: has ${kind}, but is ${reasons[0]}`);
		}
	}
	return lines;
}

it("has a fault of each kind that the mutation score plants, and of no other", () => {
	expect(faults.map(({ kind }) => kind).sort()).toEqual([...kinds].sort());
});

it("finds nothing wrong where no fault is planted", async () => {
	expect(await judge({ faults: [], cells: new Set() })).toEqual({ red: new Map(), reason: undefined });
	expect(await judge({ faults: [], cells: undefined })).toEqual({ red: new Map(), reason: undefined });
}, 60_000);

describe.concurrent("finds what is planted in the source", () => {
	it.each(batches.map((batch) => [batch.faults.map(({ kind }) => kind).join(", "), batch] as const))(
		"%s",
		async (_, batch) => {
			const { red, reason } = await judge(batch);
			if (batch.cells === undefined) expect(reason).toMatch(batch.faults[0]?.because ?? /^$/);
			else expect(objections(batch, red)).toEqual([]);
		},
		300_000,
	);
});

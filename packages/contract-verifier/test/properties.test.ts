import { afterEach, describe, expect, it } from "vitest";
import { propertiesExitCode, renderProperties, runProperties, runSequences } from "../src/properties/index.js";
import { type NotesFault, type NotesServer, notesCredentials, startNotes } from "./support/notes-server.js";
import { notesScenarios, notesSpec } from "./support/paths.js";

let server: NotesServer | undefined;

afterEach(async () => {
	await server?.close();
	server = undefined;
});

async function about(fault?: NotesFault) {
	server = await startNotes(fault);
	return { spec: notesSpec, scenarios: notesScenarios, endpoint: server.url, credentials: notesCredentials, seed: 7 };
}

describe("requests that are generated from the schemas", () => {
	it("hold on a server without faults, and leave nothing behind", async () => {
		const options = await about();
		const found = await runProperties({ ...options, runs: 4 });
		expect(found.results.flatMap(({ failure }) => failure?.reasons ?? [])).toEqual([]);
		expect(found).toMatchObject({ passed: found.requests, open: [], notes: [] });
		expect(Object.keys(found.statuses).filter((status) => status.startsWith("5"))).toEqual([]);
		expect(server?.size()).toBe(0);
		const rows = new Set(found.results.map(({ operationId, constraint }) => `${operationId} ${constraint}`));
		for (const row of [
			"updateNotes maxItems",
			"createNote required",
			"createNote malformed JSON",
			"getNote parameter type",
		]) {
			expect(rows).toContain(row);
		}
		expect(rows).toContain("listNotes valid, or refused by the data");
		expect(found.results.every(({ requests }) => requests === 4)).toBe(true);
	});

	it.each<[NotesFault, string, string]>([
		["stars may be 6", "maximum", "/stars"],
		["unknown members taken", "additionalProperties", "/?"],
		["lengths in UTF-16 units", "valid: at the limits", "body"],
		["fails at quotes", "valid", "body"],
		["missing header not checked", "credential missing", "X-Key"],
	])("find: %s", async (fault, constraint, place) => {
		const found = await runProperties({ ...(await about(fault)), runs: 12 });
		const failed = found.results.filter(({ failure }) => failure !== undefined);
		expect(failed.map((one) => `${one.constraint} ${one.place}`)).toContain(`${constraint} ${place}`);
		expect(failed[0]?.failure?.exchange).toBeDefined();
		expect(JSON.stringify(found)).not.toContain("default-key");
	});

	it("are the same for the same seed, and others for another", async () => {
		const failures = async (seed: number) => {
			const { results } = await runProperties({ ...(await about("fails at quotes")), seed, runs: 6 });
			await server?.close();
			const own = results.filter(({ operationId }) => operationId === "createNote");
			return own.map(({ failure }) => failure?.exchange?.request.body);
		};
		const once = await failures(3);
		expect(once.filter((body) => body !== undefined).length).toBeGreaterThan(1);
		expect(await failures(3)).toEqual(once);
		expect(await failures(4)).not.toEqual(once);
	});

	it("are shrunk: the failing request is a small one", async () => {
		const found = await runProperties({ ...(await about("fails at quotes")), runs: 12 });
		const bodies = found.results
			.filter(({ operationId, failure }) => operationId === "createNote" && failure !== undefined)
			.map(({ failure }) => failure?.exchange?.request.body ?? "");
		expect(bodies.length).toBeGreaterThan(1);
		for (const body of bodies) {
			expect(body).toContain("'");
			expect(body.length).toBeLessThan(60);
		}
	});
});

describe("sequences from several clients", () => {
	it("agree with the model on a server without faults, and leave nothing behind", async () => {
		const found = await runSequences({ ...(await about()), sequences: 15 });
		expect(found.failure).toBeUndefined();
		expect(found).toMatchObject({ total: 15, passed: 15 });
		expect(Object.keys(found.steps).sort()).toEqual(
			["count", "create", "delete", "list", "read", "refused", "update", "updateMany"].sort(),
		);
		expect(server?.size()).toBe(0);
	});

	it.each<NotesFault>([
		"ignores limit",
		"offset counts from 0",
		"default limit wrong",
		"count wrong",
		"order reversed",
		"write not stored",
		"update not stored",
		"delete deletes nothing",
		"update touches another",
		"update resets members not sent",
		"body id obeyed",
		"bulk update resets members not sent",
		"bulk results out of order",
		"partial bulk reported as success",
		"credentials not checked",
		"missing header not checked",
		"permission not checked",
		"another store's things visible",
		"another media type answered",
		"ids used again",
		"titles cut at the first pair of surrogates",
	])("notice: %s", async (fault) => {
		const found = await runSequences({ ...(await about(fault)), sequences: 60, shrinks: 10 });
		expect(found.failure?.reason).toBeTruthy();
		expect(found.passed).toBeLessThan(60);
	});

	it("work beside what others have where no profile has a store of its own, and leave that alone", async () => {
		const { scenarios: _, ...without } = await about();
		const { open, failure, passed, notes } = await runSequences({ ...without, sequences: 6 });
		expect({ open, failure, passed, notes }).toEqual({ open: undefined, failure: undefined, passed: 6, notes: [] });
		expect(server?.size()).toBe(0);
	});

	it("are open without the credentials of their profiles", async () => {
		const options = await about();
		const credentials = { default: notesCredentials.default, sequences: notesCredentials.sequences };
		const sequences = await runSequences({ ...options, credentials });
		expect(sequences.open).toContain('"other-store"');
		const properties = await runProperties({ ...options, runs: 1 });
		expect(propertiesExitCode({ properties, sequences, agreement: undefined })).toBe(3);
	});
});

it("prints a table, what does not hold, and a last line with the counts and the seed", async () => {
	const options = await about("stars may be 6");
	const properties = await runProperties({ ...options, runs: 12 });
	const sequences = await runSequences({ ...options, sequences: 2 });
	const text = renderProperties({ properties, sequences, agreement: undefined });
	expect(text).toMatch(/\nmaximum +/);
	expect(text).toContain("✗ createNote  maximum  /stars  (--seed 7)");
	expect(text).toContain("X-Key: ***");
	expect(text.trimEnd().split("\n").at(-1)).toBe(
		`properties ${properties.passed}/${properties.requests} · sequences 2/2 (seed 7)`,
	);
	expect(propertiesExitCode({ properties, sequences, agreement: undefined })).toBe(1);
});

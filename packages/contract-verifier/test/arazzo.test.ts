import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
// @ts-expect-error plain JavaScript, without types
import { startLockers } from "./fixtures/lockers/server.mjs";
import { type NotesServer, notesCredentials, startNotes } from "./support/notes-server.js";
import { lockersCredentials, lockersScenarios, lockersSpec, notesScenarios, notesSpec } from "./support/paths.js";
import { runMain } from "./support/run-cli.js";

let folder: string;
let notes: NotesServer;
let lockers: { url: string; close(): Promise<void> };
const redocly = createRequire(import.meta.url).resolve("@redocly/cli/bin/cli.js");
const quiet = () => ({ cwd: folder, env: { PATH: process.env.PATH, REDOCLY_TELEMETRY: "off" } });
const file = (name: string) => join(folder, name);

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "contract-verifier-"));
	[notes, lockers] = await Promise.all([startNotes(), startLockers()]);
});
afterAll(async () => {
	await Promise.all([notes.close(), lockers.close()]);
	await rm(folder, { recursive: true });
});

/** Runs an Arazzo description; the outcome of each transaction, and what the command said. */
async function runWorkflows(name: string, spec = notesSpec, url = notes.url, credentials: object = notesCredentials) {
	const json = file(`${name}.json`);
	const { code, out, err } = await runMain(
		["verify", spec, "--target", url, "--workflows", file(name), "--json", json],
		{ env: { CONTRACT_CREDENTIALS: JSON.stringify(credentials) } },
	);
	const report = await readFile(json, "utf8").catch(() => '{"cells":[]}');
	const { cells } = JSON.parse(report) as {
		cells: { cell: { operationId: string; status: string }; transactions: { cause: string; outcome: string }[] }[];
	};
	const outcomes = cells.flatMap(({ cell, transactions }) =>
		transactions.map(({ cause, outcome }) => `${cell.operationId}.${cell.status}.${cause} ${outcome}`),
	);
	return { code, out, err, outcomes: [...new Set(outcomes)].sort() };
}

describe("arazzo", () => {
	it("writes what Redocly accepts, names what it has no words for, and no credentials", async () => {
		const [ofNotes, ofLockers] = await Promise.all([
			runMain(["arazzo", notesSpec, "--scenarios", notesScenarios, "--out", file("notes.arazzo.yaml")]),
			runMain(["arazzo", lockersSpec, "--scenarios", lockersScenarios, "--out", file("lockers.arazzo.yaml")]),
		]);
		expect(ofNotes).toMatchObject({ code: 0, out: "" });
		expect(ofLockers).toEqual({
			code: 0,
			out: "",
			err: `not expressed: operations.setLocker.400.body-malformed: bodyText: a body as it is sent, which need not be well-formed
left out: "natural" of 4 causes, which speaks of mocks alone
8 of 9 causes are workflows; 1 are not expressed.
`,
		});
		const files = [file("notes.arazzo.yaml"), file("lockers.arazzo.yaml")];
		const { status, stderr } = spawnSync(process.execPath, [redocly, "lint", ...files], {
			...quiet(),
			encoding: "utf8",
		});
		expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining("valid") });
		const texts = (await Promise.all(files.map((one) => readFile(one, "utf8")))).join("");
		for (const secret of ["-key", "no-such-token"]) expect(texts).not.toContain(secret);
	});

	it("writes what Redocly's runner runs, clean-up included", async () => {
		const args = [
			redocly,
			"respect",
			"notes.arazzo.yaml",
			"--server",
			`api=${notes.url}`,
			"--input",
			"Key=default-key",
		];
		const { stdout, stderr } = await promisify(execFile)(process.execPath, args, quiet());
		expect(`${stdout}${stderr}`).toContain("Workflows: 11 passed, 11 total");
		expect(notes.size()).toBe(0);
	});

	it("brings the same cells about when it is read again", async () => {
		for (const [name, spec, url, credentials, total] of [
			["notes.arazzo.yaml", notesSpec, notes.url, notesCredentials, 11],
			["lockers.arazzo.yaml", lockersSpec, lockers.url, lockersCredentials, 8],
		] as const) {
			const ids = [...(await readFile(file(name), "utf8")).matchAll(/summary: "(\w+) is answered (\d+): ([\w-]+)\."/g)];
			const stated = ids.map(([, operation, status, cause]) => `${operation}.${status}.${cause} passed`).sort();
			expect(stated).toHaveLength(total);
			expect(await runWorkflows(name, spec, url, credentials)).toMatchObject({ code: 0, err: "", outcomes: stated });
		}
		expect(notes.size()).toBe(0);
	});
});

const HEAD = `arazzo: 1.0.1
info: { title: By hand, version: 1.0.0 }
sourceDescriptions: [{ name: notes, url: openapi.yaml, type: openapi }]
components: { parameters: { own: { name: id, in: path, value: $workflows.make.outputs.id } } }
workflows:
  - workflowId: make
    steps:
      - stepId: create
        operationId: createNote
        requestBody: { contentType: application/json, payload: { title: By hand } }
        successCriteria: [{ condition: $statusCode == 201 }]
        outputs: { id: $response.body#/id, place: $response.header.Location }
    outputs: { id: $steps.create.outputs.id }
`;
const use = (steps: string) => `${HEAD}  - workflowId: use
    dependsOn: [make]
    steps:
${steps}`;
const step = (id: string, operation: string, status: number, more = "") => `      - stepId: ${id}
        ${operation}
        parameters: [{ reference: $components.parameters.own }]
        successCriteria: [{ condition: $statusCode == ${status} }]
${more}`;
const GET = 'operationPath: "{$sourceDescriptions.notes.url}#/paths/~1notes~1{id}/get"';

describe("verify --workflows", () => {
	it("runs steps in their order, over workflows, with another one for the same cause", async () => {
		const other = HEAD.slice(HEAD.indexOf("  - workflowId")).replace("make", "again").replace("By hand", "Again");
		await writeFile(
			file("good.yaml"),
			use(step("read", GET, 200) + step("remove", "operationId: deleteNote", 204) + step("gone", GET, 404)) + other,
		);
		const { code, err, outcomes } = await runWorkflows("good.yaml");
		expect({ code, err, outcomes }).toEqual({
			code: 0,
			err: "",
			outcomes: [
				"createNote.201.note passed",
				"deleteNote.204.default passed",
				"getNote.200.note passed",
				"getNote.404.wrong passed",
			],
		});
		expect(notes.size()).toBe(0);
	});

	it("exits 1 where another status comes than the one expected", async () => {
		await writeFile(file("wrong.yaml"), use(step("read", GET, 404)));
		const { code, outcomes } = await runWorkflows("wrong.yaml");
		expect({ code, outcomes }).toEqual({
			code: 1,
			outcomes: ["createNote.201.note passed", "getNote.404.wrong failed"],
		});
	});

	it("leaves open, and names, what is not supported, and what comes after it", async () => {
		const more = "        onSuccess: [{ name: end, type: end }]\n";
		await writeFile(
			file("open.yaml"),
			use(step("read", GET, 200, more) + step("remove", "operationId: deleteNote", 204)),
		);
		const { code, err, outcomes } = await runWorkflows("open.yaml");
		expect(code).toBe(3);
		expect(err).toContain("workflows.use.steps.read: onSuccess");
		expect(err).toContain("workflows.use.steps.remove: it comes after workflows.use.steps.read");
		expect(outcomes).toContain("deleteNote.204.default open");
	});

	it("changes nothing that it has not made", async () => {
		const made = await fetch(`${notes.url}/notes`, {
			method: "POST",
			headers: { "X-Key": "default-key", "Content-Type": "application/json", Accept: "application/json" },
			body: '{"title":"Theirs"}',
		});
		const { id } = (await made.json()) as { id: number };
		await writeFile(
			file("theirs.yaml"),
			use(step("remove", "operationId: deleteNote", 204)).replace("$workflows.make.outputs.id", String(id)),
		);
		const { code, outcomes } = await runWorkflows("theirs.yaml");
		expect({ code, outcomes }).toEqual({
			code: 3,
			outcomes: ["createNote.201.note passed", "deleteNote.204.default open"],
		});
		expect(notes.size()).toBe(1);
	});

	it.each([
		["arazzo: 1.0.1\nworkflows: [", /:2: /],
		["openapi: 3.0.0", /is no Arazzo 1\.0 description/],
		[
			use(step("read", "operationId: nobody", 200)),
			/workflows\.use\.steps\.read: the document has no operation "nobody"/,
		],
		[use(step("read", GET, 418)), /the document has no answer 418 of getNote/],
		[`${HEAD}  - { workflowId: use, steps: [] }\n`, /workflows\.use: has no steps/],
	])("exits 2 for a description that can't be used", async (text, message) => {
		await writeFile(file("bad.yaml"), text);
		expect(await runWorkflows("bad.yaml")).toMatchObject({ code: 2, err: expect.stringMatching(message) });
	});
});

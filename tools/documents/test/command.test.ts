import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const program = join(import.meta.dirname, "../dist/main.js");
const right = `openapi: 3.0.3
info: { title: Parcels, version: 1.0.0 }
servers: [{ url: "https://parcels.test/v1" }]
paths:
  /parcels/{id}:
    get:
      operationId: readParcel
      parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
      responses:
        "200": { description: ok, content: { application/json: { schema: { type: object, properties: { id: { type: integer } } } } } }
`;
let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "documents-test-"));
	for (const name of ["own", "temporary"]) mkdirSync(join(folder, name));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The command with a temporary folder of its own, so that what it leaves behind is seen. */
function start(...args: string[]): { child: ChildProcess; ended: Promise<{ code: number | null; output: string }> } {
	const child = spawn(process.execPath, [program, ...args], {
		env: { ...process.env, TMPDIR: join(folder, "temporary") },
		stdio: ["ignore", "pipe", "pipe"],
	});
	let output = "";
	for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (output += data));
	return { child, ended: once(child, "close").then(([code]) => ({ code: code as number | null, output })) };
}

function file(name: string, text: string): string {
	const path = join(folder, "own", name);
	writeFileSync(path, text);
	return path;
}

const steps = "generate,types,mock,verify,round trip";

test("a document that every step takes ends with 0, with its cells and operations counted", async () => {
	const json = join(folder, "result.json");
	const document = file("right.yaml", right);
	const { code, output } = await start("--file", document, "--step", steps, "--json", json).ended;
	expect(output).toContain("1 of 1 documents go through.");
	expect(code).toBe(0);
	const [{ steps: results }] = JSON.parse(readFileSync(json, "utf8"));
	expect(
		results.map(({ step, passed, total }: { step: string; passed: number; total: number }) => [step, passed, total]),
	).toEqual([
		["generate", 1, 1],
		["types", 1, 1],
		["mock", 1, 1],
		["verify", 1, 1],
		["round trip", 1, 1],
	]);
}, 120_000);

test("a document that a step refuses ends with 1 and says why", async () => {
	const document = file("wrong.yaml", "openapi: 2.0.0\ninfo: { title: Old, version: 1.0.0 }\npaths: {}\n");
	const { code, output } = await start("--file", document, "--step", steps).ended;
	expect(output).toContain("0 of 1 documents go through.");
	expect(output).toMatch(/own generate: .*2\.0\.0/);
	expect(code).toBe(1);
}, 120_000);

test("a step that takes too long is ended and told", async () => {
	const { code, output } = await start("--file", file("right.yaml", right), "--step", "generate", "--timeout", "0.05")
		.ended;
	expect(output).toContain("own generate: no end within 0.05 s");
	expect(code).toBe(1);
}, 120_000);

test("an interrupt ends it with its children, and nothing is left", async () => {
	const { child, ended } = start("--file", file("right.yaml", right), "--step", steps);
	const ours = () => readdirSync(join(folder, "temporary")).filter((name) => name.startsWith("onespec-documents-"));
	await expect.poll(ours, { timeout: 30_000 }).toHaveLength(1);
	child.kill("SIGINT");
	expect((await ended).code).toBe(130);
	expect(ours()).toEqual([]);
}, 60_000);

test.each([
	[["--only", "nothing"], 'There is no document "nothing"'],
	[["--step", "nothing"], 'There is no step "nothing"'],
	[["--file", "/nowhere.yaml"], "there is no such file"],
	[["--timeout", "soon"], "--timeout takes a number of seconds"],
	[["--nothing"], "--help lists the flags"],
])("%j is wrong usage", async (args, message) => {
	const { code, output } = await start(...args).ended;
	expect(output).toContain(message);
	expect(code).toBe(2);
});

import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type NotesServer, notesCredentials, startNotes } from "./support/notes-server.js";
import { lockersSpec, notesScenarios, notesSpec, petsSpec } from "./support/paths.js";
import { runMain } from "./support/run-cli.js";
import { tamper } from "./support/tamper.js";

let folder: string;
let notes: NotesServer;
let faulty: NotesServer;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "contract-verifier-"));
	[notes, faulty] = await Promise.all([startNotes(), startNotes("stars may be 6")]);
});
afterAll(async () => {
	await Promise.all([notes.close(), faulty.close()]);
	await rm(folder, { recursive: true });
});

const env = { CONTRACT_CREDENTIALS: JSON.stringify(notesCredentials), CONTRACT_SCENARIOS: notesScenarios };

it("lists its verbs, and each has a help of its own", async () => {
	const { out } = await runMain(["--help"]);
	const verbs = [...out.matchAll(/^ {2}([a-z]+) {2,}\S/gm)].map(([, verb = ""]) => verb);
	expect(verbs).toEqual(expect.arrayContaining(["verify", "explore", "compare", "init"]));
	for (const verb of verbs) {
		const help = await runMain([verb, "--help"]);
		expect(help).toMatchObject({
			code: 0,
			err: "",
			out: expect.stringContaining(`contract-verifier ${verb === "verify" ? "[verify]" : verb}`),
		});
		expect(help.out).toContain("Exit codes: 0");
		expect(Math.max(...help.out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(130);
	}
});

it.each([
	[["exlpore", notesSpec], 'There is no verb "exlpore", nor a file of this name; did you mean "explore"?'],
	[["explore", notesSpec, "surplus"], '"surplus" is one word too many'],
	[
		["explore", notesSpec, "--target", "http://127.0.0.1:1", "--runs", "few"],
		'--runs must be a whole number from 1, not "few"',
	],
	[["compare", notesSpec, "http://127.0.0.1:1"], "compare needs the URLs of two targets"],
	[["init", "nowhere.yaml"], "nowhere.yaml: there is no such file"],
])("exits 2 for %j", async (args, message) => {
	const { code, err } = await runMain(args);
	expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(message) });
});

describe("explore", () => {
	const few = ["--runs", "2", "--sequences", "3", "--seed", "7"];

	it("finds nothing in a server without faults, leaves nothing behind, and exits 0", async () => {
		const { code, out, err } = await runMain(["explore", notesSpec, "--target", notes.url, ...few], { env });
		expect({ code, err }).toEqual({ code: 0, err: "" });
		expect(out.trimEnd().split("\n").at(-1)).toMatch(/^properties (\d+)\/\1 · sequences 3\/3 \(seed 7\)$/);
		expect(notes.size()).toBe(0);
	});

	it("exits 1 for a fault that no cell shows, and 4 where nothing can be sent", async () => {
		const found = await runMain(["explore", notesSpec, "--target", faulty.url, ...few], { env });
		expect(found).toMatchObject({ code: 1, out: expect.stringContaining("✗ createNote  maximum  /stars  (--seed 7)") });
		expect(await runMain(["explore", notesSpec, ...few], { env })).toMatchObject({ code: 4 });
	});
});

describe("compare", () => {
	it("finds two servers alike, and exits 1 with both answers where they are not", async () => {
		const args = (a: string, b: string) => ["compare", notesSpec, a, b, "--runs", "0"];
		const other = await tamper(notes.url, (passing) => {
			if (passing.status === 200) passing.status = 203;
			return undefined;
		});
		try {
			const alike = await runMain(args(notes.url, faulty.url), { env });
			expect(alike.out.trimEnd().split("\n").at(-1)).toMatch(/^agree (\d+)\/\1\b/);
			expect(alike.code).toBeOneOf([0, 3]);
			const differ = await runMain(args(notes.url, other.url), { env });
			expect(differ.code).toBe(1);
			expect(differ.out).toMatch(/✗ A and B differ: .*\n {4}status: 200 on A, 203 on B\n {4}A\n/);
			expect([notes.size(), faulty.size()]).toEqual([0, 0]);
		} finally {
			await other.close();
		}
	});
});

describe("init", () => {
	it("writes both files, which verify then reads, and never over what is there", async () => {
		const [scenarios, credentials] = [join(folder, "scenarios.yaml"), join(folder, "credentials.json")];
		const args = ["init", lockersSpec, "--scenarios", scenarios, "--credentials", credentials];
		const dry = await runMain([...args, "--dry-run"]);
		expect(dry).toMatchObject({ code: 0, out: expect.stringContaining("nothing was written") });
		const { code, out } = await runMain(args);
		expect(code).toBe(0);
		expect(out).toMatch(
			/^ {2}profile +answers +who it is +for example\n {2}default +\d+ +may do everything +\w+ 20\d /m,
		);
		expect(await readFile(scenarios, "utf8")).toMatch(/^#.*\$schema=.*scenarios\.schema\.json\n/);
		expect((await stat(credentials)).mode & 0o077).toBe(0);
		expect(await runMain(args)).toMatchObject({ code: 2, err: expect.stringContaining("is there already") });
		const run = ["verify", lockersSpec, "--target", "http://127.0.0.1:1", "--scenarios", scenarios];
		expect(await runMain([...run, "--credentials", credentials])).toMatchObject({
			code: 2,
			err: expect.stringContaining('the profile "default" is not filled in yet'),
		});
	});

	it("makes the credentials template for every profile of scenarios that are there, and verify shows which are missing", async () => {
		const credentials = join(folder, "notes-credentials.json");
		const { code, out } = await runMain([
			"init",
			notesSpec,
			"--scenarios",
			notesScenarios,
			"--credentials",
			credentials,
		]);
		expect({ code, out }).toEqual({
			code: 0,
			out: expect.stringMatching(/notes\/scenarios\.yaml is there already and stays as it is/),
		});
		const file = JSON.parse(await readFile(credentials, "utf8")) as Record<string, object>;
		expect(Object.keys(file)).toEqual(["default", "wrong", "read-only", "sequences", "other-store"]);
		expect(Object.values(file.wrong ?? {})).not.toContainEqual(expect.stringContaining("fill in"));
		const shown = await runMain(["verify", notesSpec, "--profiles"], {
			env: { ...env, CONTRACT_CREDENTIALS: JSON.stringify({ default: notesCredentials.default }) },
		});
		expect(shown).toMatchObject({ code: 0, err: "" });
		expect(shown.out).toMatch(/^default +there +\d+ +may do everything +/m);
		expect(shown.out).toMatch(/^read-only +missing +\d+ +may only read/m);
	});

	it("says what the operations do", async () => {
		const { out } = await runMain(["init", petsSpec, "--dry-run"]);
		expect(out).toContain("  /pets: list listPets, create addPet, read getPet, update changePet");
		expect(out).toContain("  in no collection: deletePets");
	});
});

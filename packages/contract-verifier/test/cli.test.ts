import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { thingsCredentials, thingsScenarios, thingsSpec } from "./support/paths.js";
import { runCli, runMain } from "./support/run-cli.js";
import { startThings, type ThingsServer } from "./support/things-server.js";

let folder: string;
let credentials: string;
let server: ThingsServer;
let faulty: ThingsServer;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "contract-verifier-"));
	credentials = join(folder, "credentials.json");
	await writeFile(credentials, JSON.stringify(thingsCredentials));
	server = await startThings();
	// It also says the credential back, as careless servers do.
	faulty = await startThings((answer) => {
		if (answer.status === 201) answer.body = `{"key":"${thingsCredentials.default.Key}"}`;
	});
});
afterAll(async () => {
	await Promise.all([server.close(), faulty.close()]);
	await rm(folder, { recursive: true });
});

const run = (args: string[], env: Record<string, string> = {}) => runMain(args, { env });
/** In a process of its own, which takes longer. */
const runBin = (args: string[], env: Record<string, string> = {}) => runCli(args, { env });

const things = ["--spec", thingsSpec, "--scenarios", thingsScenarios];

describe("contract-verifier", () => {
	it("exits 0 where all cells pass, and ends with the count", async () => {
		const env = { CONTRACT_ENDPOINT: server.url, CONTRACT_CREDENTIALS: credentials };
		const { code, out, err } = await runBin(things, env);
		expect({ code, err }).toEqual({ code: 0, err: "" });
		expect(out).toMatch(/^Things 1\.2\.3\n/);
		expect(out.trimEnd().split("\n").at(-1)).toBe("live 22/22");
		expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
	});

	it("is not led astray by a proxy in the environment", async () => {
		const proxy = {
			HTTP_PROXY: "http://127.0.0.1:1",
			http_proxy: "http://127.0.0.1:1",
			ALL_PROXY: "http://127.0.0.1:1",
		};
		const { code } = await runBin([...things, "--endpoint", server.url, "--credentials", credentials], proxy);
		expect(code).toBe(0);
	});

	it("exits 1 where a cell fails, shows cause, reason, request and answer, and no credential anywhere", async () => {
		const json = join(folder, "result.json");
		const { code, out, err } = await run([
			...things,
			"--endpoint",
			faulty.url,
			"--credentials",
			credentials,
			"--json",
			json,
		]);
		expect(code).toBe(1);
		expect(out).toContain("for example POST /things 201 application/json → application/json, cause created");
		expect(out).toContain("/Id: is missing");
		expect(out).toContain(`> POST ${faulty.url}/things`);
		expect(out).toContain("> X-Key: ***");
		expect(out).toContain('< {"key":"***"}');
		expect(out.trimEnd().split("\n").at(-1)).toMatch(/^live \d+\/22 \(\d+ failed\)$/);
		const written = await readFile(json, "utf8");
		expect(JSON.parse(written)).toMatchObject({ target: "live", total: 22, ok: false });
		for (const text of [out, err, written]) {
			expect(text).not.toContain(thingsCredentials.default.Key);
			expect(text).not.toContain(thingsCredentials.slow.Key);
		}
	});

	it.each([
		["no spec", ["--endpoint", "http://127.0.0.1:1"], "--spec is missing"],
		["an unknown report", [...things, "--report", "pdf"], '--report knows no "pdf"; choose from junit'],
		["a rate that is no number", [...things, "--rate", "fast"], "--rate must be"],
		[
			"an endpoint with a user",
			[...things, "--endpoint", "http://user:pass@127.0.0.1:1"],
			"--endpoint must name no user",
		],
		[
			"an expectation that is no cell",
			[...things, "--endpoint", "http://127.0.0.1:1", "--expect-open", "createThing 201, forgetThing"],
			'--expect-open: "forgetThing" is no cell of the document, and there is no such file',
		],
		["an endpoint that is no URL", [...things, "--endpoint", "here"], "--endpoint must be an http or https URL"],
		[
			"an unknown target",
			[...things, "--endpoint", "http://127.0.0.1:1", "--target", "dead"],
			'--target must be "live", "mock" or a URL',
		],
		["an unknown option", [...things, "--endpiont", "x"], "--endpiont"],
		[
			"a time-out that is no number",
			[...things, "--endpoint", "http://127.0.0.1:1", "--timeout", "soon"],
			"--timeout must be",
		],
		[
			"a document that is not there",
			["--spec", "nowhere.yaml", "--endpoint", "http://127.0.0.1:1"],
			"nowhere.yaml: there is no such file",
		],
		[
			"scenarios that are not there",
			["--spec", thingsSpec, "--scenarios", "nowhere.yaml", "--endpoint", "http://127.0.0.1:1"],
			"nowhere.yaml: cannot be read",
		],
		[
			"credentials that are not there",
			[...things, "--credentials", "nowhere.json", "--endpoint", "http://127.0.0.1:1"],
			"nowhere.json: cannot be read",
		],
	])("exits 2 for %s", async (_, args, message) => {
		const { code, err } = await run(args);
		expect(code).toBe(2);
		expect(err).toContain(message);
	});

	it("exits 2 for credentials that are no JSON, without a word of them", async () => {
		const broken = join(folder, "broken.json");
		await writeFile(broken, '{"default": thing-key-1');
		const { code, err } = await run([...things, "--endpoint", server.url, "--credentials", broken]);
		expect(code).toBe(2);
		expect(err).toContain("is not JSON");
		expect(err).not.toContain("thing-key-1");
	});

	it("exits 3 where cells are open and none failed", async () => {
		const others = JSON.stringify({ other: { Key: "another-key" } });
		const { code, out } = await run([...things, "--endpoint", server.url], { CONTRACT_CREDENTIALS: others });
		expect(code).toBe(3);
		expect(out).toContain('? live  open: no credentials: add the profile "default" to the credentials file');
		expect(out).toMatch(/^ {4}4 answers: .*, createThing 201 created and 1 more$/m);
		expect(out.trimEnd().split("\n").at(-1)).toBe("live 0/22 (22 open)");
	});

	it("exits 4 where nothing answers", async () => {
		const gone = await startThings();
		await gone.close();
		const { code, err } = await run([...things, "--endpoint", gone.url, "--credentials", credentials]);
		expect(code).toBe(4);
		expect(err).toContain("not run: Nothing answers at");
	});

	it("exits 4 without an endpoint, and without any credentials", async () => {
		const [endpoint, none] = await Promise.all([run(things), run([...things, "--endpoint", server.url])]);
		expect(endpoint).toMatchObject({ code: 4, out: "", err: expect.stringContaining("not run: there is no endpoint") });
		expect(none).toMatchObject({ code: 4, out: "", err: expect.stringContaining("not run: there are no credentials") });
	});

	it("shows its help and its version", async () => {
		const [help, version] = await Promise.all([runBin(["--help"]), run(["--version"])]);
		expect(help).toMatchObject({ code: 0, out: expect.stringContaining("Usage: contract-verifier") });
		expect(version).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
	});
});

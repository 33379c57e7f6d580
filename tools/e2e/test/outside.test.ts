import { execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { findPackages } from "@onespec/stack/packages";
import { findApis } from "@onespec/stack/workspace";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { npm } from "./support/npm.js";
import { program, root } from "./workspace.js";

/** The tools as other teams get them: from tarballs, in a project that knows nothing of this workspace. */
const verifier = join(root, "packages/contract-verifier");
const fixture = join(verifier, "test/fixtures/lockers");

/** What Dredd asks for in an old version, and where a fault of it was mended. */
const MENDED: [name: string, atLeast: [number, number, number]][] = [
	["async", [3, 2, 2]],
	["cross-spawn", [7, 0, 5]],
	["form-data", [4, 0, 4]],
	["js-yaml", [3, 14, 2]],
	["json-pointer", [0, 6, 2]],
	["jsonpath-plus", [10, 3, 0]],
	["markdown-it", [12, 3, 2]],
	["minimist", [1, 2, 6]],
	["qs", [6, 14, 1]],
	["ramda", [0, 27, 2]],
	["tmp", [0, 2, 4]],
	["tough-cookie", [4, 1, 3]],
];

/** A document of a public API that comes with one of the development tools; real, large, and written by others. */
const publicDocument = join(
	root,
	"node_modules/openapi-typescript/node_modules/@redocly/openapi-core/src/benchmark/benches/rebilly.yaml",
);

/** The clients of this workspace's own APIs, which nobody needs for another API. */
const generated = findApis(root).map(({ packageFolder }) => packageFolder);

const execute = promisify(execFile);

/** How a command ended. */
interface Ended {
	code: number | null;
	output: string;
}

/** What `npm ls --json` prints. */
interface Tree {
	version?: string;
	problems?: string[];
	dependencies?: Record<string, Tree>;
}

const folder = mkdtempSync(join(tmpdir(), "onespec-outside-"));
const project = join(folder, "project");
const installed = join(project, "node_modules/@onespec/contract-verifier");
afterAll(() => rmSync(folder, { recursive: true, force: true }), 120_000);

const registry = await npm(["view", "dredd@14.1.0", "version", "--fetch-retries=0", "--fetch-timeout=10000"], {
	cwd: tmpdir(),
}).then(
	(output) => output.trim() === "14.1.0",
	() => false,
);
const python = spawnSync("python3", ["--version"]).status === 0;
if (!python) console.warn("Not run: the README's first ten minutes. Its server is in Python, and there is no python3.");
if (!registry) console.warn("Skipped: no npm registry can be reached, and an installation needs one.");

describe.skipIf(!registry)("the tools, installed outside the workspace", () => {
	let tarballs: string[] = [];
	beforeAll(async () => {
		mkdirSync(project);
		writeFileSync(join(project, "package.json"), '{ "name": "elsewhere", "private": true }');
		const { stdout } = await execute(process.execPath, [join(verifier, "pack/pack.mjs"), "--out", folder]);
		const plain = findPackages(root).filter(
			({ folder: source, manifest }) => manifest.scripts?.tarball === undefined && !generated.includes(source),
		);
		const args = [
			"pack",
			...plain.map((one) => one.folder),
			"--ignore-scripts",
			"--json",
			"--pack-destination",
			folder,
		];
		const packed = JSON.parse(await npm(args, { cwd: tmpdir() })) as { filename: string }[];
		tarballs = [stdout.trim(), ...packed.map(({ filename }) => join(folder, filename))];
		await npm(["install", ...tarballs, "--prefer-offline", "--no-audit", "--no-fund"], { cwd: project });
	}, 180_000);

	/** The version of every installed copy of a package. */
	function copies(tree: Tree, name: string): string[] {
		const found: string[] = [];
		const walk = ({ dependencies = {} }: Tree) => {
			for (const [key, child] of Object.entries(dependencies)) {
				if (key === name && child.version !== undefined) found.push(child.version);
				walk(child);
			}
		};
		walk(tree);
		return [...new Set(found)];
	}

	it("has no old package in it, and nothing that does not fit", async () => {
		const tree = JSON.parse(await npm(["ls", "--json", "--all"], { cwd: project })) as Tree;
		expect(tree.problems ?? []).toEqual([]);
		for (const [name, atLeast] of MENDED) {
			const versions = copies(tree, name);
			expect(versions, name).not.toEqual([]);
			for (const version of versions) {
				const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
				const [wantMajor, wantMinor, wantPatch] = atLeast;
				const order = major - wantMajor || minor - wantMinor || patch - wantPatch;
				expect(order, `${name}@${version}`).toBeGreaterThanOrEqual(0);
			}
		}
		const request = readFileSync(join(installed, "node_modules/dredd/node_modules/request/package.json"), "utf8");
		expect(JSON.parse(request)).toMatchObject({ name: "@cypress/request" });
	}, 120_000);

	it("takes at most 60 MB on a disk, and has every verb", async () => {
		const sizes = readdirSync(installed, { recursive: true, withFileTypes: true })
			.filter((one) => one.isFile())
			.map((one) => Math.ceil(statSync(join(one.parentPath ?? one.path, one.name)).size / 4096) * 4096);
		expect(sizes.reduce((sum, size) => sum + size, 0) / 1024 / 1024).toBeLessThan(60);
		const kinds = await installedRun("contract-verifier", ["mutate", join(fixture, "openapi.yaml"), "--list"]);
		expect(kinds).toMatchObject({ code: 0, output: expect.stringContaining("member-missing") });
		const init = await installedRun("contract-verifier", ["init", join(fixture, "openapi.yaml"), "--dry-run"]);
		expect(init).toMatchObject({ code: 0, output: expect.stringMatching(/^ {2}default +\d+ +may do everything/m) });
		for (const verb of ["explore", "compare"]) {
			expect(await installedRun("contract-verifier", [verb, join(fixture, "openapi.yaml")])).toMatchObject({
				code: verb === "explore" ? 4 : 2,
			});
		}
	}, 60_000);

	/** What `npx <command>` runs. */
	function start(command: string, args: string[], env: NodeJS.ProcessEnv = {}) {
		const bin = join(project, "node_modules/.bin", command);
		return spawn(process.platform === "win32" ? `${bin}.cmd` : bin, args, {
			cwd: project,
			env: { ...process.env, FORCE_COLOR: "0", ...env },
			shell: process.platform === "win32",
		});
	}

	function installedRun(command: string, args: string[], env?: NodeJS.ProcessEnv): Promise<Ended> {
		const child = start(command, args, env);
		let output = "";
		for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece) => (output += piece));
		return new Promise((resolve) => child.once("close", (code) => resolve({ code, output })));
	}

	const verify = (args: string[], env?: NodeJS.ProcessEnv) => installedRun("contract-verifier", args, env);

	it("generates a client package in one line, which builds itself", async () => {
		// A copy: a package generated from a document of this workspace would be part of the workspace.
		cpSync(join(fixture, "openapi.yaml"), join(project, "lockers.yaml"));
		const args = ["--spec", "lockers.yaml", "--out", "client", "--name", "@elsewhere/lockers"];
		const generated = await installedRun("codegen", ["generate", ...args]);
		expect(generated.code, generated.output).toBe(0);
		const client = join(project, "client");
		// The packages that it depends on are in no registry here.
		const own = tarballs.filter((file) => /client-|wire-codec|openapi-document/.test(file));
		await npm(["install", ...own, "--no-save", "--prefer-offline", "--no-audit", "--no-fund"], { cwd: client });
		// A bare `npm install` does it; one that names packages leaves it out.
		await npm(["run", "prepare"], { cwd: client });
		const script = 'import("@elsewhere/lockers").then((client) => console.log(typeof client.createLockersApi))';
		const { stdout } = await execute(process.execPath, ["-e", script], { cwd: client });
		expect(stdout.trim()).toBe("function");
		expect(await installedRun("codegen", ["check", ...args])).toEqual({ code: 0, output: "client is current.\n" });
	}, 120_000);

	it("mocks a document in one line, and verifies the mock in another", async () => {
		const spec = join(fixture, "openapi.yaml");
		const mock = start("mock-server", ["--spec", spec, "--port", "0"]);
		const closed = new Promise((resolve) => mock.once("close", resolve));
		try {
			const url = await new Promise<string>((resolve, reject) => {
				let output = "";
				mock.stdout.on("data", (piece) => {
					output += piece;
					const [, found] = /listening on (\S+)\n/.exec(output) ?? [];
					if (found !== undefined) resolve(found);
				});
				mock.once("close", () => reject(new Error(output)));
			});
			const { code, output } = await verify(["--spec", spec, "--endpoint", url, "--target", "mock"]);
			expect(output.trim().split("\n").at(-1)).toMatch(/^mock (\d+)\/\1$/);
			expect(code).toBe(0);
		} finally {
			mock.kill("SIGTERM");
			await closed;
		}
	}, 60_000);

	it("verifies a second API, which it starts and stops itself", async () => {
		const port = await new Promise<number>((resolve) => {
			const server = createServer().listen(0, "127.0.0.1", () => {
				const { port } = server.address() as { port: number };
				server.close(() => resolve(port));
			});
		});
		const args = ["--spec", join(fixture, "openapi.yaml"), "--scenarios", join(fixture, "scenarios.yaml")];
		args.push("--endpoint", `http://127.0.0.1:${port}/api`, "--report", "junit,json,html,markdown");
		args.push("--start", `"${process.execPath}" "${join(fixture, "server.mjs")}" --port ${port}`);
		const credentials = { default: { bearer: "locker-room-key" }, wrong: { bearer: "no-such-key" } };
		const { code, output } = await verify(args, { CONTRACT_CREDENTIALS: JSON.stringify(credentials) });
		expect(output.trim().split("\n").at(-1)).toBe("live 7/7");
		expect(code).toBe(0);
		const report = (name: string) => readFileSync(join(project, "contract-report", name), "utf8");
		for (const name of ["contract.junit.xml", "contract.html", "contract.md"]) expect(report(name)).toContain("7/7");
		expect(JSON.parse(report("contract.json"))).toMatchObject({ passed: 7, total: 7 });
	}, 60_000);

	it.skipIf(!python)(
		"leads from a document and a URL to six findings for six deviations, by the commands of the README",
		async () => {
			const shelf = join(verifier, "test/fixtures/shelf");
			const faults = [
				"update-resets-rest",
				"delete-stays-readable",
				"list-descending",
				"header-missing-refused",
				"text-trimmed",
				"boolean-text",
			];
			const server = spawn("python3", [join(shelf, "server.py"), "--faults", faults.join()], {
				stdio: ["ignore", "pipe", "inherit"],
			});
			try {
				const [line] = (await once(server.stdout, "data")) as [Buffer];
				const [url = ""] = /http:\S+/.exec(String(line)) ?? [];
				const readme = readFileSync(join(installed, "README.md"), "utf8");
				const chapter = /^## The first ten minutes\n(.*?)^#{2,3} /ms.exec(readme)?.[1] ?? "";
				const commands = [...chapter.matchAll(/```sh\n([^`]+)```/g)].flatMap(([, text = ""]) =>
					text.trim().split("\n"),
				);
				const [install = "", init = "", verification = "", explain = "", baseline = "", ...others] = commands;
				expect(install).toMatch(/^npm install .*@onespec\/contract-verifier$/);
				expect(others).toEqual([]);

				cpSync(join(shelf, "openapi.yaml"), join(project, "openapi.yaml"));
				const run = (command: string) => {
					const [npx, name = "", ...args] = command.replaceAll("http://127.0.0.1:8080/api", url).split(" ");
					expect(npx).toBe("npx");
					return installedRun(name, args);
				};
				expect(await run(init)).toMatchObject({
					code: 0,
					output: expect.stringMatching(/^ {2}default +\d+ +may do /m),
				});
				const file = join(project, "credentials.json");
				const template = JSON.parse(readFileSync(file, "utf8")) as Record<string, object>;
				const filled = { ...template, default: { Key: "Key-Default-1a", Shop: "Shop-One" } };
				writeFileSync(file, JSON.stringify(filled));

				const { code, output } = await run(verification);
				expect(code, output).toBe(1);
				expect([...output.matchAll(/^✗ live {2}(.*)$/gm)].map(([, title]) => title).sort()).toEqual([
					"/available is read too leniently",
					expect.stringMatching(/^GET \/books\/\d+ after the delete: .* it is still there$/),
					"X-Request-Id: the header is missing",
					"a text loses the blanks at its ends",
					"an update does not keep the members that are not sent",
					"listBooks: the order of a list",
				]);
				const [, id = ""] = / · ([0-9a-f]{6}-[0-9a-f]{4})$/m.exec(output) ?? [];
				const explained = await run(explain.replace(/[0-9a-f]{6}-[0-9a-f]{4}/, id));
				expect(explained).toMatchObject({ code: 1, output: expect.stringMatching(/^> GET .*\n(?:.*\n)*< 401$/m) });
				// This run has said what is wrong; the next one accepts it.
				expect(await run(baseline)).toMatchObject({ code: 1 });
				expect(readFileSync(join(project, "known.yaml"), "utf8").match(/finding:/g)).toHaveLength(6);
			} finally {
				server.kill();
			}
		},
		120_000,
	);

	it.skipIf(!existsSync(publicDocument))(
		"verifies a mock of a public document",
		async () => {
			const document = parse(readFileSync(publicDocument, "utf8")) as { paths: Record<string, unknown> };
			// A part of it, because all of it takes a minute.
			document.paths = Object.fromEntries(Object.entries(document.paths).slice(0, 10));
			const spec = join(folder, "public.json");
			writeFileSync(spec, JSON.stringify(document));
			const mock = program("packages/mock-server/bin/mock-server.mjs", ["--spec", spec, "--port", "0"]);
			try {
				const [, url = ""] = await mock.until(/listening on (\S+)\n/);
				const report = join(folder, "public-report.json");
				const { code, output } = await verify([
					"--spec",
					spec,
					"--endpoint",
					url,
					"--target",
					"mock",
					"--json",
					report,
				]);
				const [, passed = "0", total = "0"] = /^mock (\d+)\/(\d+)/m.exec(output.trim().split("\n").at(-1) ?? "") ?? [];
				expect(Number(total)).toBe(80);
				// Some request bodies have no example there, and what the schema alone suggests is refused.
				expect(Number(passed)).toBeGreaterThanOrEqual(70);
				expect(code).toBe(passed === total ? 0 : 1);
				const { cells } = JSON.parse(readFileSync(report, "utf8")) as {
					cells: { outcome: string; transactions: { reasons: string[]; request: unknown; response: unknown }[] }[];
				};
				const failed = cells.filter(({ outcome }) => outcome === "failed").flatMap(({ transactions }) => transactions);
				for (const { reasons, response } of failed) {
					expect(response).not.toBeNull();
					expect(reasons.join()).toMatch(/^(status: must be|\/)/);
				}
			} finally {
				mock.child.kill("SIGTERM");
				await mock.ended;
			}
		},
		60_000,
	);
});

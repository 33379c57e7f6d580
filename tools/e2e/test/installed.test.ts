import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, join } from "node:path";
import { promisify } from "node:util";
import { findPackages } from "@onespec/stack/packages";
import { findApis } from "@onespec/stack/workspace";
import { chromium } from "playwright-core";
import ts from "typescript";
import { build, type Rolldown } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium } from "./support/chromium.js";
import { installedCopies } from "./support/installed-copies.js";
import { startLive } from "./support/live.js";
import { npm, withoutNpm } from "./support/npm.js";
import { startPageServer } from "./support/page-server.js";
import { readmeProgram, type Service } from "./support/readme-program.js";
import { type Registry, startRegistry } from "./support/registry.js";
import { type Resolution, typeCheck } from "./support/type-check.js";
import { root, run } from "./workspace.js";

/** What packs itself gets part of its content from npm's registry: outside.test.ts installs it. */
const packages = findPackages(root).filter(({ manifest }) => manifest.scripts?.tarball === undefined);
const clients = findApis(root).flatMap((api) => {
	const found = packages.find(({ folder }) => folder === api.packageFolder);
	return found && api.live ? [{ api, name: found.name, folder: found.folder }] : [];
});

/** The Node programs to run the installed packages with: this one, or those of a variable (`npm run test:node-versions`). */
const nodes = process.env.CONSUMER_NODES?.split(delimiter) ?? [process.execPath];

const executablePath = await findChromium();
if (executablePath === undefined) {
	console.warn("Not run: the packages in a page. No Chromium was found; install one or set CHROMIUM_PATH.");
}

const folder = mkdtempSync(join(tmpdir(), "onespec-installed-"));
const project = join(folder, "project");
let registry: Registry;
beforeAll(async () => {
	registry = await startRegistry(join(folder, "registry"));
});
afterAll(async () => {
	await registry?.close();
	rmSync(folder, { recursive: true, force: true });
});

describe("the release", () => {
	const release = (chosen: typeof packages, ...more: string[]) => {
		const places = chosen.map(({ folder }) => basename(folder)).join();
		const args = ["release", "--registry", registry.url, "--no-provenance", "--only", places, ...more];
		return run("tools/stack/bin/run.mjs", args, registry.env);
	};
	const first = packages.slice(0, 1);
	const published = async (name: string) => (await fetch(`${registry.url}${name.replace("/", "%2f")}`)).status === 200;

	it("publishes nothing when it only shows what it would do", async () => {
		const { code, output } = await release(first, "--dry-run");
		expect(code, output).toBe(0);
		expect(output).toMatch(/ kB, not published/);
		for (const { name } of first) expect(await published(name)).toBe(false);
	}, 120_000);

	it("publishes each package, those first that others need", async () => {
		const { code, output } = await release(packages);
		expect(code, output).toBe(0);
		const order = [...output.matchAll(/^✓ (\S+) \S+ \d+ kB, published/gm)].map(([, name]) => name);
		expect(order).toEqual(packages.map(({ name }) => name));
		for (const { name } of packages) expect(await published(name)).toBe(true);
	}, 120_000);

	it("goes on where it ended: what is there stays as it is", async () => {
		const { code, output } = await release(first);
		expect(code, output).toBe(0);
		expect(output).toMatch(/ is there already/);
		expect(output).not.toMatch(/published/);
	}, 120_000);
});

describe.each(clients)("$name, installed into an empty project", ({ api, name, folder: source }) => {
	const readme = () => readFileSync(join(project, "node_modules", name, "README.md"), "utf8");
	const { peerDependencies = {} } = JSON.parse(readFileSync(join(source, "package.json"), "utf8")) as {
		peerDependencies?: Record<string, string>;
	};
	const peers = Object.keys(peerDependencies);
	const own = packages.map((one) => one.name);

	/** What can be imported, with types, of our packages that were installed along. */
	function entries(): string[] {
		const there = packages.filter((one) => existsSync(join(project, "node_modules", one.name)));
		return there.flatMap(({ name, manifest: { exports = {} } }) =>
			Object.keys(exports)
				.filter((entry) => typeof exports[entry] !== "string")
				.map((entry) => `${name}${entry.slice(1)}`),
		);
	}

	beforeAll(async () => {
		await registry.publishCopies(installedCopies([name, ...peers], root).filter((copy) => !own.includes(copy.name)));
		mkdirSync(project);
		writeFileSync(join(project, "package.json"), '{ "name": "elsewhere", "private": true, "type": "module" }');
		await npm(["install", name, ...peers], { cwd: project, env: registry.env });
	}, 120_000);

	it("is all there, from that registry alone", async () => {
		const lock = JSON.parse(readFileSync(join(project, "package-lock.json"), "utf8")) as {
			packages: Record<string, { resolved?: string }>;
		};
		const installed = Object.entries(lock.packages).filter(([path]) => path !== "");
		expect(installed.length).toBeGreaterThan(packages.length);
		expect(installed.filter(([, { resolved }]) => !resolved?.startsWith(registry.url))).toEqual([]);
		const tree = JSON.parse(await npm(["ls", "--all", "--json"], { cwd: project, env: registry.env })) as object;
		expect(tree).not.toHaveProperty("problems");
	});

	/** The samples of the README in a file of the project, for one live service. */
	function write(file: string, service: Service, module: ts.ModuleKind, leaveOut: string[] = []): number {
		const { text, samples } = readmeProgram(readme(), service, leaveOut);
		const compilerOptions = { module, target: ts.ScriptTarget.ES2022 };
		writeFileSync(join(project, file), ts.transpileModule(text, { compilerOptions }).outputText);
		expect(samples).toBeGreaterThan(15);
		return samples;
	}

	describe.each<Resolution>(["node16", "nodenext", "bundler"])("under %s resolution", (resolution) => {
		it("has types that are right, and samples that compile", () => {
			const sources = new Map([["readme.ts", readmeProgram(readme()).text]]);
			if (resolution === "nodenext") {
				// MSW declares its classes twice, and to the compiler those of its CommonJS half are others than ours.
				sources.set("readme.cts", readmeProgram(readme(), undefined, ["msw/node"]).text);
			}
			const lines = entries().map(
				(entry, place) => `import * as entry${place} from "${entry}";\nvoid entry${place};\n`,
			);
			expect(lines.length).toBeGreaterThan(10);
			sources.set("entries.ts", lines.join(""));
			for (const [file, text] of sources) writeFileSync(join(project, file), text);
			expect(typeCheck(project, [...sources.keys()], own, resolution)).toEqual([]);
		}, 60_000);
	});

	describe.each(nodes)("under %s", (node) => {
		it.each([
			["import", "readme.mjs", ts.ModuleKind.ESNext],
			["require()", "readme.cjs", ts.ModuleKind.CommonJS],
		] as const)(
			"runs the samples of the README, loaded by %s",
			async (_, file, module) => {
				const service = await startLive(api);
				try {
					const samples = write(file, service, module);
					const options = { cwd: project, env: withoutNpm(process.env) };
					const { stdout, stderr } = await promisify(execFile)(node, [file], options);
					expect(stdout).toContain(`samples: ${samples}\n`);
					// From Node 25 on, msw is warned for having asked whether there is a localStorage.
					expect(stderr.replace(/^.*Warning: localStorage is not available.*$/m, "")).not.toMatch(/Warning/);
				} finally {
					await service.stop();
				}
			},
			60_000,
		);
	});

	it.skipIf(executablePath === undefined)(
		"runs the samples of the README in a page, in a bundle by Vite",
		async () => {
			const service = await startLive(api);
			const server = await startPageServer(service.url);
			// The browser itself would look up hosts of its maker.
			const args = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"];
			const browser = await chromium.launch({ executablePath: executablePath ?? "", args });
			try {
				const url = `${server.origin}${new URL(service.url).pathname}`;
				const entry = "page.js";
				const samples = write(entry, { ...service, url }, ts.ModuleKind.ESNext, ["msw/node", `${name}/node`]);
				const bundled = await build({
					root: project,
					configFile: false,
					logLevel: "silent",
					build: { write: false, rolldownOptions: { input: join(project, entry) } },
				});
				const [{ output } = { output: [] }] = [bundled].flat() as Rolldown.RolldownOutput[];
				const chunks = [...output].filter((one) => one.type === "chunk");
				chunks.sort((one, other) => Number(other.isEntry) - Number(one.isEntry));
				server.show(new Map(chunks.map(({ fileName, code }) => [`/${fileName}`, code])));

				const page = await browser.newPage();
				const outside: string[] = [];
				page.on("request", (request) => {
					const { origin, protocol } = new URL(request.url());
					if (origin !== server.origin && protocol !== "data:") outside.push(request.url());
				});
				const failed = page.waitForEvent("pageerror").then((error) => {
					throw error;
				});
				const last = page.waitForEvent("console", { predicate: (line) => line.text().startsWith("samples:") });
				await page.goto(server.origin);
				expect((await Promise.race([last, failed])).text()).toBe(`samples: ${samples}`);
				expect(outside).toEqual([]);
				failed.catch(() => {});
			} finally {
				await browser.close();
				await server.close();
				await service.stop();
			}
		},
		60_000,
	);
});

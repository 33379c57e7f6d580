import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generatePackage } from "../src/generate.js";
import { compareWithPackage, writePackage } from "../src/write-package.js";
import { lockers, root, type TemporaryWorkspace, temporaryWorkspace } from "./fixtures.js";
import { readmeProgram, samplesOf } from "./readme-program.js";

// One package for all tests, which only add sources of their own.
let workspace: TemporaryWorkspace;
let folder: string;

beforeAll(async () => {
	workspace = await temporaryWorkspace();
	folder = path.join(workspace.folder, "packages/lockers");
	await writePackage(await generatePackage(lockers), folder);
});

afterAll(() => workspace[Symbol.asyncDispose]());

/** Compiles as the workspace does; returns the compiler's complaints. */
function compile(files: string[], outDir?: string): string[] {
	const { config } = ts.readConfigFile(path.join(root, "tsconfig.base.json"), ts.sys.readFile);
	const { options } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
	const program = ts.createProgram(files, {
		...options,
		rootDir: path.join(folder, "src"),
		composite: false,
		incremental: false,
		...(outDir === undefined ? { noEmit: true } : { outDir }),
	});
	const emitted = outDir === undefined ? [] : program.emit().diagnostics;
	return [...ts.getPreEmitDiagnostics(program), ...emitted].map(({ file, start, messageText }) => {
		const line = file === undefined || start === undefined ? 0 : ts.getLineAndCharacterOfPosition(file, start).line + 1;
		return `${path.basename(file?.fileName ?? "")}:${line} ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
	});
}

function entry(module: string) {
	return { types: `./dist/${module}.d.ts`, default: `./dist/${module}.js` };
}

/** The samples of a README, as they would be in a file among the package's sources. */
function compileReadme(readme: string, name: string): string[] {
	const file = path.join(folder, "src/examples", `${name}.ts`);
	mkdirSync(path.dirname(file), { recursive: true });
	writeFileSync(file, readmeProgram(readme));
	return compile([file]);
}

describe("the package of the small API", () => {
	it("has these files, none of which names a day or a machine", async () => {
		const files = await generatePackage(lockers);
		expect([...files.keys()].sort()).toEqual([
			"LICENSE",
			"README.md",
			"openapi.json",
			"package.json",
			"src/generated/client.ts",
			"src/generated/exact-types.ts",
			"src/generated/models.ts",
			"src/generated/node.ts",
			"src/generated/operation-validators.ts",
			"src/generated/operations.ts",
			"src/generated/schemas.ts",
			"src/generated/testing-document.ts",
			"src/generated/testing.ts",
			"src/generated/types.ts",
			"src/generated/validators.ts",
			"src/index.ts",
			"tsconfig.json",
		]);
		for (const [file, text] of files) {
			expect(text, file).not.toContain(workspace.folder);
			expect(text, file).not.toContain(root);
			expect(text, file).toMatch(/[^\n]\n$/);
			if (!file.endsWith(".json") && file !== "LICENSE") {
				expect(text.slice(0, 120), file).toContain("generated from spec/lockers/openapi.yaml; do not edit");
			}
		}
	});

	it("is the same each time", async () => {
		expect(await generatePackage(lockers)).toEqual(await generatePackage(lockers));
	});

	it("says in its manifest what it is and what it needs", async () => {
		const manifest = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
		expect(manifest).toEqual({
			name: "@onespec/lockers",
			version: "0.2.0",
			description: "The typed client of Lockers, generated from spec/lockers/openapi.yaml; do not edit.",
			keywords: ["lockers", "client", "openapi", "typescript"],
			license: "MIT",
			homepage: "https://github.com/onespec/onespec/tree/main/packages/lockers#readme",
			bugs: { url: "https://github.com/onespec/onespec/issues" },
			repository: {
				type: "git",
				url: "git+https://github.com/onespec/onespec.git",
				directory: "packages/lockers",
			},
			publishConfig: { access: "public", provenance: true },
			type: "module",
			engines: { node: ">=20.19.0" },
			sideEffects: false,
			exports: {
				".": entry("index"),
				"./schemas": entry("generated/schemas"),
				"./node": entry("generated/node"),
				"./testing": entry("generated/testing"),
				"./exact-types": entry("generated/exact-types"),
				"./validators": entry("generated/validators"),
				"./openapi.json": "./openapi.json",
			},
			files: ["dist", "!dist/.tsbuildinfo", "src", "openapi.json"],
			dependencies: { "@onespec/client-core": "0.1.0", "@onespec/client-testing": "0.1.0" },
			// Those who use neither the entry for Node nor the one for tests need not have them.
			peerDependencies: { msw: expect.any(String), undici: expect.any(String) },
			peerDependenciesMeta: { msw: { optional: true }, undici: { optional: true } },
			nx: { tags: ["layer:package", "ships:yes", "client"] },
		});
	});

	it("shows its first request in its README, by function and by path, and all of it compiles", async () => {
		const readme = await readFile(path.join(folder, "README.md"), "utf8");
		expect(samplesOf(readme)[0]).toContain("const item = await getLocker(client, 7);");
		expect(readme).toContain('byPath.GET("/lockers/{number}", { params: { path: { number: 7 } } })');
		const inside = readme
			.replaceAll('"@onespec/lockers"', '"../index.js"')
			.replaceAll(/"@onespec\/lockers\/(\w+)"/g, '"../generated/$1.js"');
		expect(compileReadme(inside, "lockers")).toEqual([]);
	});

	it("compiles, and types what a caller writes", async () => {
		await workspace.write(
			"packages/lockers/src/caller.ts",
			`import {
	createLockersApi, createLockersClient, getLocker, type Locker, type LockersApi, type LockersClient,
	type LockersCredentials, type paths, setLocker,
} from "./index.js";
import { type Validator, validateLockerState } from "./generated/validators.js";

const credentials: LockersCredentials = { bearer: "token" };
const client: LockersClient = createLockersClient({ credentials });
export type Get = paths["/lockers/{number}"]["get"];
export async function owner(): Promise<string | null | undefined> {
	const { data } = await client.GET("/lockers/{number}", { params: { path: { number: 7 } } });
	const locker: Locker | undefined = data;
	return locker?.owner;
}
const api: LockersApi = createLockersApi({ credentials });
export const named: Promise<Locker> = getLocker(api, 7);
export const byBoth: Promise<Locker> = setLocker(client, 7, { locked: true }, { signal: AbortSignal.timeout(1) });
// @ts-expect-error: a door has a number
getLocker(api, "7");
// @ts-expect-error: the locker's state is missing
setLocker(api, 7);
// @ts-expect-error: nobody speaks XML to lockers
createLockersApi({ credentials, format: "xml" });
// @ts-expect-error: nothing here is a decimal
createLockersApi({ credentials, decimals: "string" });
export const validator: Validator<{ locked: boolean }> = validateLockerState;
// @ts-expect-error: who asks?
createLockersClient({});
// @ts-expect-error: the credential has another name
createLockersClient({ credentials: { token: "token" } });
// @ts-expect-error: the locker's state is missing
client.PUT("/lockers/{number}", { params: { path: { number: 7 } } });
// @ts-expect-error: there are no cupboards
client.GET("/cupboards/{number}", { params: { path: { number: 7 } } });
`,
		);
		expect(compile([path.join(folder, "src/caller.ts")])).toEqual([]);
	});

	it("runs: its client asks a server, and its validators judge", async () => {
		expect(
			compile(
				[path.join(folder, "src/index.ts"), path.join(folder, "src/generated/validators.ts")],
				path.join(folder, "dist"),
			),
		).toEqual([]);
		const asked: unknown[] = [];
		const server = createServer(({ method, url, headers }, response) => {
			asked.push([method, url, headers.authorization]);
			response.writeHead(200, { "Content-Type": "application/json" }).end('{"number":7,"locked":true}');
		});
		await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
		try {
			const { createLockersApi, createLockersClient, getLocker, setLocker, specVersion, basePath, serverUrl } =
				await import(pathToFileURL(path.join(folder, "dist/index.js")).href);
			expect([specVersion, basePath, serverUrl]).toEqual(["0.2.0", "/api", "https://lockers.example/api"]);
			const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}${basePath}`;
			const client = createLockersClient({ baseUrl, credentials: { bearer: "abc" } });
			const { data } = await client.GET("/lockers/{number}", { params: { path: { number: 7 } } });
			expect(data).toEqual({ number: 7, locked: true });
			const api = createLockersApi({ baseUrl, credentials: { bearer: "abc" }, validate: true });
			expect(await getLocker(api, 8)).toEqual({ number: 7, locked: true });
			await expect(setLocker(api, 1000, { locked: "yes" })).rejects.toThrow(
				"number must be at most 999; locked must be true or false",
			);
			expect(asked).toEqual([
				["GET", "/api/lockers/7", "Bearer abc"],
				["GET", "/api/lockers/8", "Bearer abc"],
			]);
			expect(() => createLockersClient({ baseUrl })).toThrow("The credential for the header Authorization is missing.");
			const { validateLockerState } = await import(
				pathToFileURL(path.join(folder, "dist/generated/validators.js")).href
			);
			expect(validateLockerState({ locked: true, owner: null })).toBe(true);
			expect(validateLockerState({ locked: "yes" })).toBe(false);
		} finally {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		}
	});
});

describe.each(await readdir(path.join(root, "spec")))("packages/%s", (api) => {
	it("is what its document gives", async () => {
		const files = await generatePackage(path.join(root, "spec", api));
		expect(await compareWithPackage(files, path.join(root, "packages", api))).toEqual({
			missing: [],
			stale: [],
			extra: [],
		});
	});

	it("has samples in its README that compile against it", async () => {
		const readme = await readFile(path.join(root, "packages", api, "README.md"), "utf8");
		expect(samplesOf(readme)[0]).toContain(`from "@onespec/${api}`);
		expect(compileReadme(readme, api)).toEqual([]);
	});

	it("is formatted as the rest of the workspace", async () => {
		const biome = path.join(root, "node_modules/@biomejs/biome/bin/biome");
		const code = await new Promise((resolve) => {
			execFile(process.execPath, [biome, "ci", path.join("packages", api)], { cwd: root }, (error) =>
				resolve(error?.code ?? 0),
			);
		});
		expect(code).toBe(0);
	});
});

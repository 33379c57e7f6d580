import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ProjectConfiguration } from "@nx/devkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createNodes, name } from "../plugin.mjs";

let root: string;

beforeEach(() => {
	root = mkdtempSync(path.join(tmpdir(), "nx-openapi-"));
});

afterEach(() => {
	rmSync(root, { recursive: true, force: true });
});

function write(file: string, content: string | object) {
	const target = path.join(root, file);
	mkdirSync(path.dirname(target), { recursive: true });
	writeFileSync(target, typeof content === "string" ? content : JSON.stringify(content));
}

async function infer(...files: string[]): Promise<Record<string, ProjectConfiguration>> {
	const [, createProjects] = createNodes;
	const results = await createProjects(files, undefined, { workspaceRoot: root, nxJsonConfiguration: {} });
	return Object.assign({}, ...results.map(([, { projects }]) => projects));
}

/** A workspace with two APIs, of which one has tests, an app, and a package. */
function workspace() {
	write("spec/lockers/openapi.yaml", "openapi: 3.0.3\n");
	write("spec/lockers/test/lockers.test.ts", "");
	write("spec/parcels/openapi.yaml", "openapi: 3.0.3\n");
	write("packages/client-core/package.json", { name: "@w/client-core" });
	write("packages/wire/package.json", { name: "@w/wire" });
	write("packages/lockers/src/generated/testing.ts", "");
	write("packages/lockers/package.json", { name: "@w/lockers", dependencies: { "@w/client-core": "1" } });
	write("packages/mock-server/package.json", { name: "@w/mock", dependencies: { "@w/wire": "1", express: "5" } });
	write("packages/contract-verifier/package.json", { name: "@w/verifier" });
	write("tools/codegen/package.json", { name: "@w/codegen", dependencies: { "@w/verifier": "1" } });
	write("tools/stack/package.json", { name: "@w/stack", dependencies: { "@w/verifier": "1" } });
	write("apps/hall/package.json", {
		name: "@w/hall",
		dependencies: { "@w/lockers": "1" },
		onespec: { implements: "lockers", role: "live", bin: "dist/main.js" },
	});
	write("apps/console/package.json", { name: "@w/console", onespec: { consumes: "parcels", role: "console" } });
	return infer("spec/lockers/openapi.yaml", "spec/parcels/openapi.yaml");
}

async function target(api: string, targetName: string) {
	const found = (await workspace())[`spec/${api}`]?.targets?.[targetName];
	if (found === undefined) throw new Error(`${api} has no target ${targetName}.`);
	return found;
}

const shared = {
	codegen: ["{workspaceRoot}/packages/contract-verifier/**/*", "{workspaceRoot}/tools/codegen/**/*"],
	spec: ["{projectRoot}/**/*", "!{projectRoot}/test/**/*", "!{projectRoot}/.reports/**/*", "!{projectRoot}/*.md"],
	notTests: [
		"!{workspaceRoot}/{apps,packages,tools}/**/*.test.ts",
		"!{workspaceRoot}/{apps,packages,tools}/*/{test,dist,.reports}/**/*",
		"!{workspaceRoot}/{apps,packages,tools}/*/{README.md,vitest.config.ts}",
	],
	compiler: ["{workspaceRoot}/tsconfig.base.json", { externalDependencies: ["typescript"] }],
};

describe("what is matched", () => {
	it("is openapi.yaml of the folders right below spec, and nothing else", () => {
		expect(createNodes[0]).toBe("spec/*/openapi.yaml");
		expect(name).toBe("@onespec/nx-openapi");
	});

	it("gives one project for each API, with all its targets", async () => {
		const projects = await workspace();
		expect(Object.keys(projects)).toEqual(["spec/lockers", "spec/parcels"]);
		expect(projects["spec/lockers"]).toMatchObject({
			name: "spec-lockers",
			root: "spec/lockers",
			tags: ["layer:spec"],
		});
		expect(Object.keys(projects["spec/lockers"]?.targets ?? {})).toEqual([
			"lint",
			"bundle",
			"samples",
			"generate",
			"check-generated",
			"mock",
			"verify-mock",
			"verify-live",
			"verify-msw",
			"test",
		]);
	});

	it("gives no test without a test folder, neither verify-live nor verify-msw without an app that implements the API", async () => {
		const { targets } = (await workspace())["spec/parcels"] ?? {};
		expect(Object.keys(targets ?? {})).toEqual([
			"lint",
			"bundle",
			"samples",
			"generate",
			"check-generated",
			"mock",
			"verify-mock",
		]);
	});
});

describe("every target", () => {
	it("says what it does, runs at the root, and depends on the Node version and the build", async () => {
		for (const [targetName, one] of Object.entries((await workspace())["spec/lockers"]?.targets ?? {})) {
			expect(one.metadata?.description, targetName).toMatch(/^[A-Z].{10,}/);
			expect(one.metadata?.help?.command).toBe(`npx nx run spec-lockers:${targetName} --help`);
			expect(one.executor).toBe("nx:run-commands");
			expect(one.options.cwd).toBe("{workspaceRoot}");
			expect(one.inputs, targetName).toContain("node");
			expect(one.dependsOn).toEqual([{ projects: ["onespec"], target: "build" }]);
		}
	});

	it("names no other API", async () => {
		expect(JSON.stringify((await workspace())["spec/lockers"])).not.toContain("parcels");
	});
});

describe("the targets of the document", () => {
	it("take what the document refers to outside of its folder as an input, through other files too", async () => {
		write("spec/shelves/openapi.yaml", 'paths: { /a: { $ref: "parts/a.yaml" } }\n$ref: https://host.example/b.yaml\n');
		write("spec/shelves/parts/a.yaml", "$ref: '../../shared/parts.yaml#/Thing'\nb: { $ref: ../ }\n");
		write("spec/shared/parts.yaml", "Thing: { $ref: ./more.json, b: { $ref: 'a%20blank, or two.yaml' } }\n");
		write("spec/shared/more.json", "{}");
		const { targets = {} } = (await infer("spec/shelves/openapi.yaml"))["spec/shelves"] ?? {};
		for (const name of ["lint", "bundle", "generate", "check-generated", "verify-mock"]) {
			expect(targets[name]?.inputs, name).toEqual(
				expect.arrayContaining(
					["parts.yaml", "more.json", "a blank, or two.yaml"].map((part) => `{workspaceRoot}/spec/shared/${part}`),
				),
			);
			expect(JSON.stringify(targets[name]?.inputs)).not.toContain("host.example");
		}
	});

	it("are never answered from the cache where it refers to a file outside of the workspace", async () => {
		write("spec/shelves/openapi.yaml", "a: { $ref: ../../../elsewhere/boxes.yaml }\n");
		const { targets = {} } = (await infer("spec/shelves/openapi.yaml"))["spec/shelves"] ?? {};
		for (const [name, one] of Object.entries(targets)) {
			expect(one.cache, name).toBe(false);
			expect(JSON.stringify(one.inputs), name).not.toContain("elsewhere");
		}
	});

	it("lint", async () => {
		expect(await target("lockers", "lint")).toMatchObject({
			options: { command: "node tools/codegen/bin/codegen.mjs lint --spec spec/lockers" },
			cache: true,
			inputs: [
				"node",
				...shared.spec,
				...shared.codegen,
				...shared.notTests,
				...shared.compiler,
				{ externalDependencies: ["@redocly/cli", "@redocly/openapi-core", "ajv", "libxml2-wasm"] },
			],
			outputs: [],
		});
	});

	it("bundle", async () => {
		expect(await target("lockers", "bundle")).toMatchObject({
			options: {
				command: "node tools/codegen/bin/codegen.mjs bundle --spec spec/lockers --out dist/spec/lockers.json",
			},
			cache: true,
			outputs: ["{workspaceRoot}/dist/spec/lockers.json"],
		});
	});

	it("samples, with the document that carries them", async () => {
		expect(await target("lockers", "samples")).toMatchObject({
			options: { command: "node tools/codegen/bin/codegen.mjs samples --spec spec/lockers --out dist/samples" },
			cache: true,
			outputs: ["{workspaceRoot}/dist/samples/lockers", "{workspaceRoot}/dist/samples/lockers.json"],
		});
	});

	it("generate, which is never answered from the cache", async () => {
		expect(await target("lockers", "generate")).toMatchObject({
			options: { command: "node tools/codegen/bin/codegen.mjs generate --spec spec/lockers --out packages/lockers" },
			cache: false,
			outputs: [
				"{workspaceRoot}/packages/lockers/src",
				"{workspaceRoot}/packages/lockers/xsd",
				"{workspaceRoot}/packages/lockers/openapi.json",
				"{workspaceRoot}/packages/lockers/package.json",
				"{workspaceRoot}/packages/lockers/README.md",
				"{workspaceRoot}/packages/lockers/tsconfig.json",
			],
		});
	});

	it("check-generated, which depends on the generated files too", async () => {
		expect(await target("lockers", "check-generated")).toMatchObject({
			options: { command: "node tools/codegen/bin/codegen.mjs check --spec spec/lockers --out packages/lockers" },
			cache: true,
			inputs: [
				"node",
				...shared.spec,
				...shared.codegen,
				...shared.notTests,
				"{projectRoot}/{README,CHANGELOG}.md",
				"{workspaceRoot}/packages/client-core/package.json",
				...shared.compiler,
				{ externalDependencies: ["@redocly/openapi-core", "ajv", "libxml2-wasm", "openapi-typescript"] },
				"{workspaceRoot}/packages/lockers/{src,xsd}/**/*",
				"{workspaceRoot}/packages/lockers/{openapi.json,package.json,README.md,tsconfig.json}",
			],
			outputs: [],
		});
	});
});

describe("the targets that run servers", () => {
	it("mock, which goes on until it is stopped", async () => {
		expect(await target("lockers", "mock")).toMatchObject({
			options: { command: "node packages/mock-server/bin/mock-server.mjs --spec spec/lockers/openapi.yaml" },
			continuous: true,
			cache: false,
		});
	});

	it("verify-mock, by the mock's and the verifier's sources and what they depend on", async () => {
		expect(await target("lockers", "verify-mock")).toMatchObject({
			options: { command: "node tools/stack/bin/run.mjs verify --api lockers --target mock --built" },
			cache: true,
			inputs: [
				"node",
				"lockfile",
				...shared.spec,
				"{workspaceRoot}/packages/contract-verifier/**/*",
				"{workspaceRoot}/packages/mock-server/**/*",
				"{workspaceRoot}/packages/wire/**/*",
				"{workspaceRoot}/tools/stack/**/*",
				...shared.notTests,
				...shared.compiler,
			],
			outputs: ["{projectRoot}/.reports/verify-mock.json"],
		});
	});

	it("verify-live, by the app's sources and what it depends on", async () => {
		expect(await target("lockers", "verify-live")).toMatchObject({
			options: { command: "node tools/stack/bin/run.mjs verify --api lockers --target live --built" },
			cache: true,
			inputs: [
				"node",
				"lockfile",
				...shared.spec,
				"{workspaceRoot}/apps/hall/**/*",
				"{workspaceRoot}/packages/client-core/**/*",
				"{workspaceRoot}/packages/contract-verifier/**/*",
				"{workspaceRoot}/packages/lockers/**/*",
				"{workspaceRoot}/tools/stack/**/*",
				...shared.notTests,
				...shared.compiler,
			],
			outputs: ["{projectRoot}/.reports/verify-live.json"],
		});
	});

	it("verify-msw, by the generated package and what it depends on", async () => {
		expect(await target("lockers", "verify-msw")).toMatchObject({
			options: { command: "node tools/stack/bin/run.mjs verify --api lockers --target msw --built" },
			cache: true,
			inputs: [
				"node",
				"lockfile",
				...shared.spec,
				"{workspaceRoot}/packages/client-core/**/*",
				"{workspaceRoot}/packages/contract-verifier/**/*",
				"{workspaceRoot}/packages/lockers/**/*",
				"{workspaceRoot}/tools/stack/**/*",
				...shared.notTests,
				...shared.compiler,
			],
			outputs: ["{projectRoot}/.reports/verify-msw.json"],
		});
	});

	it("test, whose outputs leave the reports of the other targets alone", async () => {
		const { options, inputs, outputs, cache } = await target("lockers", "test");
		expect(options.command).toBe("vitest run --root spec/lockers --config ../../vitest.shared.ts");
		expect(cache).toBe(true);
		expect(inputs).toContain("{workspaceRoot}/{apps,packages,tools}/**/*");
		expect(inputs).not.toContain("!{projectRoot}/test/**/*");
		expect(outputs).toEqual(["{projectRoot}/.reports/vitest.json"]);
	});
});

describe("what is broken", () => {
	it("in a document does not reach the graph", async () => {
		write("spec/lockers/openapi.yaml", "openapi: [");
		expect(Object.keys(await infer("spec/lockers/openapi.yaml"))).toEqual(["spec/lockers"]);
	});

	it("in an app's package.json costs that app alone", async () => {
		await workspace();
		write("apps/another/package.json", "{");
		write("apps/odd/package.json", "null");
		const projects = await infer("spec/lockers/openapi.yaml");
		expect(projects["spec/lockers"]?.targets).toHaveProperty("verify-live");
	});

	it("may be the whole workspace: a spec folder alone still gives its project", async () => {
		write("spec/lockers/openapi.yaml", "");
		const { targets } = (await infer("spec/lockers/openapi.yaml"))["spec/lockers"] ?? {};
		expect(targets?.["verify-mock"]?.inputs).toContain("{workspaceRoot}/packages/mock-server/**/*");
		expect(targets).not.toHaveProperty("verify-live");
	});

	it("is not an app with another role, or packages that depend on each other", async () => {
		write("apps/pretender/package.json", { name: "@w/pretender", onespec: { implements: "lockers", role: "console" } });
		write("packages/mock-server/package.json", { name: "@w/a", dependencies: { "@w/b": "1" } });
		write("packages/b/package.json", { name: "@w/b", dependencies: { "@w/a": "1" } });
		const { targets } = (await infer("spec/lockers/openapi.yaml"))["spec/lockers"] ?? {};
		expect(targets).not.toHaveProperty("verify-live");
		expect(targets?.mock?.inputs).toContain("{workspaceRoot}/packages/b/**/*");
	});
});

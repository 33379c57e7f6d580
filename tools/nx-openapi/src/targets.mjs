// @ts-check
import { withDependencies } from "./workspace.mjs";

/** @typedef {import("./infer-project.mjs").Api} Api */
/** @typedef {import("@nx/devkit").TargetConfiguration} Target */

const codegen = "node tools/codegen/bin/codegen.mjs";
const stack = "node tools/stack/bin/run.mjs";

/** The folder of the document, without what the targets write. */
const folderOfSpec = [
	"{projectRoot}/**/*",
	"!{projectRoot}/test/**/*",
	"!{projectRoot}/.reports/**/*",
	"!{projectRoot}/*.md",
];

/** What every tool of the workspace is compiled with. */
const compiler = ["{workspaceRoot}/tsconfig.base.json", { externalDependencies: ["typescript"] }];

/**
 * The document and all that it refers to, also what lies outside of its folder.
 *
 * @param {Api} api
 */
function specOf(api) {
	return [...folderOfSpec, ...api.parts.map((file) => `{workspaceRoot}/${file}`)];
}

/** @param {Api} api @returns {Target} */
export function lint(api) {
	return {
		...command(`${codegen} lint --spec spec/${api.name}`),
		cache: true,
		dependsOn: [{ projects: ["onespec"], target: "build" }],
		inputs: [
			"node",
			...specOf(api),
			...sourcesOf(api, ["tools/codegen"]),
			...compiler,
			{ externalDependencies: ["@redocly/cli", "@redocly/openapi-core", "ajv", "libxml2-wasm"] },
		],
		outputs: [],
		metadata: about("Check the document: redocly's rules, the x- extensions, every example", api, "lint", {}),
	};
}

/** @param {Api} api @returns {Target} */
export function bundle(api) {
	const output = `dist/spec/${api.name}.json`;
	return {
		...command(`${codegen} bundle --spec spec/${api.name} --out ${output}`),
		cache: true,
		dependsOn: [{ projects: ["onespec"], target: "build" }],
		inputs: [
			"node",
			...specOf(api),
			...sourcesOf(api, ["tools/codegen"]),
			...compiler,
			{ externalDependencies: ["@redocly/openapi-core"] },
		],
		outputs: [`{workspaceRoot}/${output}`],
		metadata: about(`Write the document as one JSON file, ${output}`, api, "bundle", {}),
	};
}

/** @param {Api} api @returns {Target} */
export function samples(api) {
	return {
		...command(`${codegen} samples --spec spec/${api.name} --out dist/samples`),
		cache: true,
		dependsOn: [{ projects: ["onespec"], target: "build" }],
		inputs: [
			"node",
			...specOf(api),
			...sourcesOf(api, ["tools/codegen"]),
			...compiler,
			{ externalDependencies: ["@redocly/openapi-core"] },
		],
		outputs: [`{workspaceRoot}/dist/samples/${api.name}`, `{workspaceRoot}/dist/samples/${api.name}.json`],
		metadata: about(
			`Write the code samples to dist/samples/${api.name}, and the document that carries them`,
			api,
			"samples",
			{},
		),
	};
}

/**
 * Not cached: it writes files that git has too, takes a second, and says what changed, which a cached answer would not.
 *
 * @param {Api} api
 * @returns {Target}
 */
export function generate(api) {
	return {
		...command(`${codegen} generate --spec spec/${api.name} --out packages/${api.name}`),
		cache: false,
		dependsOn: [{ projects: ["onespec"], target: "build" }],
		inputs: inputsOfGenerate(api),
		outputs: generated(api).map((file) => `{workspaceRoot}/${file}`),
		metadata: about(`Write packages/${api.name}: client, types, validators, XSDs`, api, "generate", {}),
	};
}

/** @param {Api} api @returns {Target} */
export function checkGenerated(api) {
	return {
		...command(`${codegen} check --spec spec/${api.name} --out packages/${api.name}`),
		cache: true,
		dependsOn: [{ projects: ["onespec"], target: "build" }],
		inputs: [
			...inputsOfGenerate(api),
			`{workspaceRoot}/packages/${api.name}/{src,xsd}/**/*`,
			`{workspaceRoot}/packages/${api.name}/{openapi.json,package.json,README.md,tsconfig.json}`,
		],
		outputs: [],
		metadata: about(`Fail where packages/${api.name} is not what the document gives`, api, "check-generated", {}),
	};
}

/** @param {Api} api @returns {Target} */
export function mock(api) {
	return {
		...command(`node packages/mock-server/bin/mock-server.mjs --spec spec/${api.name}/openapi.yaml`),
		cache: false,
		continuous: true,
		dependsOn: [{ projects: ["onespec"], target: "build" }],
		inputs: ["node", ...specOf(api), ...sourcesOf(api, ["packages/mock-server"]), ...compiler, "lockfile"],
		metadata: about("Serve the document as a mock until it is stopped", api, "mock", { port: 4010 }),
	};
}

/** @param {Api} api @returns {Target} */
export function verifyMock(api) {
	return {
		...verify(api, "mock", ["packages/mock-server", "packages/contract-verifier", "tools/stack"]),
		metadata: about("Verify the mock: every cell of the matrix, every cause", api, "verify-mock", {}),
	};
}

/** @param {Api} api @returns {Target} */
export function verifyLive(api) {
	const app = api.app === undefined ? [] : [api.app];
	return {
		...verify(api, "live", [...app, "packages/contract-verifier", "tools/stack"]),
		metadata: about(
			`Verify the live service, ${api.app}: every cell of the matrix, every cause`,
			api,
			"verify-live",
			{},
		),
	};
}

/** @param {Api} api @returns {Target} */
export function verifyMsw(api) {
	return {
		...verify(api, "msw", [`packages/${api.name}`, "packages/contract-verifier", "tools/stack"]),
		metadata: about("Verify the handlers for consumers' tests: every cell, every cause", api, "verify-msw", {}),
	};
}

/**
 * @param {Api} api
 * @returns {Target}
 */
export function test(api) {
	return {
		...command(`vitest run --root spec/${api.name} --config ../../vitest.shared.ts`),
		cache: true,
		dependsOn: [{ projects: ["onespec"], target: "build" }],
		inputs: [
			"node",
			"lockfile",
			"shared",
			"{projectRoot}/**/*",
			"!{projectRoot}/.reports/**/*",
			// Its tests use packages, and check that the tests which the sources name are there, wherever they are.
			"{workspaceRoot}/{apps,packages,tools}/**/*",
			"!{workspaceRoot}/{apps,packages,tools}/*/{dist,.reports}/**/*",
		],
		// Not the whole folder: the reports of verify-* lie in it too.
		outputs: ["{projectRoot}/.reports/vitest.json"],
		metadata: about("Run the tests beside the document", api, "test", {}),
	};
}

/**
 * @param {Api} api
 * @param {"mock" | "live" | "msw"} target
 * @param {string[]} folders
 * @returns {Target}
 */
function verify(api, target, folders) {
	return {
		// Nx has built the workspace already.
		...command(`${stack} verify --api ${api.name} --target ${target} --built`),
		cache: true,
		dependsOn: [{ projects: ["onespec"], target: "build" }],
		inputs: ["node", "lockfile", ...specOf(api), ...sourcesOf(api, folders), ...compiler],
		outputs: [`{projectRoot}/.reports/verify-${target}.json`],
	};
}

/** @param {Api} api */
function inputsOfGenerate(api) {
	return [
		"node",
		...specOf(api),
		...sourcesOf(api, ["tools/codegen"]),
		// Written by hand, and taken into the package.
		"{projectRoot}/{README,CHANGELOG}.md",
		// Its version stands in the generated package.json.
		"{workspaceRoot}/packages/client-core/package.json",
		...compiler,
		{ externalDependencies: ["@redocly/openapi-core", "ajv", "libxml2-wasm", "openapi-typescript"] },
	];
}

/**
 * What `generate` writes.
 *
 * @param {Api} api
 */
function generated(api) {
	return ["src", "xsd", "openapi.json", "package.json", "README.md", "tsconfig.json"].map(
		(file) => `packages/${api.name}/${file}`,
	);
}

/**
 * The sources that some workspaces run from, with those of the workspaces that they depend on; without tests.
 *
 * @param {Api} api
 * @param {string[]} folders
 */
function sourcesOf(api, folders) {
	return [
		...withDependencies(api.workspaces, folders).map((folder) => `{workspaceRoot}/${folder}/**/*`),
		"!{workspaceRoot}/{apps,packages,tools}/**/*.test.ts",
		"!{workspaceRoot}/{apps,packages,tools}/*/{test,dist,.reports}/**/*",
		"!{workspaceRoot}/{apps,packages,tools}/*/{README.md,vitest.config.ts}",
	];
}

/**
 * @param {string} text
 * @returns {Target}
 */
function command(text) {
	return { executor: "nx:run-commands", options: { command: text, cwd: "{workspaceRoot}" } };
}

/**
 * @param {string} description
 * @param {Api} api
 * @param {string} target
 * @param {Record<string, unknown>} options
 */
function about(description, api, target, options) {
	return {
		description,
		help: { command: `npx nx run spec-${api.name}:${target} --help`, example: { options } },
	};
}

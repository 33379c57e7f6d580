import { readdirSync } from "node:fs";

/** The packages that are generated: one for each folder of `spec/`. */
const generated = readdirSync(new URL("./spec", import.meta.url));

/** What knip takes for used although no import says so. */
export default {
	ignoreExportsUsedInFile: true,
	ignore: generated.map((api) => `packages/${api}/**`),
	ignoreDependencies: ["hooks"],
	workspaces: {
		".": {
			entry: ["spec/*/test/*.test.ts"],
			project: ["*.{mjs,ts}", "spec/*/test/**/*.ts"],
		},
		"apps/*": {
			project: ["src/**", "test/**"],
		},
		"apps/console": {
			project: ["src/**", "test/**"],
			ignoreDependencies: ["@picocss/pico"],
		},
		"apps/reference": {
			entry: ["src/main.ts", "browser/{site,theme}.ts"],
			project: ["*.mjs", "src/**", "browser/**", "test/**"],
			// Its script is read as a text.
			ignoreDependencies: ["axe-core"],
		},
		"tools/codegen": {
			entry: ["bin/*.mjs"],
		},
		"tools/stack": {
			entry: ["bin/*.mjs", "src/verify-worker.ts", "src/testing-server.ts"],
			ignoreDependencies: ["@onespec/mock-server"],
		},
		"tools/documents": {
			entry: ["src/main.ts", "src/call-examples.ts", "src/compare/main.ts"],
			project: ["src/**", "test/**"],
		},
		"tools/e2e": {
			entry: ["test/*.test.ts"],
		},
		"tools/nx-openapi": {
			project: ["**/*.{mjs,ts}"],
		},
		"packages/contract-verifier": {
			entry: ["test/fixtures/*/server.mjs", "hooks/*.cjs", "bench/*.mjs"],
		},
	},
	ignoreBinaries: ["systemd-analyze", "strace", "openssl", "prlimit"],
};

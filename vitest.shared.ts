import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/**
 * What every project's tests have in common: they run in Node, next to the code or in `test/`, and leave a JSON report
 * in `.reports/vitest.json`, from which the root's test command counts what passed, failed and was skipped.
 */
export default defineConfig({
	test: {
		environment: "node",
		setupFiles: [fileURLToPath(new URL("./vitest.setup.ts", import.meta.url))],
		include: ["src/**/*.test.ts", "test/**/*.test.ts"],
		exclude: ["**/node_modules/**", "**/fixtures/**"],
		reporters: ["default", "json"],
		outputFile: { json: ".reports/vitest.json" },
		testTimeout: 30_000,
		hookTimeout: 60_000,
		// One process for all files of a project, which loads what they import once. So no file may leave anything behind.
		isolate: false,
		passWithNoTests: false,
	},
});

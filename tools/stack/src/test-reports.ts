import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { TARGETS } from "./verification.js";
import { foldersOf } from "./workspace.js";

/** What the tests of one project came to. */
export interface TestReport {
	/** The project's folder, such as `apps/api`. */
	project: string;
	passed: number;
	failed: number;
	skipped: number;
	/** The test files with skipped tests, relative to the project. */
	skippedFiles: { file: string; count: number }[];
}

interface VitestReport {
	testResults: { name: string; assertionResults: { status: string }[] }[];
}

const places = ["apps", "packages", "spec", "tools"];

/**
 * Reads the JSON reports that the tests of each project left behind (`.reports/vitest.json`), from this run or, where
 * Nx answered from its cache, restored from it.
 *
 * @param root absolute path of the workspace
 * @returns one report for each project with tests, in the order of their folders
 */
export function readTestReports(root: string): TestReport[] {
	return projectFolders(root).flatMap((project) => {
		const file = join(root, project, ".reports/vitest.json");
		if (!existsSync(file)) return [];
		const report = JSON.parse(readFileSync(file, "utf8")) as VitestReport;
		const statuses = report.testResults.flatMap((one) => one.assertionResults.map((test) => test.status));
		const count = (wanted: (status: string) => boolean) => statuses.filter(wanted).length;
		return [
			{
				project,
				passed: count((status) => status === "passed"),
				failed: count((status) => status === "failed"),
				skipped: count(isSkipped),
				skippedFiles: report.testResults
					.map((one) => ({
						file: relative(join(root, project), one.name).replaceAll("\\", "/"),
						count: one.assertionResults.filter((test) => isSkipped(test.status)).length,
					}))
					.filter((one) => one.count > 0),
			},
		];
	});
}

/** The verifications that a run left behind, one line for each API: `mock 300/300 · live 300/300 · msw 300/300`. */
export function readVerifications(root: string): { project: string; line: string }[] {
	return projectFolders(root).flatMap((project) => {
		const lines = TARGETS.flatMap((target) => {
			const file = join(root, project, ".reports", `verify-${target}.json`);
			if (!existsSync(file)) return [];
			const { passed, total } = JSON.parse(readFileSync(file, "utf8")) as { passed: number; total: number };
			return [`${target} ${passed}/${total}`];
		});
		return lines.length > 0 ? [{ project, line: lines.join(" · ") }] : [];
	});
}

function isSkipped(status: string): boolean {
	return status !== "passed" && status !== "failed";
}

function projectFolders(root: string): string[] {
	return places.flatMap((place) => foldersOf(join(root, place)).map((folder) => `${place}/${folder}`));
}

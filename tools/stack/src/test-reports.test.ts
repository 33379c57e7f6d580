import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readTestReports, readVerifications } from "./test-reports.js";

let root: string;
beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), "onespec-reports-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(path: string, content: object): void {
	mkdirSync(dirname(join(root, path)), { recursive: true });
	writeFileSync(join(root, path), JSON.stringify(content));
}

it("counts what passed, failed and was skipped, and names the files with skipped tests", () => {
	const tests = (...statuses: string[]) => statuses.map((status) => ({ status }));
	put("apps/desk/.reports/vitest.json", {
		testResults: [
			{ name: join(root, "apps/desk/test/a.test.ts"), assertionResults: tests("passed", "failed", "passed") },
			{ name: join(root, "apps/desk/test/browser.test.ts"), assertionResults: tests("skipped", "pending", "todo") },
		],
	});
	put("tools/none/package.json", {});
	expect(readTestReports(root)).toEqual([
		{
			project: "apps/desk",
			passed: 2,
			failed: 1,
			skipped: 3,
			skippedFiles: [{ file: "test/browser.test.ts", count: 3 }],
		},
	]);
});

it("reads both targets of a verification", () => {
	put("spec/parks/.reports/verify-mock.json", { passed: 7, total: 7 });
	put("spec/parks/.reports/verify-live.json", { passed: 6, total: 7 });
	expect(readVerifications(root)).toEqual([{ project: "spec/parks", line: "mock 7/7 · live 6/7" }]);
});

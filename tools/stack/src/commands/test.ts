import { readFlags } from "../flags.js";
import { runNx } from "../nx.js";
import { columns, step, style } from "../terminal.js";
import { readTestReports, readVerifications } from "../test-reports.js";

const help = `
npm test [-- --no-skips]

Runs everything that can fail: the types, the tests of every project (unit, integration, browser), the lint of every
spec with its examples, the drift check, and the contract verification of mock and live. What did not change since it last passed is
answered from the cache.

  --no-skips   fail when a test was skipped
`;

const targets = [
	"typecheck",
	"lint",
	"check-generated",
	"verify-mock",
	"verify-live",
	"verify-msw",
	"test",
	"test-first",
];

/** Runs all tests, says what was not run and why, and ends with `N passed, N failed, N skipped`. */
export async function test(args: string[], root: string): Promise<number> {
	const flags = readFlags(args, { "no-skips": { type: "boolean" } }, help);
	if (!flags) return 0;
	const { code, output } = await step("testing", async (detail) => {
		// One more than the cores of a small machine: many tests wait, for a process to start or to end.
		return runNx(root, ["run-many", "-t", ...targets, "--parallel=3"], false, detailOf(detail));
	});
	const failures = code === 0 ? "" : output;
	if (failures) console.log(failures.trim());

	const reports = readTestReports(root);
	const verifications = readVerifications(root);
	const sum = (key: "passed" | "failed" | "skipped") => reports.reduce((total, report) => total + report[key], 0);
	const rows = reports.map((report) => [
		report.project,
		...[report.passed, report.failed, report.skipped].map((count) => String(count).padStart(7)),
	]);
	console.log();
	for (const line of columns([["", " passed", " failed", "skipped"], ...rows])) console.log(line);
	console.log();
	for (const { project, line } of verifications) console.log(`${project}  ${line}`);
	for (const { project, skippedFiles } of reports) {
		for (const { file, count } of skippedFiles) console.log(style.yellow(`skipped: ${count} in ${project}/${file}`));
	}
	// What a test file could not run, and what it needs, it says itself.
	for (const line of new Set(output.match(/^Not run: .*$/gm))) console.log(style.yellow(line));
	const cached = /read the output from the cache instead of running the command for (\d+) out of (\d+)/.exec(output);
	if (cached) console.log(style.dim(`${cached[1]} of ${cached[2]} tasks answered from the cache`));

	const skipped = sum("skipped");
	console.log(`${sum("passed")} passed, ${sum("failed")} failed, ${skipped} skipped`);
	if (code !== 0) return 1;
	if (flags["no-skips"] && skipped > 0) {
		console.error("Tests were skipped: install what they need, which each says.");
		return 1;
	}
	return 0;
}

/** Turns Nx's lines into the name of the task that ended last. */
function detailOf(detail: (text: string) => void): (text: string) => void {
	let done = 0;
	return (text) => {
		for (const match of text.matchAll(/^\s*> nx run (\S+)/gm)) {
			done += 1;
			detail(`${done}: ${match[1]}`);
		}
	};
}

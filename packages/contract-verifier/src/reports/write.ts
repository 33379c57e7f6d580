import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ReportKind, RunOptions } from "../cli/run-options.js";
import { UsageError } from "../cli/usage-error.js";
import { renderGitlab } from "./annotations.js";
import { renderHtml } from "./html.js";
import { renderJunit } from "./junit.js";
import { renderMarkdown } from "./markdown.js";
import type { ReportInput } from "./report.js";

const REPORTS: Record<Exclude<ReportKind, "github">, { file: string; render(input: ReportInput): string }> = {
	junit: { file: "contract.junit.xml", render: renderJunit },
	json: { file: "contract.json", render: ({ verification }) => `${JSON.stringify(verification, undefined, 2)}\n` },
	html: { file: "contract.html", render: renderHtml },
	markdown: { file: "contract.md", render: renderMarkdown },
	gitlab: { file: "contract.gitlab.json", render: renderGitlab },
};

/**
 * Writes the reports that were asked for, as `contract.junit.xml`, `contract.json`, `contract.html`, `contract.md`, `contract.gitlab.json`.
 * @throws UsageError that names the option of a file that cannot be written.
 */
export async function writeReports(
	input: ReportInput,
	{ reports, reportDir, json }: Pick<RunOptions, "reports" | "reportDir" | "json">,
): Promise<void> {
	for (const kind of new Set(reports)) {
		// Its place is the terminal.
		if (kind === "github") continue;
		const { file, render } = REPORTS[kind];
		await write("--report-dir", join(reportDir, file), render(input));
	}
	if (json !== undefined) await write("--json", json, REPORTS.json.render(input));
}

/**
 * Writes what a verb has found as JSON, where a file was asked for.
 * @throws UsageError where the file cannot be written.
 */
export async function writeJsonReport(file: string | undefined, found: object): Promise<void> {
	if (file !== undefined) await write("--json", file, `${JSON.stringify(found, undefined, 2)}\n`);
}

async function write(option: string, file: string, text: string): Promise<void> {
	try {
		await writeFile(file, text);
	} catch (error) {
		throw new UsageError(`${option}: ${file} cannot be written (${(error as NodeJS.ErrnoException).code}).`);
	}
}

import { generalPlace } from "../findings.js";
import type { Advice, TransactionResult, Verification } from "../results.js";
import { escapeXml } from "../xml/escape.js";
import { answerText, causesOf, type ReportInput, requestText, summaryOf } from "./report.js";

/**
 * The report as JUnit XML: a test suite for each operation with a test case for each cell, where open is `skipped`, and
 * one for the general responses.
 */
export function renderJunit({ verification, isExpected }: ReportInput): string {
	const ids = findingIds(verification);
	const suites = new Map<string, string[]>();
	const add = (suite: string, name: string, inner: string) => {
		const cases = suites.get(suite) ?? [];
		suites.set(suite, cases);
		cases.push(
			`<testcase classname="${text(suite)}" name="${text(name)}"${inner === "" ? "/>" : `>${inner}</testcase>`}`,
		);
	};
	for (const result of verification.cells) {
		const { cell, outcome } = result;
		const failed = causesOf(result, "failed");
		if (outcome === "failed")
			add(cell.operationId, cell.id, failed.map((one) => failure(one, ids.get(`${cell.id} ${one.cause}`))).join(""));
		else if (outcome === "open") {
			const open = causesOf(result, "open").map(({ cause, reasons }) => {
				return `${cause}: ${reasons.join("; ")}${isExpected(cell, cause) ? " (expected)" : ""}`;
			});
			add(cell.operationId, cell.id, `<skipped message="${text(`open: ${open.join(" | ")}`)}"/>`);
		} else add(cell.operationId, cell.id, "");
	}
	for (const result of verification.general) {
		const { outcome, reasons } = result;
		const place = generalPlace(result);
		const message = text(reasons.join("; "));
		const wire = text([...shownIds(ids.get(`${place} null`)), requestText(result), answerText(result)].join("\n\n"));
		const inner =
			outcome === "failed"
				? `<failure message="${message}">${wire}</failure>`
				: `<skipped message="open: ${message}"/>`;
		add("general responses", place, outcome === "passed" ? "" : inner);
	}
	const count = (cases: string[], element: string) => cases.filter((one) => one.includes(`<${element} `)).length;
	const counts = (cases: string[]) =>
		`tests="${cases.length}" failures="${count(cases, "failure")}" errors="0" skipped="${count(cases, "skipped")}"`;
	const lines = [...suites].map(
		([name, cases]) => `<testsuite name="${text(name)}" ${counts(cases)}>\n${cases.join("\n")}\n</testsuite>\n`,
	);
	if (verification.advice !== undefined) lines.push(adviceSuite(verification.advice));
	const name = text(`${verification.title}: ${summaryOf(verification)}`);
	const all = counts([...suites.values()].flat());
	return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${name}" ${all}>\n${lines.join("")}</testsuites>\n`;
}

/** Advice as a suite without test cases: nothing of it can fail. */
function adviceSuite(advice: readonly Advice[]): string {
	const told = advice.map(
		({ title, mend, places, example }) =>
			`${title}\n  ${places.join(", ")}\n  for example ${example.place}: ${example.reason}\n  better: ${mend}\n`,
	);
	const properties = `<properties><property name="advice" value="${advice.length}"/></properties>`;
	const output = `<system-out>${text(told.join("\n"))}</system-out>`;
	return `<testsuite name="advice" tests="0" failures="0" errors="0" skipped="0">\n${properties}\n${output}\n</testsuite>\n`;
}

/** The ids of the findings at each place and cause. */
function findingIds({ findings }: Verification): Map<string, string[]> {
	const ids = new Map<string, string[]>();
	for (const { id, affected } of findings) {
		for (const { place, cause } of affected) {
			const key = `${place} ${cause}`;
			ids.set(key, [...(ids.get(key) ?? []), id]);
		}
	}
	return ids;
}

function shownIds(ids: readonly string[] = []): string[] {
	return ids.length === 0 ? [] : [`finding ${ids.join(", ")}`];
}

function failure(transaction: TransactionResult, ids: readonly string[] | undefined): string {
	const reasons = transaction.reasons.map((reason) => `- ${reason}`).join("\n");
	const pieces = [
		`cause ${transaction.cause}\n${reasons}`,
		...shownIds(ids),
		requestText(transaction),
		answerText(transaction),
	];
	const message = `${transaction.cause}: ${transaction.reasons.join("; ")}`;
	return `<failure message="${text(message)}">${text(pieces.filter((piece) => piece !== "").join("\n\n"))}</failure>`;
}

/** Escaped, and without the characters that XML cannot hold: most control characters and halves of pairs. */
function text(raw: string): string {
	return escapeXml(raw).replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");
}

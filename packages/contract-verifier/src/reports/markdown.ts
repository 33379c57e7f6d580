import {
	affectedOf,
	answerText,
	byOperation,
	extentOf,
	gathered,
	listed,
	openByReason,
	type ReportInput,
	requestText,
	sourceText,
	summaryOf,
} from "./report.js";

/** A comment on GitHub holds 65,536 characters. */
const LONGEST = 60_000;
const LONGEST_BLOCK = 1500;
/** So many operations and statuses of a finding are named. */
const MOST_NAMED = 12;

/** The report as Markdown, short enough for a comment on a pull request. */
export function renderMarkdown(input: ReportInput): string {
	const { verification } = input;
	const sign = verification.ok ? "✅" : verification.failed > 0 ? "❌" : "⚠️";
	const lines = [`### ${sign} ${line(verification.title)}: ${summaryOf(verification)}`, ""];
	lines.push("| Operation | Passed | Failed | Open |", "| --- | ---: | ---: | ---: |");
	for (const [name, cells] of byOperation(verification)) {
		const count = (outcome: string) => cells.filter((one) => one.outcome === outcome).length || "";
		lines.push(`| ${line(name)} | ${count("passed")} | ${count("failed")} | ${count("open")} |`);
	}
	lines.push("");
	const blocks: string[] = [];
	for (const finding of verification.findings) {
		const { title, mend, id, accepted, example } = finding;
		const source = sourceText(finding);
		const facts = [
			`${line(extentOf(finding))}${source && ` · ${line(source)}`} · ${id}`,
			line(affectedOf(finding, verification).slice(0, MOST_NAMED).join(", ")),
			mend === "" ? "" : `To mend: ${line(mend)}`,
			accepted === undefined ? "" : `Accepted until ${accepted.until}: ${line(accepted.reason)}`,
			`For example ${line(example.place)}: ${line(example.reason)}`,
		];
		const wire = example.request === null ? [] : [fenced(requestText(example)), fenced(answerText(example))];
		const shown = facts.filter((fact) => fact !== "").map((fact) => `- ${fact}`);
		const sign = accepted === undefined ? "❌" : "☑️";
		blocks.push(
			["<details>", `<summary>${sign} ${line(title)}</summary>`, "", ...shown, "", ...wire, "</details>", ""].join(
				"\n",
			),
		);
	}
	for (const [reason, places] of openByReason(input)) {
		const all = [...places].map(([place, expected]) => `- ${line(place)}${expected ? " (expected)" : ""}`);
		blocks.push([`<details><summary>Open: ${line(reason)}</summary>`, "", ...all, "", "</details>", ""].join("\n"));
	}
	for (const { title, mend, places, example } of verification.advice ?? []) {
		const facts = [listed(places, MOST_NAMED), `For example ${example.place}: ${example.reason}`, `Better: ${mend}`];
		const shown = facts.map((fact) => `- ${line(fact)}`).join("\n");
		blocks.push(`<details><summary>💡 Advice: ${line(title)}</summary>\n\n${shown}\n\n</details>\n`);
	}
	for (const note of gathered(verification.notes)) blocks.push(`> note: ${line(note)}\n`);

	let text = `${lines.join("\n")}\n`;
	for (const [index, block] of blocks.entries()) {
		if (text.length + block.length > LONGEST)
			return `${text}… and ${blocks.length - index} more: see the HTML report.\n`;
		text += `${block}\n`;
	}
	return text;
}

/** A text that cannot end its line, its cell or its tag. */
function line(text: string): string {
	return text
		.replace(/\s+/g, " ")
		.replace(/[\\`*_[\]|]/g, "\\$&")
		.replaceAll("&", "&amp;")
		.replaceAll("<", "&lt;")
		.replaceAll("@", "&#64;");
}

/** A code block whose fence is longer than any run of backticks within. */
function fenced(text: string): string {
	const shown = text.length > LONGEST_BLOCK ? `${text.slice(0, LONGEST_BLOCK)}…` : text;
	const longest = Math.max(2, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
	const fence = "`".repeat(longest + 1);
	return `${fence}\n${shown}\n${fence}\n`;
}

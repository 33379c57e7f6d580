import { createHash } from "node:crypto";
import type { CellResult, Outcome, TransactionResult } from "../results.js";
import { escapeXml } from "../xml/escape.js";
import { SCRIPT, STYLE } from "./html-assets.js";
import {
	affectedOf,
	answerText,
	byOperation,
	causesOf,
	extentOf,
	gathered,
	openByReason,
	type ReportInput,
	requestText,
	sourceText,
} from "./report.js";

const SIGNS: Record<Outcome, string> = { passed: "✓", failed: "✗", open: "?" };
const OUTCOMES: Outcome[] = ["failed", "open", "passed"];

/**
 * The report as one HTML page that needs nothing else: the matrix, each failed cell with request, answer and reason,
 * what is open and why. A policy in the page forbids every request.
 */
export function renderHtml(input: ReportInput): string {
	const { verification } = input;
	const { title, target, endpoint, passed, total, failed, open, general, findings, advice = [] } = verification;
	const generalFailed = general.filter(({ outcome }) => outcome === "failed").length;
	const figures = [
		`<b>${passed}/${total}</b><span>cells passed</span>`,
		failed > 0 ? `<b>${failed}</b><span>failed</span>` : "",
		generalFailed > 0 ? `<b>${generalFailed}</b><span>general failed</span>` : "",
		findings.length > 0 ? `<b>${findings.length}</b><span>findings</span>` : "",
		open > 0 ? `<b>${open}</b><span>open</span>` : "",
		advice.length > 0 ? `<b>${advice.length}</b><span>advice</span>` : "",
	];
	const counts: Record<string, number> = { all: total, failed, open, passed };
	const filters = ["all", ...OUTCOMES].map(
		(name) =>
			`<label><input type="radio" name="outcome" value="${name}"${name === "all" ? " checked" : ""}> ${name} ${counts[name]}</label>`,
	);
	const policy = `default-src 'none'; style-src ${hashOf(STYLE)}; script-src ${hashOf(SCRIPT)}; base-uri 'none'; form-action 'none'`;
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(title)} · ${target} ${passed}/${total}</title>
<style>${STYLE}</style>
</head>
<body>
<header><div>
<h1>${text(title)}</h1>
<p class="soft">${target} · ${text(endpoint)}</p>
<div class="figures">${figures
		.filter((one) => one !== "")
		.map((one) => `<div>${one}</div>`)
		.join("")}</div>
${bar(counts, total)}
</div></header>
<nav><div>${filters.join("")}<input type="search" aria-label="Filter by text" placeholder="Operation, status, media type"></div></nav>
<main>
${findingBlocks(input)}
${failures(verification.cells)}
${opens(input)}
<div data-group><h2>Matrix</h2>
${[...byOperation(verification)].map(([name, cells]) => operation(name, cells)).join("\n")}</div>
<p class="soft" id="nothing" hidden>Nothing fits the filter.</p>
${generals(input)}
${advised(input)}
${verification.notes.length === 0 ? "" : `<h2>Notes</h2>${list(gathered(verification.notes).map(text))}`}
<footer>Each cell is an operation, a status, a request and a response media type; the figure counts its causes that passed.
Credentials are masked.</footer>
</main>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

function bar(counts: Record<string, number>, total: number): string {
	let x = 0;
	const pieces = (["passed", "failed", "open"] as const).map((outcome) => {
		const width = total === 0 ? 0 : ((counts[outcome] ?? 0) / total) * 100;
		const piece = `<rect class="${outcome}" x="${x}" width="${width}" height="1"/>`;
		x += width;
		return piece;
	});
	return `<div class="bar" aria-hidden="true"><svg viewBox="0 0 100 1" preserveAspectRatio="none">${pieces.join("")}</svg></div>`;
}

function operation(name: string, cells: CellResult[]): string {
	const first = cells[0]?.cell;
	const columns = [...new Set(cells.map(({ cell }) => cell.responseMediaType))];
	const rows = new Map<string, CellResult[]>();
	for (const result of cells) {
		const key = `${result.cell.status} ${result.cell.requestMediaType ?? ""}`;
		rows.set(key, [...(rows.get(key) ?? []), result]);
	}
	const passed = cells.filter(({ outcome }) => outcome === "passed").length;
	const body = [...rows.values()].map((own) => row(name, own, columns)).join("\n");
	return `<section class="operation" data-group>
<h3>${text(name)} <code>${text(`${first?.method} ${first?.path}`)}</code><span class="count">${passed}/${cells.length}</span></h3>
<div class="scroll"><table><thead><tr><th>status${cells.some(({ cell }) => cell.requestMediaType) ? ", sent as" : ""}</th>${columns
		.map((one) => `<th>${text(one || "no body")}</th>`)
		.join("")}</tr></thead><tbody>
${body}
</tbody></table></div></section>`;
}

function row(name: string, cells: CellResult[], columns: string[]): string {
	const cell = cells[0]?.cell;
	const outcomes = [...new Set(cells.map(({ outcome }) => outcome))].join(" ");
	const words = cells.map((one) => one.cell.id).join(" ");
	const marks = columns.map((column) => {
		const result = cells.find((one) => one.cell.responseMediaType === column);
		return `<td>${result === undefined ? "" : mark(result)}</td>`;
	});
	return `<tr data-outcome="${outcomes}" data-text="${text(`${name} ${words}`.toLowerCase())}"><th scope="row"><b>${text(cell?.status ?? "")}</b> ${text(cell?.requestMediaType ?? "")}</th>${marks.join("")}</tr>`;
}

function mark(result: CellResult): string {
	const { outcome, transactions, cell } = result;
	const count = `${causesOf(result, "passed").length}/${transactions.length}`;
	const causes = transactions.map((one) => `${SIGNS[one.outcome]} ${one.cause}${one.natural ? " (natural)" : ""}`);
	const inside = `<span aria-label="${outcome}">${SIGNS[outcome]}</span> ${count}`;
	const attributes = `class="mark ${outcome}" title="${text(causes.join("\n"))}"`;
	if (outcome === "failed") return `<a ${attributes} href="#${anchor(cell.id)}">${inside}</a>`;
	return outcome === "open" ? `<a ${attributes} href="#open">${inside}</a>` : `<span ${attributes}>${inside}</span>`;
}

/** Failures that have one reason, each told once. */
function findingBlocks({ verification }: ReportInput): string {
	const blocks = verification.findings.map((finding, index) => {
		const { title, mend, id, accepted, example, affected } = finding;
		const source = sourceText(finding);
		const facts = [
			affectedOf(finding, verification).map(text).join(", "),
			mend === "" ? "" : `To mend: ${text(mend)}`,
			accepted === undefined ? "" : `Accepted until ${accepted.until}: ${text(accepted.reason)}`,
			`For example ${text(example.place)}: ${text(example.reason)}`,
		];
		const words = `${title} ${affected.map(({ place }) => place).join(" ")}`.toLowerCase();
		return `<details class="cell failed" id="finding-${id}" data-outcome="failed" data-text="${text(words)}"${index === 0 ? " open" : ""}>
<summary><b>${text(title)}</b> <span class="soft">· ${text(extentOf(finding))}${source && ` · ${text(source)}`} · ${id}</span></summary>
<div class="inside">${list(facts.filter((fact) => fact !== ""))}${wires(example)}</div></details>`;
	});
	return blocks.length === 0 ? "" : `<div data-group><h2>Findings</h2>\n${blocks.join("\n")}</div>`;
}

function failures(cells: CellResult[]): string {
	const failed = cells.filter(({ outcome }) => outcome === "failed");
	if (failed.length === 0) return "";
	const blocks = failed.map((result) => {
		const { cell } = result;
		const causes = causesOf(result, "failed");
		const words = `${cell.operationId} ${cell.id}`.toLowerCase();
		const sum = causes.length === 1 ? (causes[0]?.reasons[0] ?? "") : `${causes.length} causes`;
		return `<details class="cell failed" id="${anchor(cell.id)}" data-outcome="failed" data-text="${text(words)}">
<summary><b>${text(cell.operationId)}</b> ${text(cell.id)} <span class="soft">· ${text(sum)}</span></summary>
<div class="inside">${causes.map(cause).join("")}</div></details>`;
	});
	return `<div data-group><h2>Failed</h2>\n${blocks.join("\n")}</div>`;
}

function cause(transaction: TransactionResult): string {
	return `<div class="cause"><h4>cause ${text(transaction.cause)}</h4>${list(transaction.reasons.map(text))}
${wires(transaction)}</div>`;
}

function wires(result: Pick<TransactionResult, "request" | "response">): string {
	const wire = (title: string, shown: string) =>
		shown === "" ? "" : `<div><h5>${title}</h5><pre>${text(shown)}</pre></div>`;
	return `<div class="wire">${wire("Request", requestText(result))}${wire("Answer", answerText(result))}</div>`;
}

function opens(input: ReportInput): string {
	const reasons = [...openByReason(input)];
	if (reasons.length === 0) return "";
	const blocks = reasons.map(([reason, places]) => {
		const items = [...places].map(
			([place, expected]) => `${text(place)}${expected ? ' <span class="tag">expected</span>' : ""}`,
		);
		const words = `${reason} ${[...places.keys()].join(" ")}`.toLowerCase();
		return `<details class="cell open-reason" data-outcome="open" data-text="${text(words)}"><summary>${text(reason)} <span class="tag">${places.size}</span></summary><div class="inside columns">${list(items)}</div></details>`;
	});
	return `<div data-group id="open"><h2>Open: not verified</h2>\n${blocks.join("\n")}</div>`;
}

function generals({ verification: { general } }: ReportInput): string {
	if (general.length === 0) return "";
	const rows = [...new Set(general.map(({ name }) => name))].map((name) => {
		const own = general.filter((one) => one.name === name);
		const marks = own.map(({ mediaType, outcome }) => {
			const label = mediaType ?? "open";
			return `<span class="mark ${outcome}"><span aria-label="${outcome}">${SIGNS[outcome]}</span> ${text(label)}</span>`;
		});
		const reasons = own.flatMap((one) =>
			one.reasons.map((reason) => text(one.mediaType === null ? reason : `${one.mediaType}: ${reason}`)),
		);
		const words = `${own[0]?.status} ${name} ${own.map(({ mediaType }) => mediaType ?? "").join(" ")}`.toLowerCase();
		const outcomes = [...new Set(own.map(({ outcome }) => outcome))].join(" ");
		return `<tr data-outcome="${outcomes}" data-text="${text(words)}"><th scope="row"><b>${own[0]?.status}</b> ${text(name)}</th><td class="marks">${marks.join(" ")}${reasons.length === 0 ? "" : list(reasons)}</td></tr>`;
	});
	return `<div data-group><h2>General responses</h2><div class="panel scroll"><table><tbody>${rows.join("\n")}</tbody></table></div></div>`;
}

/** What is no failure, and would still be better otherwise. */
function advised({ verification: { advice = [] } }: ReportInput): string {
	if (advice.length === 0) return "";
	const blocks = advice.map(({ title, mend, places, example }) => {
		const facts = [
			places.map(text).join(", "),
			`For example ${text(example.place)}: ${text(example.reason)}`,
			`Better: ${text(mend)}`,
		];
		const words = `${title} ${places.join(" ")}`.toLowerCase();
		return `<details class="cell" data-outcome="advice" data-text="${text(words)}"><summary>${text(title)} <span class="tag">${places.length}</span></summary><div class="inside">${list(facts)}${wires(example)}</div></details>`;
	});
	return `<div data-group><h2>Advice: no failure</h2>\n${blocks.join("\n")}</div>`;
}

function list(items: string[]): string {
	return `<ul>${items.map((item) => `<li>${item}</li>`).join("")}</ul>`;
}

/** A cell's id as an anchor: short, the same in each run. */
function anchor(id: string): string {
	return `cell-${createHash("sha256").update(id).digest("hex").slice(0, 12)}`;
}

/** As the policy names what is inline. */
function hashOf(inline: string): string {
	return `'sha256-${createHash("sha256").update(inline).digest("base64")}'`;
}

/** Escaped, and without characters that a page cannot hold. */
function text(raw: string): string {
	return escapeXml(raw).replaceAll("\u0000", "\ufffd");
}

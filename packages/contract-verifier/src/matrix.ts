import { generalPlace, reasonPart } from "./findings.js";
import {
	affectedOf,
	answerText,
	extentOf,
	gathered,
	listed,
	openByReason,
	requestText,
	sourceText,
	summaryOf,
} from "./reports/report.js";
import type { CellResult, Finding, TransactionResult, Verification } from "./results.js";

const STYLES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 };
type Style = keyof typeof STYLES;

/** The widest line. */
const WIDTH = 100;
const LONGEST_BODY = 240;
/** So that a server that fails everything can still be read about. */
const MOST_FINDINGS = 30;
/** So many findings show request and answer. */
const IN_FULL = 8;
const MOST_OPEN = 12;
const MOST_PLACES = 8;
/** So many examples of what is open. */
const MOST_OPEN_PLACES = 3;
/** A document with more operations is shown by those that did not pass, a line each. */
const MOST_BLOCKS = 30;
/** Headers of every answer that say nothing about the contract. */
const NOISE = /^(?:date|connection|keep-alive|transfer-encoding|content-length|vary|access-control-.*)$/;
const MOST_HEADERS = 16;
/** So many members are named that nothing carried. */
const MOST_UNCOVERED = 8;

/**
 * What a person reads in a terminal: a block for each operation with a row for each status, the targets side by side;
 * the general responses; the findings and what is open, each with its reason; and a last line such as `live 300/300`.
 *
 * @param verifications of one document, one for each target.
 * @param options `color` writes ANSI colours.
 */
export function renderMatrix(verifications: Verification[], options: { color?: boolean } = {}): string {
	const paint = (style: Style, text: string) =>
		options.color === true ? `\u001b[${STYLES[style]}m${text}\u001b[0m` : text;
	const lines: string[] = [];
	const first = verifications[0];
	if (first === undefined) return "";
	lines.push(paint("bold", first.title), "");
	lines.push(...operationBlocks(verifications, paint));
	for (const verification of verifications) lines.push(...generalBlock(verification, paint));
	for (const verification of verifications) lines.push(...faultBlocks(verification, paint));
	for (const verification of verifications) lines.push(...adviceBlock(verification, paint));
	for (const one of verifications) lines.push(...gathered(one.notes).map((note) => `note (${nameOf(one)}): ${note}`));
	for (const { uncovered = [], ...one } of verifications) {
		const more = uncovered.length > MOST_UNCOVERED ? ` and ${uncovered.length - MOST_UNCOVERED} more` : "";
		if (uncovered.length > 0)
			lines.push(
				`not covered (${nameOf(one)}): no request and no answer had ${uncovered.slice(0, MOST_UNCOVERED).join(", ")}${more}`,
			);
	}
	if (verifications.some(({ findings }) => findings.length > 0))
		lines.push(paint("dim", "contract-verifier explain <id> runs a finding again and shows all of it."));
	const summary = verifications.map((verification) => {
		const { open, failed, general } = verification;
		const red = failed > 0 || general.some(({ outcome }) => outcome === "failed");
		return paint(red ? "red" : open > 0 ? "yellow" : "green", summaryOf(verification));
	});
	lines.push(summary.join(" · "));
	return `${lines.flatMap(fold).join("\n")}\n`;
}

function nameOf({ name, target }: Verification): string {
	return name ?? target;
}

type Paint = (style: Style, text: string) => string;

function operationBlocks(verifications: Verification[], paint: Paint): string[] {
	const lines: string[] = [];
	const cells = verifications[0]?.cells ?? [];
	const operations = [...new Set(cells.map(({ cell }) => cell.operationId))];
	const withNatural = verifications.some(({ target }) => target === "mock");
	if (operations.length > MOST_BLOCKS) return [...shortLines(verifications, operations, paint), ""];
	for (const operationId of operations) {
		const own = cells.filter(({ cell }) => cell.operationId === operationId);
		const cell = own[0]?.cell;
		if (cell === undefined) continue;
		const requests = new Set(own.map((one) => one.cell.requestMediaType)).size;
		const responses = new Set(own.map((one) => one.cell.responseMediaType)).size;
		const shape =
			cell.requestMediaType === null
				? `${responses} response media types`
				: `${requests} request × ${responses} response media types`;
		lines.push(
			`${paint("bold", `${cell.method} ${cell.path}`)}  ${paint("dim", `${operationId}, ${shape.replace(/\b1 (response )?media types$/, "1 $1media type")}`)}`,
		);
		const heads = verifications.map((verification) => `${nameOf(verification)} cells`.padEnd(14)).join("");
		lines.push(paint("dim", `  status  causes  ${heads}${withNatural ? "natural on the mock" : ""}`.trimEnd()));
		for (const status of new Set(own.map((one) => one.cell.status))) {
			const causes = new Set(own.filter((one) => one.cell.status === status).flatMap((one) => one.cell.causes));
			const columns = verifications.map((verification) => {
				const row = verification.cells.filter(
					(one) => one.cell.operationId === operationId && one.cell.status === status,
				);
				return count(row, paint);
			});
			const natural = withNatural ? naturalCauses(verifications, operationId, status) : "";
			lines.push(`  ${status.padEnd(8)}${String(causes.size).padEnd(8)}${columns.join("")}${natural}`.trimEnd());
		}
		lines.push("");
	}
	return lines;
}

/** A line for each operation that did not pass in full, and how many did. */
function shortLines(verifications: Verification[], operations: readonly string[], paint: Paint): string[] {
	const several = verifications.length > 1;
	return verifications.flatMap((verification) => {
		const ids = new Map<string, CellResult[]>();
		for (const one of verification.cells) {
			const own = ids.get(one.cell.operationId) ?? [];
			ids.set(one.cell.operationId, own);
			own.push(one);
		}
		const rest = operations.flatMap((id) => {
			const row = ids.get(id) ?? [];
			return row.every(({ outcome }) => outcome === "passed") ? [] : [{ id, row }];
		});
		const of = several ? ` of ${nameOf(verification)}` : "";
		const lines = [
			paint(
				"green",
				`✓ ${operations.length - rest.length} of ${operations.length} operations${of} passed in every cell`,
			),
		];
		const isFailed = ({ row }: { row: CellResult[] }) => row.some(({ outcome }) => outcome === "failed");
		const ordered = [...rest.filter(isFailed), ...rest.filter((one) => !isFailed(one))];
		for (const { id, row } of ordered.slice(0, MOST_BLOCKS)) {
			const [first] = row;
			lines.push(`${count(row, paint)}${first?.cell.method} ${first?.cell.path}  ${paint("dim", id)}`);
		}
		if (ordered.length > MOST_BLOCKS)
			lines.push(`… and ${ordered.length - MOST_BLOCKS} more operations: --report html shows all`);
		return lines;
	});
}

function count(row: CellResult[], paint: Paint): string {
	const passed = row.filter((one) => one.outcome === "passed").length;
	const failed = row.some((one) => one.outcome === "failed");
	const mark = passed === row.length ? "✓" : failed ? "✗" : "?";
	const text = `${mark} ${passed}/${row.length}`.padEnd(14);
	return paint(passed === row.length ? "green" : failed ? "red" : "yellow", text);
}

/** How many causes of a status the request alone brings about on the mock. */
function naturalCauses(verifications: Verification[], operationId: string, status: string): string {
	const mock = verifications.find(({ target }) => target === "mock");
	const one = mock?.cells.find(({ cell }) => cell.operationId === operationId && cell.status === status);
	const natural = one?.transactions.filter((transaction) => transaction.natural).length ?? 0;
	return `${natural} of ${one?.transactions.length ?? 0}`;
}

function generalBlock(verification: Verification, paint: Paint): string[] {
	const { target, name, general } = verification;
	if (target === "mock") return ["General responses on the mock: not checked, they belong to the live server.", ""];
	if (general.length === 0) return [];
	const lines = [paint("bold", name === undefined ? "General responses" : `General responses of ${name}`)];
	for (const name of new Set(general.map((result) => result.name))) {
		const own = general.filter((result) => result.name === name);
		const passed = own.filter((result) => result.outcome === "passed").length;
		const open = own.every((result) => result.outcome === "open");
		const verdict = open
			? paint("yellow", `? open: ${own[0]?.reasons[0] ?? ""}`)
			: paint(passed === own.length ? "green" : "red", `${passed === own.length ? "✓" : "✗"} ${passed}/${own.length}`);
		lines.push(`  ${String(own[0]?.status).padEnd(8)}${name.padEnd(26)}${verdict}`);
	}
	return [...lines, ""];
}

/** The findings, the first ones in full; what is open, grouped by its reason. */
function faultBlocks(verification: Verification, paint: Paint): string[] {
	const target = nameOf(verification);
	const { findings } = verification;
	const lines: string[] = [];
	for (const [index, finding] of findings.slice(0, MOST_FINDINGS).entries()) {
		const source = sourceText(finding);
		lines.push(paint("red", `✗ ${target}  ${finding.title}`));
		lines.push(`    ${extentOf(finding)}${source && ` · ${source}`} · ${finding.id}`);
		lines.push(`    ${listed(affectedOf(finding, verification), MOST_PLACES)}`);
		const { accepted } = finding;
		if (accepted !== undefined) lines.push(`    accepted until ${accepted.until}: ${accepted.reason}`);
		if (finding.mend !== "") lines.push(`    to mend: ${finding.mend}`);
		if (index < IN_FULL) lines.push(...exampleLines(finding));
		lines.push("");
	}
	const more = findings.length - MOST_FINDINGS;
	if (more > 0) lines.push(paint("red", `… and ${more} more findings: --report html shows all`), "");
	const open = [...openByReason({ verification, isExpected: () => false })];
	for (const [reason, places] of open.slice(0, MOST_OPEN)) {
		const count = places.size === 1 ? "1 answer" : `${places.size} answers`;
		lines.push(paint("yellow", `? ${target}  open: ${reason}`));
		lines.push(`    ${count}: ${listed([...places.keys()], MOST_OPEN_PLACES)}`);
	}
	if (open.length > 0) lines.push("");
	if (open.length > MOST_OPEN)
		lines.push(paint("yellow", `… and ${open.length - MOST_OPEN} more reasons: --report html shows all`), "");
	return lines;
}

/** What is no failure, and would still be better otherwise. */
function adviceBlock(verification: Verification, paint: Paint): string[] {
	const { advice } = verification;
	if (advice === undefined) return [];
	const target = nameOf(verification);
	if (advice.length === 0) return [`Advice for ${target}: none.`, ""];
	const lines = [
		paint("bold", `Advice for ${target}, beyond the document: no failure, and the exit code stays as it is`),
	];
	for (const { title, mend, places, example } of advice) {
		lines.push(`  • ${title}`, `      ${listed(places, MOST_PLACES)}`);
		lines.push(`      for example ${example.place}: ${shorten(example.reason)}`, `      better: ${mend}`);
	}
	return [...lines, ""];
}

/** Everything about one finding: each request and answer in full. */
export function explanationOf(verification: Verification, id: string): string {
	const finding = verification.findings.find((one) => reasonPart(one.id) === reasonPart(id));
	if (finding === undefined) return `${id} is not there any more.\n`;
	const source = sourceText(finding);
	const lines = [`✗ ${finding.title}`, `${extentOf(finding)}${source && ` · ${source}`}`];
	if (finding.mend !== "") lines.push(`to mend: ${finding.mend}`);
	for (const { place, cause } of finding.affected) {
		const cell = verification.cells.find((one) => one.cell.id === place);
		const results: Pick<TransactionResult, "reasons" | "request" | "response">[] =
			cell?.transactions.filter((one) => one.cause === cause) ??
			verification.general.filter((one) => generalPlace(one) === place);
		for (const result of results) {
			lines.push("", `${place}${cause === null ? "" : `, cause ${cause}`}`, ...result.reasons.map((one) => `  ${one}`));
			const wire = [requestText(result).replace(/^/gm, "> "), answerText(result).replace(/^/gm, "< ")];
			lines.push(...wire.filter((text) => text.length > 2));
		}
	}
	return `${lines.join("\n")}\n`;
}

function exampleLines({ example }: Finding): string[] {
	const { place, cause, reason, request, response } = example;
	const shows = reason.toLowerCase();
	const lines = [`    for example ${place}${cause === null ? "" : `, cause ${cause}`}`, `      ${reason}`];
	const wire = (sign: string, first: string, headers: Record<string, string>, body: string) => {
		const told = Object.entries(headers).filter(([name]) => !NOISE.test(name) || shows.includes(name));
		const all = told.map(([name, value]) => `      ${sign} ${name}: ${shorten(value)}`);
		lines.push(`      ${sign} ${shorten(first)}`, ...all.slice(0, MOST_HEADERS));
		if (all.length > MOST_HEADERS) lines.push(`      ${sign} … and ${all.length - MOST_HEADERS} more headers`);
		if (body) lines.push(`      ${sign} ${shorten(body)}`);
	};
	if (request) wire(">", `${request.method} ${request.url}`, request.headers, request.body);
	if (response) wire("<", String(response.status), response.headers, response.body);
	return lines;
}

/** A line in pieces that fit the width, those after the first indented like it and a little more. */
function fold(line: string): string[] {
	// Painted lines are short.
	if (line.length <= WIDTH || line.includes("\u001b")) return [line];
	const indent = `${/^ */.exec(line)?.[0] ?? ""}    `;
	const room = WIDTH - indent.length;
	const pieces: string[] = [];
	for (let rest = line.trimStart(); rest !== ""; ) {
		// At a blank, unless a word is longer than a good part of the line.
		const blank = rest.length > room ? rest.lastIndexOf(" ", room) : rest.length;
		const end = blank > room / 2 ? blank : room;
		pieces.push(rest.slice(0, end));
		rest = rest.slice(end).replace(/^ /, "");
	}
	return pieces.map((piece, place) => `${place === 0 ? indent.slice(4) : indent}${piece}`);
}

function shorten(text: string): string {
	const line = text.replace(/\s*\n\s*/g, " ");
	return line.length > LONGEST_BODY ? `${line.slice(0, LONGEST_BODY)}… (${text.length} characters)` : line;
}

import type { CellResult, GeneralResult, Verification } from "./results.js";

const STYLES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 };
type Style = keyof typeof STYLES;

/** The widest line. */
const WIDTH = 100;
const LONGEST_BODY = 400;

/**
 * What a person reads in a terminal: a block for each operation with a row for each status, the targets side by side;
 * the failed and open cells with their reasons; the general responses; and a last line such as `live 300/300`.
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
	for (const one of verifications) lines.push(...one.notes.map((note) => `note (${nameOf(one)}): ${note}`));
	const summary = verifications.map((verification) => {
		const { passed, total, open, failed, general } = verification;
		const generalFailed = new Set(general.filter(({ outcome }) => outcome === "failed").map(({ name }) => name)).size;
		const counts = [
			failed > 0 ? `${failed} failed` : "",
			open > 0 ? `${open} open` : "",
			generalFailed > 0 ? `${generalFailed} general failed` : "",
		].filter((one) => one !== "");
		const text = `${nameOf(verification)} ${passed}/${total}${counts.length > 0 ? ` (${counts.join(", ")})` : ""}`;
		return paint(failed + generalFailed > 0 ? "red" : open > 0 ? "yellow" : "green", text);
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
		lines.push(...own.filter((one) => one.outcome === "failed").flatMap((one) => generalReasons(one)));
	}
	return [...lines, ""];
}

function generalReasons({ mediaType, reasons }: GeneralResult): string[] {
	return reasons.map((reason) => `          ${mediaType}: ${reason}`);
}

/** The failed cells, each with its causes, reasons, request and answer; the open ones grouped by their reason. */
function faultBlocks(verification: Verification, paint: Paint): string[] {
	const { cells } = verification;
	const target = nameOf(verification);
	const lines: string[] = [];
	for (const { cell, transactions } of cells.filter((one) => one.outcome === "failed")) {
		lines.push(paint("red", `✗ ${target}  ${cell.operationId}  ${cell.id}`));
		for (const { cause, reasons, request, response } of transactions.filter((one) => one.outcome === "failed")) {
			lines.push(`    cause ${cause}`);
			lines.push(...reasons.map((reason) => `      ${reason}`));
			if (request) {
				lines.push(`      > ${request.method} ${request.url}`);
				lines.push(...Object.entries(request.headers).map(([name, value]) => `      > ${name}: ${value}`));
				if (request.body) lines.push(`      > ${shorten(request.body)}`);
			}
			if (response) {
				lines.push(`      < ${response.status}`);
				lines.push(...Object.entries(response.headers).map(([name, value]) => `      < ${name}: ${value}`));
				if (response.body) lines.push(`      < ${shorten(response.body)}`);
			}
		}
		lines.push("");
	}
	const open = new Map<string, Set<string>>();
	for (const { cell, transactions } of cells) {
		for (const { cause, reasons } of transactions.filter((one) => one.outcome === "open")) {
			const reason = reasons.join("; ");
			open.set(reason, (open.get(reason) ?? new Set()).add(`${cell.operationId} ${cell.status} ${cause}`));
		}
	}
	for (const [reason, places] of open) {
		lines.push(paint("yellow", `? ${target}  open: ${reason}`));
		lines.push(...[...places].map((place) => `    ${place}`));
		lines.push("");
	}
	return lines;
}

/** A line in pieces that fit the width, those after the first indented like it and a little more. */
function fold(line: string): string[] {
	// Painted lines are short.
	if (line.length <= WIDTH || line.includes("\u001b")) return [line];
	const indent = `${/^ */.exec(line)?.[0] ?? ""}    `;
	const room = WIDTH - indent.length;
	const rest = line.slice(WIDTH).match(new RegExp(`.{1,${room}}`, "gu")) ?? [];
	return [line.slice(0, WIDTH), ...rest.map((piece) => `${indent}${piece}`)];
}

function shorten(text: string): string {
	const line = text.replace(/\s*\n\s*/g, " ");
	return line.length > LONGEST_BODY ? `${line.slice(0, LONGEST_BODY)}… (${text.length} characters)` : line;
}

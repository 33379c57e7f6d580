import type { Cell } from "../cells.js";
import type { CellResult, Finding, Outcome, TransactionResult, Verification } from "../results.js";

/** What a report is made of; credentials are masked already. */
export interface ReportInput {
	verification: Verification;
	/** Whether a cause of a cell was expected to be open. */
	isExpected(cell: Cell, cause: string): boolean;
}

/** `live 290/300 (2 failed, 8 open, advice 3)`; every report counts by it. */
export function summaryOf({ name, target, passed, total, failed, open, general, advice = [] }: Verification): string {
	const generalFailed = general.filter(({ outcome }) => outcome === "failed").length;
	const rest = [
		failed > 0 ? `${failed} failed` : "",
		open > 0 ? `${open} open` : "",
		generalFailed > 0 ? `${generalFailed} general failed` : "",
		advice.length > 0 ? `advice ${advice.length}` : "",
	].filter((text) => text !== "");
	return `${name ?? target} ${passed}/${total}${rest.length > 0 ? ` (${rest.join(", ")})` : ""}`;
}

/** The causes of a cell with one outcome. */
export function causesOf({ transactions }: CellResult, outcome: Outcome): TransactionResult[] {
	return transactions.filter((transaction) => transaction.outcome === outcome);
}

/** The cells of each operation, in the document's order. */
export function byOperation({ cells }: Verification): Map<string, CellResult[]> {
	const operations = new Map<string, CellResult[]>();
	for (const result of cells) {
		const own = operations.get(result.cell.operationId) ?? [];
		operations.set(result.cell.operationId, own);
		own.push(result);
	}
	return operations;
}

/** What is open, by its reason, the most frequent first; each place once, with whether it was expected. */
export function openByReason({ verification, isExpected }: ReportInput): Map<string, Map<string, boolean>> {
	const reasons = new Map<string, Map<string, boolean>>();
	for (const result of verification.cells) {
		for (const { cause, reasons: own } of causesOf(result, "open")) {
			const reason = own.map(openReason).join("; ");
			const places = reasons.get(reason) ?? new Map<string, boolean>();
			reasons.set(reason, places);
			places.set(`${result.cell.operationId} ${result.cell.status} ${cause}`, isExpected(result.cell, cause));
		}
	}
	return new Map([...reasons].sort(([, one], [, other]) => other.size - one.size));
}

/** Why something is open, without what differs from place to place: the places are listed below it. */
function openReason(reason: string): string {
	return reason
		.replace(/\boperations\.\S+/, "operations.<operation>.<status>.<cause>")
		.replace(/\b(is answered) \d{3}\b/, "$1 otherwise")
		.replace(/^[A-Z]+ \/\S* (?=needs something|names|would|could|can)/, "it ")
		.replace(/(?<=^it needs something) in \/\S*(?=,)/, "")
		.replace(/(?<=^it would name) \/\S*(?=,)/, " something")
		.replace(/(?<=^no value of) \S+(?= is one)/, " its path parameter");
}

/**
 * Notes, those that differ in numbers and places alone as one.
 * @example gathered(["a: 1 is there", "a: 2 is there"]) // ["a: 1 is there (and 1 more alike)"]
 */
export function gathered(notes: readonly string[]): string[] {
	const kinds = new Map<string, string[]>();
	for (const note of notes) {
		const kind = note.replace(/#?\/\S+|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\d+/g, "…");
		kinds.set(kind, [...(kinds.get(kind) ?? []), note]);
	}
	return [...kinds.values()].map(([first = "", ...others]) =>
		others.length === 0 ? first : `${first} (and ${others.length} more alike)`,
	);
}

/** `16 cells, 12 of them for this reason alone, and 2 general responses` */
export function extentOf({ cells, wouldPass, general }: Finding): string {
	const count = (number: number, word: string) => `${number} ${word}${number === 1 ? "" : "s"}`;
	const some = wouldPass === 0 ? "with other reasons too" : `${wouldPass} of them for this reason alone`;
	const alone = wouldPass === cells ? "" : `, ${some}`;
	const parts = [
		cells === 0 ? "" : `${count(cells, "cell")}${alone}`,
		general === 0 ? "" : count(general, "general response"),
	];
	return parts.filter((part) => part !== "").join(" and ");
}

/** `spec/things.yaml:78`, or the pointer where the line is not known; `""` where it is about no one place. */
export function sourceText({ source }: Finding): string {
	if (source === null) return "";
	return source.file === null ? source.pointer : `${source.file}:${source.line}`;
}

/** What a finding is about, cells of one operation and status together: `createThing 201 (4 cells)`. */
export function affectedOf({ affected }: Finding, { cells }: Verification): string[] {
	const known = new Map(cells.map(({ cell }) => [cell.id, cell]));
	const groups = new Map<string, Set<string>>();
	for (const { place, cause } of affected) {
		const cell = known.get(place);
		const name =
			cell === undefined || cause === null ? `general response ${place}` : `${cell.operationId} ${cell.status}`;
		groups.set(name, (groups.get(name) ?? new Set()).add(place));
	}
	return [...groups].map(([name, places]) => (places.size === 1 ? name : `${name} (${places.size} cells)`));
}

/** `GET /things 200, POST /things 400 and 7 more` */
export function listed(names: readonly string[], most: number): string {
	const shown = names.slice(0, most).join(", ");
	return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}

/** A request as it went over the wire, more or less; `""` where none was sent. */
export function requestText({ request }: Pick<TransactionResult, "request">): string {
	if (request === null) return "";
	return message(`${request.method} ${request.url}`, request.headers, request.body);
}

/** An answer likewise. */
export function answerText({ response }: Pick<TransactionResult, "response">): string {
	return response === null ? "" : message(String(response.status), response.headers, response.body);
}

function message(first: string, headers: Record<string, string>, body: string): string {
	const lines = [first, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)];
	return body === "" ? lines.join("\n") : `${lines.join("\n")}\n\n${body}`;
}

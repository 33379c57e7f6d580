import type { Cell } from "../cells.js";
import type { CellResult, Outcome, TransactionResult, Verification } from "../results.js";

/** What a report is made of; credentials are masked already. */
export interface ReportInput {
	verification: Verification;
	/** Whether a cause of a cell was expected to be open. */
	isExpected(cell: Cell, cause: string): boolean;
}

/** `live 290/300 (2 failed, 8 open)` */
export function summaryOf({ target, passed, total, failed, open, general }: Verification): string {
	const generalFailed = general.filter(({ outcome }) => outcome === "failed").length;
	const rest = [
		failed > 0 ? `${failed} failed` : "",
		open > 0 ? `${open} open` : "",
		generalFailed > 0 ? `${generalFailed} general failed` : "",
	].filter((text) => text !== "");
	return `${target} ${passed}/${total}${rest.length > 0 ? ` (${rest.join(", ")})` : ""}`;
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

/** What is open, by its reason; each place once. */
export function openByReason({ verification, isExpected }: ReportInput): Map<string, Map<string, boolean>> {
	const reasons = new Map<string, Map<string, boolean>>();
	for (const result of verification.cells) {
		for (const { cause, reasons: own } of causesOf(result, "open")) {
			const reason = own.join("; ");
			const places = reasons.get(reason) ?? new Map<string, boolean>();
			reasons.set(reason, places);
			places.set(`${result.cell.operationId} ${result.cell.status} ${cause}`, isExpected(result.cell, cause));
		}
	}
	return reasons;
}

/** A request as it went over the wire, more or less; `""` where none was sent. */
export function requestText({ request }: TransactionResult): string {
	if (request === null) return "";
	return message(`${request.method} ${request.url}`, request.headers, request.body);
}

/** An answer likewise. */
export function answerText({ response }: TransactionResult): string {
	return response === null ? "" : message(String(response.status), response.headers, response.body);
}

function message(first: string, headers: Record<string, string>, body: string): string {
	const lines = [first, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)];
	return body === "" ? lines.join("\n") : `${lines.join("\n")}\n\n${body}`;
}

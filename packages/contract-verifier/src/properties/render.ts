import type { AgreementResult } from "../agreement/result.js";
import { exchangeLines } from "./exchange.js";
import type { PropertiesResult, PropertyResult } from "./run.js";
import type { SequencesResult } from "./sequences/run.js";

export interface PropertiesReport {
	properties: PropertiesResult;
	sequences: SequencesResult;
	/** `undefined` where there was no mock. */
	agreement: AgreementResult | undefined;
}

/** 0 where everything holds, 1 where something does not, 3 where something could not be tried. */
export function propertiesExitCode({ properties, sequences, agreement }: PropertiesReport): 0 | 1 | 3 {
	const failed =
		properties.results.some((one) => one.failure !== undefined) ||
		sequences.failure !== undefined ||
		(agreement?.disagreements.length ?? 0) > 0;
	if (failed) return 1;
	const open = properties.open.length > 0 || sequences.open !== undefined || (agreement?.open.length ?? 0) > 0;
	const nothing = properties.requests === 0 || sequences.passed === 0 || agreement?.total === 0;
	return open || nothing ? 3 : 0;
}

/**
 * What a person reads in a terminal: the table of constraints and operations with the number of requests, all that does
 * not hold with the smallest request that shows it, and a last line with the counts and the seed.
 */
export function renderProperties(report: PropertiesReport): string {
	const { properties, sequences, agreement } = report;
	const lines = [...table(properties.results), ""];
	const statuses = Object.entries(properties.statuses).map(([status, count]) => `${status}: ${count}`);
	lines.push(`Answers by status   ${statuses.join("  ")}`);
	const kinds = Object.entries(sequences.steps).map(([kind, count]) => `${kind}: ${count}`);
	lines.push(`Steps of sequences  ${kinds.join("  ")}`, "");
	for (const { operationId, constraint, place, failure } of properties.results) {
		if (failure === undefined) continue;
		lines.push(`✗ ${operationId}  ${constraint}  ${place}  (--seed ${properties.seed})`);
		lines.push(...failure.reasons.map((reason) => `    ${reason}`));
		lines.push(...(failure.exchange ? exchangeLines(failure.exchange) : []).map((line) => `      ${line}`), "");
	}
	if (sequences.failure !== undefined) {
		const { reason, sequence, exchanges } = sequences.failure;
		lines.push(`✗ sequence: ${reason}  (--seed ${sequences.seed})`, ...sequence.map((line) => `    ${line}`));
		lines.push(...exchanges.flatMap(exchangeLines).map((line) => `      ${line}`), "");
	}
	if (agreement) lines.push(...disagreementLines(agreement));
	for (const { operationId, reason } of properties.open) lines.push(`? open: ${operationId}: ${reason}`);
	if (sequences.open !== undefined) lines.push(`? open: sequences: ${sequences.open}`);
	for (const one of agreement?.open ?? []) lines.push(`? open: ${one}`);
	for (const note of [...properties.notes, ...(agreement?.notes ?? [])]) lines.push(`note: ${note}`);
	const counts = [
		`properties ${properties.passed}/${properties.requests}`,
		`sequences ${sequences.passed}/${sequences.total}`,
		...(agreement ? [`agree ${agreement.agreed}/${agreement.total}`] : []),
	];
	lines.push(`${counts.join(" · ")} (seed ${properties.seed})`);
	return `${lines.join("\n")}\n`;
}

/**
 * What a person reads in a terminal about a comparison: what differs with both answers, what could not be compared, and a
 * last line with the count.
 */
export function renderAgreement(agreement: AgreementResult): string {
	const lines = disagreementLines(agreement);
	for (const one of agreement.open) lines.push(`? open: ${one}`);
	for (const note of agreement.notes) lines.push(`note: ${note}`);
	const open = agreement.open.length > 0 ? ` (${agreement.open.length} open)` : "";
	lines.push(`agree ${agreement.agreed}/${agreement.total}${open}`);
	return `${lines.join("\n")}\n`;
}

function disagreementLines({ names, disagreements }: AgreementResult): string[] {
	return disagreements.flatMap(({ name, reasons, exchanges }) => [
		`✗ ${names.join(" and ")} differ: ${name}`,
		...reasons.map((reason) => `    ${reason}`),
		...exchanges.flatMap((one, index) =>
			one === undefined ? [] : [`    ${names[index]}`, ...exchangeLines(one).map((line) => `      ${line}`)],
		),
		"",
	]);
}

/** 0 where all answers agree, 1 where some do not, 3 where something could not be compared. */
export function agreementExitCode({ disagreements, open, total }: AgreementResult): 0 | 1 | 3 {
	if (disagreements.length > 0) return 1;
	return open.length > 0 || total === 0 ? 3 : 0;
}

/** Rows are constraints, columns operations; a dash where the document states no such constraint. */
function table(results: PropertyResult[]): string[] {
	const operations = [...new Set(results.map((one) => one.operationId))];
	const letter = (index: number) => String.fromCharCode(65 + index);
	const rows = [...new Set(results.map((one) => one.constraint))].map((constraint) => [
		constraint,
		...operations.map((operationId) => {
			const own = results.filter((one) => one.constraint === constraint && one.operationId === operationId);
			const requests = own.reduce((sum, one) => sum + one.requests, 0);
			const failed = own.filter((one) => one.failure !== undefined).length;
			return own.length === 0 ? "-" : `${requests}${failed > 0 ? ` ✗${failed}` : ""}`;
		}),
	]);
	const all = [["constraint", ...operations.map((_, index) => letter(index))], ...rows];
	const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
	return [
		...operations.map((operationId, index) => `${letter(index)}  ${operationId}`),
		"",
		...all.map((row) =>
			row
				.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart((widths[column] ?? 0) + 3)))
				.join(""),
		),
	];
}

import type { Tally } from "./score.js";

/** Fewer kinds than this in an operation would prove little about it. */
export const LEAST_KINDS = 12;

const MOST_NAMED = 4;
const LONGEST = 240;

/** What a whole run found. */
export interface MutationReport {
	/** Operations in the document's order. */
	operations: string[];
	/** Names of kinds and behaviours in the order of the run. */
	kinds: string[];
	tallies: Tally[];
	/** Only some kinds were asked for, or only a part of the cells passes, which says nothing about the others. */
	chosen?: boolean;
}

/** Why a report is no proof; empty where it is one. */
export function objectionsTo({ operations, tallies, chosen }: MutationReport): string[] {
	const objections: string[] = [];
	const survivors = tallies.flatMap((tally) => tally.survivors);
	if (survivors.length > 0) objections.push(`${survivors.length} faults survived`);
	if (chosen) return objections;
	for (const operation of operations) {
		const kinds = tallies.filter((tally) => tally.operation === operation && tally.planted > 0).length;
		if (kinds < LEAST_KINDS)
			objections.push(`${operation}: ${kinds} kinds of faults apply; ${LEAST_KINDS} are the least`);
	}
	return objections;
}

/** The table of a report: a row for each kind, a column for each operation, `killed/planted`. */
export function renderMutation(report: MutationReport): string {
	const { operations, kinds, tallies } = report;
	const cell = (of: Tally[]) => {
		const planted = sum(of, "planted");
		return planted === 0 ? "·" : `${sum(of, "killed")}/${planted}`;
	};
	const rows = [
		["kind", ...operations, "all"],
		...kinds.map((kind) => {
			const own = tallies.filter((tally) => tally.kind === kind);
			const columns = operations.map((operation) => cell(own.filter((tally) => tally.operation === operation)));
			return [kind, ...columns, cell(own)];
		}),
		[
			"all",
			...operations.map((operation) => cell(tallies.filter((tally) => tally.operation === operation))),
			cell(tallies),
		],
	];
	const lines = tableOf(rows);
	const byFault = new Map<string, string[]>();
	for (const { kind, operation, place, said } of tallies.flatMap((tally) => tally.survivors)) {
		const key = `${kind} in ${operation}`;
		byFault.set(key, [...(byFault.get(key) ?? []), place === operation ? said : `${place}: ${said}`]);
	}
	if (byFault.size > 0) lines.push("", "survivors:");
	for (const [fault, [first = "", ...more]] of byFault) {
		lines.push(`  ${fault}`, `    ${first}${more.length > 0 ? ` (and ${more.length} more)` : ""}`);
	}
	lines.push("", ...objectionsTo(report), scoreOf(tallies));
	return `${lines.join("\n")}\n`;
}

/**
 * What nothing would have noticed, for whoever wants to mend it: a line for each kind of fault with how often it was noticed
 * and where it wasn't, and the score.
 */
export function renderUnnoticed({ kinds, tallies }: MutationReport): string {
	const rows = kinds.flatMap((kind) => {
		const own = tallies.filter((tally) => tally.kind === kind);
		const planted = sum(own, "planted");
		if (planted === 0) return [];
		const where = own.filter(({ survivors }) => survivors.length > 0).map(({ operation }) => operation);
		const [first = ""] = own.flatMap(({ survivors }) => survivors).map(({ said }) => said);
		const named =
			where.length > MOST_NAMED ? [...where.slice(0, MOST_NAMED), `${where.length - MOST_NAMED} more`] : where;
		const told = where.length === 0 ? "" : `unnoticed in ${named.join(", ")}${first === "passed" ? "" : `: ${first}`}`;
		return [[`${where.length > 0 ? "✗" : "✓"} ${kind}`, `${sum(own, "killed")}/${planted}`, told.slice(0, LONGEST)]];
	});
	return `${[...tableOf(rows), "", scoreOf(tallies)].join("\n")}\n`;
}

function scoreOf(tallies: readonly Tally[]): string {
	const all = [...tallies];
	const [planted, killed] = [sum(all, "planted"), sum(all, "killed")];
	const score = planted === 0 ? 0 : Math.floor((killed * 1000) / planted) / 10;
	return `mutation score ${score} % · ${killed}/${planted} faults killed`;
}

function tableOf(rows: readonly string[][]): string[] {
	const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
	return rows.map((row) =>
		row
			.map((text, column) =>
				column === 0 || isText(rows, column) ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0),
			)
			.join("  ")
			.trimEnd(),
	);
}

/** Numbers stand to the right, texts to the left. */
function isText(rows: readonly string[][], column: number): boolean {
	return rows.some((row) => /\s/.test(row[column] ?? ""));
}

function sum<K extends string>(all: Record<K, number>[], name: K): number {
	return all.reduce((total, one) => total + one[name], 0);
}

import type { Spread } from "./measure.js";

/** A measured figure and its aim. */
export interface Figure {
	what: string;
	value: number;
	unit: string;
	/** What the value is measured against, such as raw node:http. */
	against?: string;
	spread?: Spread;
	/** Absent where the figure is printed for information. */
	aim?: { atLeast: number } | { atMost: number };
	note?: string;
}

/** Whether a figure meets its aim; undefined where it has none. */
export function isMet({ value, aim }: Figure): boolean | undefined {
	if (aim === undefined) return undefined;
	return "atLeast" in aim ? value >= aim.atLeast : value <= aim.atMost;
}

/** The figures as rows of a table: what, value, spread, aim, verdict. */
export function rows(figures: readonly Figure[]): string[][] {
	return figures.map((figure) => [
		figure.what,
		`${round(figure.value)} ${figure.unit}`.trim(),
		figure.spread ? `${round(figure.spread.min)} … ${round(figure.spread.max)}` : "",
		aimText(figure),
		{ true: "met", false: "MISSED", undefined: "" }[String(isMet(figure)) as "true" | "false" | "undefined"],
		figure.note ?? "",
	]);
}

function aimText({ aim, unit }: Figure): string {
	if (aim === undefined) return "";
	return "atLeast" in aim ? `≥ ${aim.atLeast} ${unit}`.trim() : `≤ ${aim.atMost} ${unit}`.trim();
}

/** Three significant digits, no exponent. */
export function round(value: number): string {
	if (value === 0 || !Number.isFinite(value)) return String(value);
	const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
	return value.toFixed(Math.min(digits, 6));
}

const HEADINGS = ["figure", "median", "min … max", "aim", "", ""];

/** A table in columns, for the terminal. */
export function textTable(figures: readonly Figure[]): string {
	const all = [HEADINGS, ...rows(figures)];
	const widths = HEADINGS.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
	return all
		.map((row) =>
			row
				.map((cell, column) => cell.padEnd(widths[column] ?? 0))
				.join("  ")
				.trimEnd(),
		)
		.join("\n");
}

/** The same table in Markdown, for the docs. */
export function markdownTable(figures: readonly Figure[]): string {
	const line = (row: readonly string[]) => `| ${row.join(" | ")} |`;
	const headings = ["figure", "median", "min … max", "aim", "met", "note"];
	return [line(headings), line(headings.map(() => "---")), ...rows(figures).map(line)].join("\n");
}

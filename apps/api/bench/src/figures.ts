import { columns } from "@onespec/stack/terminal";
import { type Rounds, ratio, type Spread } from "./measure.js";

/** A measured figure and its aim. */
export interface Figure {
	what: string;
	value: number;
	unit: string;
	spread?: Spread;
	/** Absent where the figure is printed for information. */
	aim?: { atLeast: number } | { atMost: number };
	note?: string;
}

/** A figure that is the median of several rounds. */
export function median(what: string, spread: Spread, unit: string, more: Pick<Figure, "aim" | "note"> = {}): Figure {
	return { what, value: spread.median, unit, spread, ...more };
}

/** How many times the requests of each framework stack ours serves in a second of the server's CPU. */
export function besideFrameworks(
	what: string,
	ours: { cpu: Rounds },
	frameworks: Readonly<Record<string, { cpu: Rounds }>>,
	more: Pick<Figure, "aim"> = {},
): Figure[] {
	return Object.entries(frameworks).map(([name, { cpu }]) =>
		median(`${what}: beside ${name}`, ratio(cpu, ours.cpu), "times its requests per CPU second", more),
	);
}

/** Whether a figure misses its aim. */
export function isMissed({ value, aim }: Figure): boolean {
	if (aim === undefined) return false;
	return "atLeast" in aim ? !(value >= aim.atLeast) : !(value <= aim.atMost);
}

/** A table in columns, for the terminal. */
export function textTable(figures: readonly Figure[]): string {
	return columns([HEADINGS, ...figures.map(row)]).join("\n");
}

/** The same table in Markdown, for the docs. */
export function markdownTable(figures: readonly Figure[]): string {
	const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
	return [HEADINGS, HEADINGS.map(() => "---"), ...figures.map(row)].map(line).join("\n");
}

/** A figure that misses its aim, as a line. */
export function shortfall(figure: Figure): string {
	return `${figure.what}: ${round(figure.value)}, aim ${aimText(figure)}`;
}

const HEADINGS = ["figure", "median", "min … max", "aim", "verdict", "note"];

function row(figure: Figure): string[] {
	const { what, value, unit, spread, aim, note = "" } = figure;
	return [
		what,
		`${round(value)} ${unit}`,
		spread ? `${round(spread.min)} … ${round(spread.max)}` : "",
		aimText(figure),
		aim ? (isMissed(figure) ? "MISSED" : "met") : "",
		note,
	];
}

function aimText({ aim, unit }: Figure): string {
	if (aim === undefined) return "";
	return "atLeast" in aim ? `≥ ${aim.atLeast} ${unit}` : `≤ ${aim.atMost} ${unit}`;
}

/** Three significant digits, no exponent. */
function round(value: number): string {
	if (value === 0 || !Number.isFinite(value)) return String(value);
	const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
	return value.toFixed(Math.min(digits, 6));
}

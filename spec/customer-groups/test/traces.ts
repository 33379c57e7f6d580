import { existsSync, readFileSync } from "node:fs";
import { readYaml, repositoryRoot, specFolder, valueAt } from "./spec.js";

/** One row of a table of SOURCES.md whose first column is `Id`. */
export interface Trace {
	readonly id: string;
	/** The lines of its document, first and last; decisions have none. */
	readonly lines: readonly [first: number, last: number] | undefined;
	readonly places: readonly string[];
	/** `file › name of the test`, or none where the row says `as there`. */
	readonly tests: readonly string[];
	readonly asThere: boolean;
	readonly confidence: string | undefined;
}

type Row = Record<string, string>;

/** Reads the traces of a text in the form of SOURCES.md. */
export function tracesOf(markdown: string): Trace[] {
	return rowsOf(markdown)
		.filter((row) => row.Id !== undefined)
		.map((row) => ({
			id: row.Id ?? "",
			lines: row.Lines === undefined ? undefined : rangeOf(row.Lines),
			places: quoted(row.Place ?? ""),
			tests: quoted(row.Test ?? ""),
			asThere: row.Test === "as there",
			confidence: row.Confidence,
		}));
}

/**
 * Holds SOURCES.md against what it points at: every row has an id of its own, places that exist, tests that exist, and
 * the lines of each document are covered without a gap.
 *
 * @param markdown a text in the form of SOURCES.md
 * @returns one sentence for each fault, none where all traces hold
 */
export function checkTraces(markdown: string): string[] {
	const traces = tracesOf(markdown);
	const byId = new Map(traces.map((trace) => [trace.id, trace]));
	return [
		...traces.filter((trace) => byId.get(trace.id) !== trace).map((trace) => `${trace.id} is the id of two rows.`),
		...traces.flatMap((trace) => faultsOfPlaces(trace, byId)),
		...traces.flatMap((trace) => faultsOfTests(trace, byId)),
		...traces.flatMap(faultsOfConfidence),
		...rowsOf(markdown)
			.filter((row) => row.Document !== undefined)
			.flatMap((row) => faultsOfCoverage(row.Document ?? "", Number(row["Total lines"]), traces)),
	];
}

function faultsOfPlaces({ id, places }: Trace, byId: ReadonlyMap<string, Trace>): string[] {
	if (places.length === 0) return [`${id} has no place.`];
	return places.filter((place) => !placeExists(place, byId)).map((place) => `${id}: ${place} leads nowhere.`);
}

function placeExists(place: string, byId: ReadonlyMap<string, Trace>): boolean {
	if (/^(D[123]|DEC)-\d+$/.test(place)) return byId.has(place);
	if (place.startsWith("#")) return valueAt(openapi, place) !== undefined;
	if (place.startsWith("scenarios.yaml#"))
		return valueAt(scenarios, place.slice("scenarios.yaml".length)) !== undefined;
	return existsSync(`${specFolder}${place}`);
}

function faultsOfTests(trace: Trace, byId: ReadonlyMap<string, Trace>): string[] {
	const { id, tests, asThere } = trace;
	if (asThere) return hasTests(trace, byId) ? [] : [`${id} takes over the tests of rows that have none.`];
	if (tests.length === 0) return [`${id} has no test.`];
	return tests.filter((test) => !testExists(test)).map((test) => `${id}: there is no test ${test}.`);
}

/** Whether a row has tests, its own or those of every row that it names. `depth` ends rows that name each other. */
function hasTests({ asThere, tests, places }: Trace, byId: ReadonlyMap<string, Trace>, depth = 3): boolean {
	if (!asThere) return tests.length > 0;
	return (
		depth > 0 &&
		places.map((place) => byId.get(place)).every((other) => other !== undefined && hasTests(other, byId, depth - 1))
	);
}

function testExists(test: string): boolean {
	const [path = "", ...rest] = test.split(" › ");
	const file = path.startsWith("test/") ? `${specFolder}${path}` : `${repositoryRoot}${path}`;
	if (rest.length === 0 || !/\.test\.ts$/.test(path) || !existsSync(file)) return false;
	const name = rest.join(" › ").replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
	// The first argument of `test(…)` or of what `test.each(…)` gives; no comment and no `describe`.
	const call = String.raw`^(?!\s*//|.*\bdescribe[.(]).*?(?:\b(?:test|it)\(|\)\()\s*(["'${"`"}])${name}\1`;
	return new RegExp(call, "m").test(readFileSync(file, "utf8"));
}

function faultsOfConfidence({ id, lines, confidence }: Trace): string[] {
	if (lines !== undefined || /^(high|medium|low)$/.test(confidence ?? "")) return [];
	return [`${id} has neither lines nor a confidence of high, medium or low.`];
}

function faultsOfCoverage(name: string, total: number, traces: readonly Trace[]): string[] {
	const faults: string[] = [];
	let covered = 0;
	const ranges = traces
		.filter((trace) => trace.id.startsWith(`${name}-`))
		.map((trace) => ({ ...trace, lines: trace.lines ?? [0, 0] }));
	for (const { id, lines } of ranges.sort((a, b) => a.lines[0] - b.lines[0])) {
		const [first, last] = lines;
		if (!(first >= 1 && last >= first && last <= total))
			faults.push(`${id}: ${first}-${last} are no lines of ${name}.`);
		if (first > covered + 1) faults.push(`${name}: nothing traces lines ${covered + 1} to ${first - 1}.`);
		covered = Math.max(covered, last);
	}
	if (!(covered >= total)) faults.push(`${name}: nothing traces lines ${covered + 1} to ${total}.`);
	return faults;
}

/** Every row of every Markdown table, by the names of its columns. */
function rowsOf(markdown: string): Row[] {
	const rows: Row[] = [];
	let columns: string[] | undefined;
	for (const line of markdown.split("\n")) {
		if (!line.startsWith("|")) columns = undefined;
		else if (columns === undefined) columns = cellsOfLine(line);
		else if (!/^\|[-| ]+$/.test(line)) {
			const cells = cellsOfLine(line);
			rows.push(Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? ""])));
		}
	}
	return rows;
}

function cellsOfLine(line: string): string[] {
	return line
		.split(/(?<!\\)\|/)
		.slice(1, -1)
		.map((cell) => cell.trim());
}

function rangeOf(text: string): [number, number] {
	const [, first, last] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? [];
	return [Number(first), Number(last ?? first)];
}

function quoted(cell: string): string[] {
	return [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? "");
}

const openapi = readYaml("openapi.yaml");
const scenarios = readYaml("scenarios.yaml");

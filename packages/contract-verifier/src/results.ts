import type { Cell } from "./cells.js";

export type Outcome = "passed" | "failed" | "open";

/** A request as it was sent, credentials masked. */
export interface SentRequest {
	method: string;
	url: string;
	headers: Record<string, string>;
	body: string;
}

/** An answer as it came, credentials masked. */
export interface ReceivedAnswer {
	status: number;
	headers: Record<string, string>;
	body: string;
}

/**
 * One cause of one cell: the request that was sent and the answer that came, credentials masked.
 * While a run is under way its reasons are more than texts.
 */
export interface TransactionResult<R = string> {
	cause: string;
	outcome: Outcome;
	/** On the mock: the request alone brought the status about, without `Prefer`. */
	natural: boolean;
	/** Why it failed or is open; each names its place. */
	reasons: R[];
	/** `null` where none was sent. */
	request: SentRequest | null;
	/** `null` where none came. */
	response: ReceivedAnswer | null;
}

/** A cell with what became of each of its causes; it passes only when all of them do. */
export interface CellResult<R = string> {
	cell: Cell;
	outcome: Outcome;
	transactions: TransactionResult<R>[];
}

/** What became of one general response in one media type. */
export interface GeneralResult<R = string> {
	/** Its name in `x-general-responses`. */
	name: string;
	status: number;
	/** What the request accepted; `null` where it was not sent. */
	mediaType: string | null;
	outcome: Outcome;
	reasons: R[];
	/** `null` where none was sent. */
	request: SentRequest | null;
	/** `null` where none came. */
	response: ReceivedAnswer | null;
}

/** What a finding is about: a cause of a cell, or a general response. */
export interface Affected {
	/** The cell's id, or `404 path-unknown application/json` for a general response. */
	place: string;
	/** `null` for a general response. */
	cause: string | null;
}

/** Failures that have one reason. */
export interface Finding {
	/** The same in each run: `1f3a2b-9c04`. The part before the dash tells the reason, the other the cell of the example. */
	id: string;
	/** What is wrong, in words. */
	title: string;
	/** What would be enough to put it right. */
	mend: string;
	/** How many cells have it. */
	cells: number;
	/** How many of them would pass if nothing but this were put right. */
	wouldPass: number;
	/** How many general responses have it. */
	general: number;
	/** Each cause of a cell, and each general response, that has it. */
	affected: Affected[];
	/** Where the document says so; `null` where it is about no one place. */
	source: Source | null;
	/** Where a baseline accepts it: why, and until which day. */
	accepted?: { reason: string; until: string };
	/** The smallest of them. */
	example: Affected & { reason: string; request: SentRequest | null; response: ReceivedAnswer | null };
}

/** What good servers do beyond the document, and this one doesn't. It is no failure. */
export interface Advice {
	/** In a word: `caching`. */
	about: string;
	/** What the server does, in words. */
	title: string;
	/** What would be better. */
	mend: string;
	/** Where it was seen, each once: `GET /things 401`. */
	places: string[];
	/** The first of them. */
	example: { place: string; reason: string; request: SentRequest | null; response: ReceivedAnswer | null };
}

/** A place in a document. */
export interface Source {
	/** `#/paths/~1things/get/responses/200` */
	pointer: string;
	/** As the command was given it, or relative to the working folder; `null` where the document came from no file. */
	file: string | null;
	/** From 1 on; `null` where the file is not known. */
	line: number | null;
}

/** What a run found. */
export interface Verification {
	target: "mock" | "live";
	/** What reports call it, where that is not the target. */
	name?: string;
	/** The API's title and version, as the document has them. */
	title: string;
	endpoint: string;
	/** Of cells. */
	total: number;
	passed: number;
	failed: number;
	open: number;
	cells: CellResult[];
	/** How many writes, values, pages and so on were looked at beside the answers of the cells, on a live server. */
	readBack?: number;
	/** The members of bodies that no request and no answer of a live run carried: `Thing.Note`. Nothing is known of them. */
	uncovered?: string[];
	/** Not counted among the cells. */
	general: GeneralResult[];
	/** All failures by their reason, first those whose mending turns most cells green. */
	findings: Finding[];
	/** Where it was asked for: what is no failure. */
	advice?: Advice[];
	/** What else there is to know: what could not be cleaned up. */
	notes: string[];
	/** All cells passed and no general response failed. */
	ok: boolean;
}

/**
 * Runs of one document against one server as one: each cell once, with the transactions of all.
 * @param runs at least one
 */
export function together(runs: readonly Verification[]): Verification {
	const [first, ...others] = runs;
	if (first === undefined) throw new RangeError("There is no run.");
	const cells = new Map<string, CellResult>();
	for (const one of runs.flatMap((run) => run.cells)) {
		const known = cells.get(one.cell.id);
		const outcomes = [known?.outcome, one.outcome];
		cells.set(one.cell.id, {
			...one,
			outcome: (["failed", "open"] as const).find((worst) => outcomes.includes(worst)) ?? "passed",
			transactions: [...(known?.transactions ?? []), ...one.transactions],
		});
	}
	const all = [...cells.values()];
	const count = (outcome: Outcome) => all.filter((one) => one.outcome === outcome).length;
	const findings = new Map(runs.flatMap((run) => run.findings).map((one) => [one.id, one]));
	const readBack = runs.reduce((sum, run) => sum + (run.readBack ?? 0), 0);
	const advice = runs.flatMap((run) => run.advice ?? []);
	return {
		...first,
		...{ total: all.length, passed: count("passed"), failed: count("failed"), open: count("open"), cells: all },
		...(first.readBack !== undefined && { readBack }),
		...(first.uncovered && {
			uncovered: first.uncovered.filter((name) => others.every((run) => run.uncovered?.includes(name) !== false)),
		}),
		findings: [...findings.values()],
		...(first.advice !== undefined && { advice: mergedAdvice(advice) }),
		notes: [...first.notes, ...others.flatMap((run) => run.notes.filter((note) => !first.notes.includes(note)))],
		ok: runs.every((run) => run.ok),
	};
}

function mergedAdvice(all: readonly Advice[]): Advice[] {
	const byTitle = new Map<string, Advice>();
	for (const one of all) {
		const known = byTitle.get(one.title) ?? one;
		byTitle.set(one.title, { ...known, places: [...new Set([...known.places, ...one.places])] });
	}
	return [...byTitle.values()];
}

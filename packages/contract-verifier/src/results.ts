import type { Cell } from "./cells.js";

export type Outcome = "passed" | "failed" | "open";

/** One cause of one cell: the request that was sent and the answer that came, credentials masked. */
export interface TransactionResult {
	cause: string;
	outcome: Outcome;
	/** On the mock: the request alone brought the status about, without `Prefer`. */
	natural: boolean;
	/** Why it failed or is open; each names its place. */
	reasons: string[];
	/** `null` where none was sent. */
	request: { method: string; url: string; headers: Record<string, string>; body: string } | null;
	/** `null` where none came. */
	response: { status: number; headers: Record<string, string>; body: string } | null;
}

/** A cell with what became of each of its causes; it passes only when all of them do. */
export interface CellResult {
	cell: Cell;
	outcome: Outcome;
	transactions: TransactionResult[];
}

/** What became of one general response in one media type. */
export interface GeneralResult {
	/** Its name in `x-general-responses`. */
	name: string;
	status: number;
	/** What the request accepted; `null` where it was not sent. */
	mediaType: string | null;
	outcome: Outcome;
	reasons: string[];
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
	/** Not counted among the cells. */
	general: GeneralResult[];
	/** What else there is to know: what could not be cleaned up. */
	notes: string[];
	/** All cells passed and no general response failed. */
	ok: boolean;
}

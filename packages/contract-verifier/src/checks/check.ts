import type { Operation, Resource } from "@onespec/openapi-document";
import type { Cell } from "../cells.js";
import type { Answer } from "../judge.js";
import type { Collection } from "../live/roles.js";
import type { PlannedTransaction } from "../plan.js";
import type { RunContext } from "../properties/options.js";
import type { Reason } from "../reason.js";
import type { Request } from "../requests/build.js";
import type { SetUp } from "../requests/set-up.js";

/** What checks work with. */
export interface CheckContext extends RunContext {
	setUp: SetUp;
	planned: readonly PlannedTransaction[];
}

/** A request and its answer, for people. */
export interface Shown {
	operation: Operation;
	request: Request;
	answer: Answer;
}

/** What a check found that is not as the document says. */
export interface Found extends Reason {
	/** What shows it best. */
	shown?: Shown | undefined;
}

/** A question to the server beyond the causes of the cells. What it finds belongs to a cell. */
export interface Check {
	/** In words: `at the bounds`. */
	readonly name: string;
	readonly operation: Operation;
	/** Says which cells of the operation it belongs to; it is asked only where a cause of one has passed, and none has failed. */
	readonly belongs: (cell: Cell) => boolean;
	/** It is asked also where its cells are open. */
	readonly evenOpen?: boolean;
	/** How many things were looked at, and what was found. */
	run(): Promise<{ looked: number; found: Found[] }>;
}

/** Whether a cell is one of a success. */
export function isSuccessCell({ status }: Cell): boolean {
	return status.startsWith("2");
}

/** The statuses that refuse a wrong body or parameter. */
export const REFUSED_INPUT: ReadonlySet<number> = new Set([400, 422]);

/** Finds with the same key for all that one mending puts right. */
export function finding(operation: Operation, what: string, text: string, shown?: Shown): Found {
	return { text, key: `${operation.id} ${what}`, title: `${operation.id}: ${what}`, pointer: operation.pointer, shown };
}

/** Makes a finding one with all that have this title, whatever operation shows them: one place in the server is the reason. */
export function alike(title: string): Pick<Found, "key" | "title"> {
	return { key: title, title };
}

/** A collection that checks can work on: its items can be made, read and removed. */
export interface WorkingResource extends Collection {
	create: NonNullable<Resource["create"]>;
	delete: NonNullable<Resource["delete"]>;
	/** The create is a PUT under an id that the client chooses. */
	choosesIds?: boolean;
}

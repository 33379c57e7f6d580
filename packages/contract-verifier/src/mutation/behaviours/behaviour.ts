import type { DocumentModel } from "@onespec/openapi-document";
import type { Cell } from "../../cells.js";
import type { PlannedTransaction } from "../../plan.js";
import type { Credentials } from "../../requests/credentials.js";
import type { Fault } from "../proxy.js";

/** What behavioural faults are derived from. */
export interface BehaviourInput {
	model: DocumentModel;
	planned: PlannedTransaction[];
	credentials: Credentials;
	/** The path of the endpoint, without a slash at its end. */
	basePath: string;
}

/** A fault in what a service does, not in how an answer looks; it is in force for a whole conversation. */
export interface Behaviour {
	/** In words with hyphens: `delete-not-done`. */
	name: string;
	/** The operations that behave wrongly; in each of them it has to be noticed. */
	operationIds: string[];
	/** A reason of a failed cell, or what a further detector found, has to match: else it failed for something else. */
	because: RegExp;
	/** Where the matrix may notice it: in a cell of any operation unless this says otherwise. */
	showsIn?(cell: Cell): boolean;
	/** Made anew for each run, with nothing remembered. */
	fault(): Fault;
}

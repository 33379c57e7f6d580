import type { BodyKind, DocumentModel, MediaType, Operation, Response, Schema } from "@onespec/openapi-document";
import type { Cell } from "../cells.js";
import { type Answer, branchOf } from "../judge.js";
import type { PlannedTransaction } from "../plan.js";

/** What a fault makes of an answer. */
export interface PlantedAnswer extends Answer {
	/** The connection is closed after so many bytes of the body, though all of them are announced. */
	cutAt?: number;
}

/** One transaction whose answer a fault may be planted in, with what the document says about it. */
export interface PlantContext {
	model: DocumentModel;
	operation: Operation;
	cell: Cell;
	cause: string;
	response: Response | undefined;
	/** How the body is written; `none` where the response has no body. */
	family: BodyKind | "none";
	media: MediaType | undefined;
	/** The schema of the body, in the branch that the cause's example has. */
	schema: Schema | undefined;
	/** Counts the transactions; kinds that could be planted at several places take another one each turn. */
	turn: number;
}

/** A fault in one answer. */
export interface Plant {
	/** One of the reasons that the verifier gives has to match, so that it failed for the fault and not for another. */
	because: RegExp;
	/** @throws PlantError where the answer has not what the document promises. */
	mutate(answer: PlantedAnswer): PlantedAnswer;
}

/** A kind of fault, derived from the document alone. */
export interface FaultKind {
	/** In words with hyphens: `member-missing`. */
	name: string;
	/** The fault of this kind in a transaction's answer; `undefined` where the kind does not apply. */
	plan(context: PlantContext): Plant | undefined;
}

/** The context of each planned transaction that can be run, in the order of the plan. */
export function contextsOf(model: DocumentModel, planned: PlannedTransaction[]): Map<string, PlantContext> {
	const contexts = new Map<string, PlantContext>();
	for (const [turn, { name, cell, cause, operation }] of planned.entries()) {
		const response = operation.responses.find(({ status }) => status === cell.status);
		const media = response?.content.find(({ mediaType }) => mediaType === cell.responseMediaType);
		const schema = media?.schema && branchOf(model, media, media.schema, cause);
		const family = media?.kind ?? "none";
		contexts.set(name, { model, operation, cell, cause, response, family, media, schema, turn });
	}
	return contexts;
}

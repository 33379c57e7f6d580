import type { Cell } from "../cells.js";
import { familyOf, mediaTypeOf } from "../document/media-types.js";
import type { Operation } from "../document/operations.js";
import type { MediaTypeObject, OpenApiDocument, ResponseObject, SchemaObject } from "../document/types.js";
import { type Answer, branchOf } from "../judge.js";
import type { Planned } from "../plan.js";

/** What a fault makes of an answer. */
export interface PlantedAnswer extends Answer {
	/** The connection is closed after so many bytes of the body, though all of them are announced. */
	cutAt?: number;
}

/** One transaction whose answer a fault may be planted in, with what the document says about it. */
export interface PlantContext {
	document: OpenApiDocument;
	operation: Operation;
	cell: Cell;
	cause: string;
	response: ResponseObject;
	family: "json" | "xml" | "other" | "none";
	media: MediaTypeObject | undefined;
	/** The schema of the body, in the branch that the cause's example has. */
	schema: SchemaObject | undefined;
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
export function contextsOf(document: OpenApiDocument, planned: Planned[]): Map<string, PlantContext> {
	const contexts = new Map<string, PlantContext>();
	for (const [turn, { name, cell, cause, operation }] of planned.entries()) {
		const response = operation.responses.get(cell.status) ?? {};
		const media = Object.entries(response.content ?? {}).find(
			([key]) => mediaTypeOf(key) === cell.responseMediaType,
		)?.[1];
		const schema = media?.schema && branchOf(document, media, media.schema, cell.responseMediaType, cause);
		const family = cell.responseMediaType === "" ? "none" : familyOf(cell.responseMediaType);
		contexts.set(name, { document, operation, cell, cause, response, family, media, schema, turn });
	}
	return contexts;
}

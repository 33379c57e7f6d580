import type { DocumentModel, Resource } from "@onespec/openapi-document";
import type { Answer } from "../answer.js";
import type { Collection } from "../collection.js";
import type { Values } from "../parameters.js";
import type { OperationPlan } from "../plan.js";

/** A request that has passed the checks before its operation, and the items that it is about. */
export interface Exchange {
	readonly model: DocumentModel;
	readonly plan: OperationPlan;
	readonly resource: Resource;
	readonly path: Values;
	readonly query: Values;
	/** Whose faults have been refused, but for the items of a batch. */
	readonly body: unknown;
	/** What the codec found wrong in a body whose items stand alone. */
	readonly faults: readonly { pointer: string; message: string }[];
	readonly items: Collection;
}

/** What an operation of one role does. @throws {Problem} where it refuses */
export type Operate = (exchange: Exchange) => Answer;

/** The key of the item that the path names. */
export function keyIn({ plan, path }: Exchange): unknown {
	return plan.itemParameter === undefined ? undefined : path[plan.itemParameter];
}

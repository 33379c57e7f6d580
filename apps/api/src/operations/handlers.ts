import type { operations } from "@onespec/customer-groups/exact-types";
import type { Awaitable, GroupData } from "../data/interface.js";
import type { StandAloneItem } from "../http/request/body-reader.js";
import type { JsonText } from "../json-text.js";

export type OperationId = keyof operations;

/** Operations whose request is an array of items that stand alone: a faulty one fails without the others. */
export const STAND_ALONE_ITEMS = ["updateCustomerGroups"] as const satisfies readonly OperationId[];

type Json<Part> = Part extends { content: { "application/json": infer Body } } ? Body : never;

type QueryOf<Id extends OperationId> = Required<NonNullable<operations[Id]["parameters"]["query"]>>;

type PathOf<Id extends OperationId> = operations[Id]["parameters"]["path"];

type BodyOf<Id extends OperationId> = operations[Id] extends { requestBody: infer RequestBody }
	? Id extends (typeof STAND_ALONE_ITEMS)[number]
		? Json<RequestBody> extends (infer Item)[]
			? StandAloneItem<Item>[]
			: never
		: Json<RequestBody>
	: undefined;

/** A request that has passed all checks: parameters with their defaults, the body valid and with exact decimals. */
export interface OperationRequest<Id extends OperationId> {
	/** The groups of all stores; take those of `storeId`. */
	groups: GroupData;
	storeId: number;
	query: QueryOf<Id>;
	path: PathOf<Id>;
	body: BodyOf<Id>;
}

type Responses<Id extends OperationId> = operations[Id]["responses"];

/** A body with all of its members, also those that the document lets be absent: the compiler asks handlers for each. */
type Complete<Body> = Body extends readonly (infer Item)[]
	? Complete<Item>[]
	: Body extends object
		? { [Member in keyof Body]-?: Complete<Body[Member]> }
		: Body;

/** The answers that the document gives an operation: each status with its own body, as a value or as JSON text. */
export type Answer<Id extends OperationId> = {
	[Status in keyof Responses<Id>]: {
		status: Status;
		body: Complete<Json<Responses<Id>[Status]>> | JsonText<Complete<Json<Responses<Id>[Status]>>>;
	};
}[keyof Responses<Id>];

/**
 * One operation. A status that the document does not give it, or a body that is not the one of its status, does not
 * compile.
 */
export type Handler<Id extends OperationId> = (request: OperationRequest<Id>) => Awaitable<Answer<Id>>;

/** One handler for each operation of the document. */
export type Handlers = { [Id in OperationId]: Handler<Id> };

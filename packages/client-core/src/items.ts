import { malformed, matchesCause, resultItems } from "./answer.js";
import { type ApiClient, observedOperation } from "./engine.js";
import type { OperationRequest, ResultOperation, SingleOperation } from "./operation.js";
import type { CallOptions } from "./options.js";
import { perform } from "./perform.js";

/** What a call for one item may say. */
export interface SingleOptions extends CallOptions {
	/** What a missing item is: a NotFoundError, or `null`. An error unless told. */
	readonly notFound?: "error" | "null" | undefined;
}

/**
 * Gets one item, out of its array of one where there is one.
 *
 * @throws NotFoundError where the item is missing and the options do not ask for `null`; ClientError
 * @example const thing = await sendSingle<Thing>(client, getThing, { path: { id: 7 } });
 */
export function sendSingle<Item>(
	client: ApiClient,
	operation: SingleOperation,
	request: OperationRequest,
	options: SingleOptions & { readonly notFound: "null" },
): Promise<Item | null>;
export function sendSingle<Item>(
	client: ApiClient,
	operation: SingleOperation,
	request?: OperationRequest,
	options?: SingleOptions & { readonly notFound?: "error" | undefined },
): Promise<Item>;
export function sendSingle<Item>(
	client: ApiClient,
	operation: SingleOperation,
	request?: OperationRequest,
	options?: SingleOptions,
): Promise<Item | null>;
export function sendSingle<Item>(
	client: ApiClient,
	operation: SingleOperation,
	request: OperationRequest = {},
	{ notFound, ...options }: SingleOptions = {},
): Promise<Item | null> {
	return observedOperation(client, operation, async () => {
		try {
			const performed = await perform(client, operation, request, options);
			const { data } = performed;
			if (operation.single !== true) return data as Item;
			if (Array.isArray(data) && data.length === 1) return data[0];
			throw await malformed(
				performed,
				Array.isArray(data) ? `${data.length} items instead of one` : "no array of one item",
			);
		} catch (error) {
			if (notFound === "null" && (await matchesCause(error, operation.notFound))) return null;
			throw error;
		}
	});
}

/** What became of a write. */
export interface Result<Id extends number | string = number | string> {
	/** Of the item that was written. */
	readonly id: Id;
	readonly status: number;
	/** The outcome in the vendor's words. */
	readonly message: string;
}

/**
 * Makes one write and reads its result.
 *
 * @throws ClientError; also where the answer's status is one of success and the result's is not
 * @example const { id } = await sendResult(client, createThing, { body: { Name: "Box" } });
 */
export function sendResult<Id extends number | string = number>(
	client: ApiClient,
	operation: ResultOperation,
	request: OperationRequest = {},
	options: CallOptions = {},
): Promise<Result<Id>> {
	return observedOperation(client, operation, async () => {
		const performed = await perform(client, operation, request, options);
		const { engine, data, reply } = performed;
		const items: unknown[] = Array.isArray(data) ? data : [data];
		const results = resultItems(data, engine.description.errors);
		const { status = reply.status, message = "" } = results[0] ?? {};
		if (items.length !== 1) throw await malformed(performed, `${items.length} results instead of one`);
		const { member, type } = operation.result;
		// A DELETE that finds nothing any more when it is sent again has no result; its id is the last in the path.
		const isGone = data === undefined && reply.lost;
		const value = isGone
			? Object.values(request.path ?? {}).at(-1)
			: (items[0] as typeof request.path | null)?.[member];
		const id = readId(value, type);
		if (id === undefined) throw await malformed(performed, `no id in ${member}`);
		return { id: id as Id, status, message };
	});
}

/** An id as it is declared, also where a number is written as a string. */
function readId(value: unknown, type: "integer" | "string"): number | string | undefined {
	if (typeof value !== "string" && typeof value !== "number") return undefined;
	if (type === "string") return String(value);
	const id = value === "" ? Number.NaN : Number(value);
	return Number.isSafeInteger(id) ? id : undefined;
}

import { malformed, resultItems } from "./answer.js";
import { type ApiClient, observedOperation } from "./engine.js";
import { ApiError, ClientError, detailsOf, type RequestDetails, type ResultItem } from "./errors.js";
import type { BatchOperation, OperationRequest } from "./operation.js";
import type { CallOptions } from "./options.js";
import { perform } from "./perform.js";
import { requestPath } from "./request.js";

/** What became of the items of a batch. */
export interface BatchOutcome<Id extends number | string = number | string> {
	readonly succeeded: readonly BatchSuccess<Id>[];
	readonly failed: readonly BatchFailure<Id>[];
}

/** An item that was written. */
export interface BatchSuccess<Id extends number | string = number | string> {
	/** Its place among the items that were given. */
	readonly index: number;
	readonly id: Id;
}

/** An item that was not written. */
export interface BatchFailure<Id extends number | string = number | string> {
	readonly index: number;
	/** As the item names itself; absent where it does not. */
	readonly id: Id | undefined;
	readonly status: number | undefined;
	/** In the vendor's words. */
	readonly reason: string;
}

/** A batch that was not written in full, with what became of each item. */
export class BatchError extends ClientError {
	override readonly name = "BatchError";
	declare readonly succeeded: readonly BatchSuccess[];
	declare readonly failed: readonly BatchFailure[];
	/** The places of the items of the request that failed as a whole; what became of them, `cause` says or nobody knows. */
	declare readonly unknown: readonly number[];
	/** The places of the items that were not sent. */
	declare readonly unsent: readonly number[];

	constructor(
		request: RequestDetails,
		outcome: Pick<BatchError, "succeeded" | "failed" | "unknown" | "unsent">,
		cause?: unknown,
	) {
		const { succeeded, failed, unknown, unsent } = outcome;
		const total = succeeded.length + failed.length + unknown.length + unsent.length;
		const [first] = failed;
		const said = [
			`wrote ${succeeded.length} of ${total} items`,
			first && `${failed.length} failed: [${first.index}] ${first.reason}`,
			unknown.length > 0 && `of ${unknown.length} it is unknown`,
			unsent.length > 0 && `${unsent.length} were not sent`,
		];
		super(request, said.filter(Boolean).join("; "), cause, outcome);
	}
}

/** What a call for a batch may say. */
export interface BatchOptions extends CallOptions {
	/** How many items each request carries; the documented maximum unless told, `false` for all in one request. */
	readonly chunk?: number | false | undefined;
	/** What a failed item is: part of the outcome, or a BatchError with all of it. Part of the outcome unless told. */
	readonly onFailure?: "return" | "throw" | undefined;
}

/**
 * Writes many items, in requests of no more than the documented maximum, one after another. No items, no request.
 *
 * An answer that does not say of each item what became of it is an error, whatever its status.
 *
 * @param request its body is the array of items
 * @throws BatchError where a request fails as a whole after others were answered, or where an item failed and
 * `onFailure` is `throw`; ClientError where the first request fails as a whole; RangeError for a `chunk` below 1
 * @example const { failed } = await sendBatch(client, updateThings, { body: [{ ThingID: 7, Name: "Box" }] });
 */
export async function sendBatch<Id extends number | string = number>(
	client: ApiClient,
	operation: BatchOperation,
	request: OperationRequest & { readonly body: readonly unknown[] },
	{ chunk, onFailure, ...options }: BatchOptions = {},
): Promise<BatchOutcome<Id>> {
	const size = (chunk ?? operation.batch.maximum) || Math.max(1, request.body.length);
	if (!Number.isInteger(size) || size < 1) throw new RangeError(`chunk has to be an integer above 0, and is ${size}.`);
	return observedOperation(client, operation, () =>
		writeAll<Id>(client, operation, request, options, size, onFailure === "throw"),
	);
}

async function writeAll<Id extends number | string>(
	client: ApiClient,
	operation: BatchOperation,
	request: OperationRequest & { readonly body: readonly unknown[] },
	options: CallOptions,
	size: number,
	throws: boolean,
): Promise<BatchOutcome<Id>> {
	const items = request.body;
	const succeeded: BatchSuccess<Id>[] = [];
	const failed: BatchFailure<Id>[] = [];
	const batchError = (from: number, to: number, attempts: number, cause?: unknown): BatchError => {
		const about = detailsOf(operation, requestPath(operation, request));
		const places = [...items.keys()];
		const outcome = { succeeded, failed, unknown: places.slice(from, to), unsent: places.slice(to) };
		const error = new BatchError(about, outcome, cause);
		error.attempts = attempts;
		return error;
	};
	for (let from = 0; from < items.length; from += size) {
		const chunk = items.slice(from, from + size);
		try {
			const results = await write(client, operation, { ...request, body: chunk }, options);
			for (const [place, { status, message }] of results.entries()) {
				const index = from + place;
				const key = keyOf(operation, chunk[place]) as Id;
				if (status !== undefined && status < 400) succeeded.push({ index, id: key });
				else failed.push({ index, id: key, status, reason: message });
			}
		} catch (error) {
			if (from === 0 || !(error instanceof ClientError)) throw error;
			throw batchError(from, from + chunk.length, error.attempts, error);
		}
	}
	if (failed.length > 0 && throws) throw batchError(items.length, items.length, 1);
	return { succeeded, failed };
}

/** Writes one chunk and gives a result for each of its items. */
async function write(
	client: ApiClient,
	operation: BatchOperation,
	request: OperationRequest & { readonly body: readonly unknown[] },
	options: CallOptions,
): Promise<ResultItem[]> {
	try {
		const performed = await perform(client, operation, request, options);
		const results = resultItems(performed.data, performed.engine.description.errors);
		const { length } = request.body;
		if (results.length !== length) throw await malformed(performed, `${results.length} results for ${length} items`);
		const unsaid = results.findIndex(({ status }) => status === undefined);
		if (unsaid >= 0) throw await malformed(performed, `no status in result ${unsaid}`);
		return results;
	} catch (error) {
		if (saysOfEach(error, operation, request.body)) return [...error.results];
		throw error;
	}
}

/**
 * Whether an error answers for each item. With one item it may also answer for the whole request, which then does not
 * repeat the item's key.
 */
function saysOfEach(error: unknown, operation: BatchOperation, items: readonly unknown[]): error is ApiError {
	if (!(error instanceof ApiError) || operation.batch.failed?.includes(error.status) !== true) return false;
	if (error.results.length !== items.length) return false;
	return items.length > 1 || error.results[0]?.value === String(keyOf(operation, items[0]));
}

function keyOf({ batch }: BatchOperation, item: unknown): unknown {
	return (item as Record<string, unknown> | null | undefined)?.[batch.key];
}

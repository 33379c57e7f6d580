import { malformed, resultItems, unusual } from "./answer.js";
import { type ApiClient, observedOperation } from "./engine.js";
import { ApiError, ClientError, detailsOf, type ResultItem } from "./errors.js";
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
	const batchError = async (from: number, to: number, attempts: number, cause?: unknown): Promise<BatchError> => {
		const about = detailsOf(operation, requestPath(operation, request));
		const places = [...items.keys()];
		const outcome = { succeeded, failed, unknown: places.slice(from, to), unsent: places.slice(to) };
		// What became of the items counts more than the words for it.
		const more = await unusual(about).catch(() => undefined);
		const error = new BatchError(about, more?.wordsOfBatch(outcome) ?? "was not written in full", cause, outcome);
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
			throw await batchError(from, from + chunk.length, error.attempts, error);
		}
	}
	if (failed.length > 0 && throws) throw await batchError(items.length, items.length, 1);
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
		const key = String(keyOf(operation, request.body[0]));
		if (error instanceof ApiError && (await unusual(error)).saysOfEach(error, operation, request.body.length, key)) {
			return [...error.results];
		}
		throw error;
	}
}

function keyOf({ batch }: BatchOperation, item: unknown): unknown {
	return (item as Record<string, unknown> | null | undefined)?.[batch.key];
}

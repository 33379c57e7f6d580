import type { ApiClient } from "../client.js";
import { ClientError } from "../errors/client-error.js";
import { RepeatedPageError } from "../errors/repeated-page-error.js";
import { detailsOf } from "../errors/request-details.js";
import { observedOperation } from "../observed.js";
import type { OperationRequest, PagedOperation } from "../operation.js";
import type { CallOptions } from "../options.js";
import { requestPath } from "../request-path.js";
import { list } from "./list.js";

/** One page of a list. */
export interface Page<Item> {
	readonly items: Item[];
	/** The offset of its first item. */
	readonly offset: number;
	/** The offset of the first item after it: where to resume. */
	readonly next: number;
}

/** How a list is walked through. */
export interface PagingOptions extends CallOptions {
	/** How many items a page has; the documented maximum unless told. */
	readonly pageSize?: number | undefined;
	/** The offset of the first item, to resume; the documented first offset unless told. */
	readonly offset?: number | undefined;
	/** Asks for the next page while this one is worked on. */
	readonly prefetch?: boolean | undefined;
}

/**
 * Walks through a list page by page. Pages without items are not given.
 *
 * It ends with a page that is not full, an empty one, or what the API declares to answer past the end. Of the pages
 * before it keeps nothing but the keys of the last one and the first key of all, to notice a server that gives the same
 * page again.
 *
 * @returns an iterator; to leave its loop gives a page up that is being fetched
 * @throws RangeError for options that no page can have; on the way ClientError, whose `resumeAt` is the offset of the
 * page that failed, and RepeatedPageError
 * @example for await (const { items, next } of pages<Thing>(client, listThings)) await save(items, next);
 */
export function pages<Item>(
	client: ApiClient,
	operation: PagedOperation,
	request: OperationRequest = {},
	options: PagingOptions = {},
): AsyncIterableIterator<Page<Item>> {
	const { limit, offset } = operation.pagination;
	const { pageSize = limit.maximum, offset: start = offset.first } = options;
	within("pageSize", pageSize, 1, limit.maximum);
	within("offset", start, offset.first, Number.MAX_SAFE_INTEGER);
	return walk<Item>(client, operation, request, options, pageSize, start);
}

function within(option: string, value: number, minimum: number, maximum: number): void {
	if (Number.isInteger(value) && value >= minimum && value <= maximum) return;
	throw new RangeError(`${option} has to be an integer from ${minimum} to ${maximum}, and is ${value}.`);
}

async function* walk<Item>(
	client: ApiClient,
	operation: PagedOperation,
	request: OperationRequest,
	options: PagingOptions,
	pageSize: number,
	start: number,
): AsyncGenerator<Page<Item>> {
	const { pagination } = operation;
	// A signal has its price, and without prefetching there is nothing to give up.
	const leaving = options.prefetch ? new AbortController() : undefined;
	const abort = (): void => leaving?.abort(options.signal?.reason);
	if (options.signal?.aborted) abort();
	if (leaving !== undefined) options.signal?.addEventListener("abort", abort);
	const signal = leaving?.signal ?? options.signal;
	const at = (offset: number): OperationRequest => {
		const query = { ...request.query, [pagination.limit.name]: pageSize, [pagination.offset.name]: offset };
		return { ...request, query };
	};
	const fetchPage = (offset: number): Promise<Item[]> =>
		observedOperation(client, operation, () => list<Item>(client, operation, at(offset), { ...options, signal }));
	const seen = new Seen(pagination.key);
	let offset = start;
	let coming: Promise<Item[]> | undefined;
	try {
		for (;;) {
			const items = await (coming ?? fetchPage(offset));
			coming = undefined;
			if (items.length === 0) return;
			const repeated = seen.firstRepeated(items);
			if (repeated !== undefined) {
				const about = detailsOf(operation, requestPath(operation, at(offset)));
				throw new RepeatedPageError(about, offset, pagination.key, repeated);
			}
			const next = offset + items.length;
			const more = items.length >= pageSize;
			if (more && options.prefetch) {
				coming = fetchPage(next);
				// Awaited in its turn, or given up.
				coming.catch(() => {});
			}
			yield { items, offset, next };
			if (!more) return;
			offset = next;
		}
	} catch (error) {
		if (error instanceof ClientError) error.resumeAt = offset;
		throw error;
	} finally {
		options.signal?.removeEventListener("abort", abort);
		if (coming !== undefined) leaving?.abort();
	}
}

/** The keys of the last page, and the first key of all. */
class Seen {
	readonly #key: string;
	#first: unknown;
	#last = new Set<unknown>();

	constructor(key: string) {
		this.#key = key;
	}

	/** The key of the first item that was there before, if one was; else the page is the last one from now on. */
	firstRepeated(items: readonly unknown[]): unknown {
		const keys = new Set<unknown>();
		for (const item of items) {
			const key = (item as Record<string, unknown> | null)?.[this.#key];
			if (key === undefined) continue;
			if (key === this.#first || this.#last.has(key) || keys.has(key)) return key;
			keys.add(key);
		}
		this.#first ??= keys.values().next().value;
		this.#last = keys;
		return undefined;
	}
}

import { malformed, matchesCause } from "./answer.js";
import { type ApiClient, observedOperation } from "./engine.js";
import { AbortedError, ClientError, detailsOf, RepeatedPageError } from "./errors.js";
import type { CountableOperation, ListOperation, OperationRequest, PagedOperation } from "./operation.js";
import type { CallOptions } from "./options.js";
import { perform } from "./perform.js";
import { requestPath } from "./request.js";

/**
 * Gets a list, or one page of it; `[]` where there is nothing, or nothing any more.
 *
 * @throws ClientError
 * @example const things = await sendList<Thing>(client, listThings, { query: { limit: 20 } });
 */
export function sendList<Item>(
	client: ApiClient,
	operation: ListOperation,
	request: OperationRequest = {},
	options: CallOptions = {},
): Promise<Item[]> {
	return observedOperation(client, operation, () => list<Item>(client, operation, request, options));
}

/** As {@link sendList}, without the hook for errors. */
export async function list<Item>(
	client: ApiClient,
	operation: ListOperation,
	request: OperationRequest,
	options: CallOptions,
): Promise<Item[]> {
	try {
		const performed = await perform(client, operation, request, options);
		if (!Array.isArray(performed.data)) throw await malformed(performed, "something else than a list");
		return performed.data;
	} catch (error) {
		for (const cause of [operation.empty, operation.pagination?.pastTheEnd]) {
			if (await matchesCause(error, cause)) return [];
		}
		throw error;
	}
}

/** One page of a list. */
export interface Page<Item> {
	readonly items: Item[];
	/** The offset of its first item. */
	readonly offset: number;
	/** The offset of the first item after it: where to resume. */
	readonly next: number;
}

/**
 * Gets one page of a list, which says whether there may be more.
 *
 * @returns the page; its `next` is undefined where the page is not full, so that nothing comes after it
 * @throws ClientError
 * @example
 * const { items, next } = await sendPage<Thing>(client, listThings);
 * if (next !== undefined) await sendPage<Thing>(client, listThings, { query: { offset: next } });
 */
export async function sendPage<Item>(
	client: ApiClient,
	operation: PagedOperation,
	request: OperationRequest = {},
	options: CallOptions = {},
): Promise<{ readonly items: Item[]; readonly offset: number; readonly next: number | undefined }> {
	const { limit, offset: place } = operation.pagination;
	const items = await sendList<Item>(client, operation, request, options);
	const size = Number(request.query?.[limit.name] ?? limit.default ?? limit.maximum);
	const offset = Number(request.query?.[place.name] ?? place.first);
	return { items, offset, next: items.length < size ? undefined : offset + items.length };
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
	const { pageSize = limit.maximum, offset: start = offset.first, prefetch, ...call } = options;
	within("pageSize", pageSize, 1, limit.maximum);
	within("offset", start, offset.first, Number.MAX_SAFE_INTEGER);
	return walk<Item>(client, operation, request, call, prefetch === true, pageSize, start);
}

function within(option: string, value: number, minimum: number, maximum: number): void {
	if (Number.isInteger(value) && value >= minimum && value <= maximum) return;
	throw new RangeError(`${option} has to be an integer from ${minimum} to ${maximum}, and is ${value}.`);
}

async function* walk<Item>(
	client: ApiClient,
	operation: PagedOperation,
	request: OperationRequest,
	options: CallOptions,
	prefetch: boolean,
	pageSize: number,
	start: number,
): AsyncGenerator<Page<Item>> {
	const { pagination } = operation;
	// A signal has its price, and without prefetching there is nothing to give up.
	const leaving = prefetch ? new AbortController() : undefined;
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
			if (more && prefetch) {
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
			const { size } = keys;
			if (key === this.#first || this.#last.has(key) || keys.add(key).size === size) return key;
		}
		this.#first ??= keys.values().next().value;
		this.#last = keys;
		return undefined;
	}
}

/**
 * Walks through a list item by item: one page in memory, two with `prefetch`.
 *
 * @throws ClientError, whose `resumeAt` is the offset of the first item that was not given
 * @example for await (const thing of iterate<Thing>(client, listThings)) console.log(thing);
 */
export function iterate<Item>(
	client: ApiClient,
	operation: PagedOperation,
	request?: OperationRequest,
	options?: PagingOptions,
): AsyncIterableIterator<Item> {
	return new Items(pages<Item>(client, operation, request, options), operation, options?.signal);
}

/** Written out, since a generator costs more for each item than the item. */
class Items<Item> implements AsyncIterableIterator<Item> {
	readonly #pages: AsyncIterableIterator<Page<Item>>;
	readonly #operation: PagedOperation;
	readonly #signal: AbortSignal | undefined;
	#page: Page<Item> | undefined;
	#given = 0;
	#loading: Promise<boolean> | undefined;

	constructor(pages: AsyncIterableIterator<Page<Item>>, operation: PagedOperation, signal: AbortSignal | undefined) {
		this.#pages = pages;
		this.#operation = operation;
		this.#signal = signal;
	}

	next(): Promise<IteratorResult<Item>> {
		const page = this.#page;
		if (page !== undefined && this.#loading === undefined && this.#given < page.items.length) {
			if (this.#signal?.aborted) return this.#abort(page);
			return Promise.resolve({ value: page.items[this.#given++] as Item, done: false });
		}
		this.#loading ??= this.#load();
		// All wait for the same page, and are served in the order of their asking.
		return this.#loading.then((more) => (more ? this.next() : { value: undefined, done: true }));
	}

	async #load(): Promise<boolean> {
		try {
			this.#page = undefined;
			const { value, done } = await this.#pages.next();
			if (done) return false;
			this.#page = value;
			this.#given = 0;
			return true;
		} finally {
			this.#loading = undefined;
		}
	}

	async #abort({ offset }: Page<Item>): Promise<never> {
		const error = new AbortedError(detailsOf(this.#operation), this.#signal?.reason);
		error.resumeAt = offset + this.#given;
		await this.return();
		throw error;
	}

	async return(): Promise<IteratorResult<Item>> {
		this.#page = undefined;
		await this.#pages.return?.();
		return { value: undefined, done: true };
	}

	[Symbol.asyncIterator](): this {
		return this;
	}
}

/**
 * Counts the items of a list without reading them.
 *
 * @throws ClientError
 * @example const total = await count(client, listThings);
 */
export function count(
	client: ApiClient,
	operation: CountableOperation,
	request: OperationRequest = {},
	options: CallOptions = {},
): Promise<number> {
	const { parameter, value, member } = operation.pagination.count;
	return observedOperation(client, operation, async () => {
		const query = { ...request.query, [parameter]: value };
		const performed = await perform(client, operation, { ...request, query }, options);
		const total: unknown = (performed.data as Record<string, unknown> | null)?.[member];
		if (!Number.isSafeInteger(total)) throw await malformed(performed, `no number in ${member}`);
		return total as number;
	});
}

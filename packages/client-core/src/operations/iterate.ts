import type { ApiClient } from "../client.js";
import { AbortedError } from "../errors/aborted-error.js";
import { detailsOf } from "../errors/request-details.js";
import type { OperationRequest, PagedOperation } from "../operation.js";
import { type Page, type PagingOptions, pages } from "./pages.js";

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

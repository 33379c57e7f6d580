/** What waits for its batch. */
interface Waiting<Item, Result> {
	item: Item;
	resolve(result: Result): void;
	reject(error: unknown): void;
}

/** Does all items of a batch for a store, in one transaction; a result for each. */
export type BatchWork<Item, Result> = (storeId: number, items: readonly Item[]) => Promise<Result[]>;

/** More would keep the locks of a batch for longer than the next one gains. */
const MOST = 100;

/**
 * Writes that a store takes one after another, because each changes the same row: the next id, the counts. While one is
 * under way, those that come for the same store gather, and go together in the next transaction. So a store costs one
 * sync for a batch instead of one for each write, and one connection of the pool instead of all. A single write does not
 * wait.
 *
 * @example
 * const creates = new GroupCommit<string, number>((storeId, texts) => insert(storeId, texts), isOfOneItem);
 * const id = await creates.add(storeId, text);
 */
export class GroupCommit<Item, Result> {
	readonly #work: BatchWork<Item, Result>;
	readonly #isOfOneItem: (error: unknown) => boolean;
	/** What waits, for each store with a batch under way. */
	readonly #waiting = new Map<number, Waiting<Item, Result>[]>();

	/**
	 * @param isOfOneItem whether a batch that failed with an error left nothing and would not fail without one of its
	 * items: then each is done by itself
	 */
	constructor(work: BatchWork<Item, Result>, isOfOneItem: (error: unknown) => boolean) {
		this.#work = work;
		this.#isOfOneItem = isOfOneItem;
	}

	/** Does one item; rejected with what its batch, or it alone, failed with. */
	add(storeId: number, item: Item): Promise<Result> {
		return new Promise((resolve, reject) => {
			const entry = { item, resolve, reject };
			const waiting = this.#waiting.get(storeId);
			if (waiting) waiting.push(entry);
			else void this.#run(storeId, entry);
		});
	}

	async #run(storeId: number, first: Waiting<Item, Result>): Promise<void> {
		const waiting = [first];
		this.#waiting.set(storeId, waiting);
		while (waiting.length > 0) await this.#settle(storeId, waiting.splice(0, MOST));
		this.#waiting.delete(storeId);
	}

	async #settle(storeId: number, batch: Waiting<Item, Result>[]): Promise<void> {
		try {
			const items = batch.map(({ item }) => item);
			const results = await this.#work(storeId, items);
			for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result);
		} catch (error) {
			if (batch.length > 1 && this.#isOfOneItem(error)) {
				for (const entry of batch) await this.#settle(storeId, [entry]);
			} else for (const { reject } of batch) reject(error);
		}
	}
}

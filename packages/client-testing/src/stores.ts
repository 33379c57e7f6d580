import { createJsonCodec, type OpenApiDocument } from "@onespec/wire-codec/json";
import { Collection, type Item } from "./collection.js";
import type { ApiDocument } from "./document.js";
import type { OperationPlan } from "./plan.js";
import { complete } from "./roles/items.js";

/** The store of those who have none of their own. */
export const DEFAULT_STORE = "default";

/** All items, by store and by the path of their collection. */
export class Stores {
	readonly #document: ApiDocument;
	readonly #plans: readonly OperationPlan[];
	readonly #collections = new Map<string, Collection>();

	constructor(document: ApiDocument, plans: readonly OperationPlan[]) {
		this.#document = document;
		this.#plans = plans;
	}

	/** Forgets everything but these items, which go to the default store. */
	fill(items: Readonly<Record<string, readonly object[]>>): void {
		this.#collections.clear();
		for (const [path, list] of Object.entries(items)) {
			const plan = this.#planOf(path);
			const collection = this.collection(DEFAULT_STORE, path, plan);
			for (const item of list) collection.put(complete(this.#document, plan, structuredClone(item) as Item));
		}
	}

	/** The items at the path of a collection; `plan` is one of its operations. */
	collection(store: string, path: string, plan: OperationPlan): Collection {
		const name = JSON.stringify([store, path]);
		const collection = this.#collections.get(name) ?? new Collection(plan.key);
		this.#collections.set(name, collection);
		return collection;
	}

	/** The items at a path as the API writes them in JSON. */
	items(store: string, path: string): unknown[] {
		const plan = this.#planOf(path);
		const collection = this.collection(store, path, plan);
		const codec = createJsonCodec(this.#document as OpenApiDocument, plan.item);
		return collection.page(0, collection.size).map((item) => JSON.parse(codec.write(item)) as unknown);
	}

	/** The operation that makes the items at a path, else another of its collection. */
	#planOf(path: string): OperationPlan {
		const own = this.#plans.filter(({ itemParameter, pattern }) =>
			pattern.test(itemParameter === undefined ? path : `${path}/1`),
		);
		const plan = own.find(({ role }) => role === "create") ?? own[0];
		if (plan === undefined) throw new Error(`The document has no collection at ${path}.`);
		return plan;
	}
}

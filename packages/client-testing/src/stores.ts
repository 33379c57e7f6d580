import { type DocumentModel, type Resource, resourcesOf } from "@onespec/openapi-document";
import { createJsonCodec } from "@onespec/wire-codec/json";
import { Collection, type Item } from "./collection.js";
import { patternOf } from "./plan.js";
import { complete } from "./roles/items.js";

/** The store of those who have none of their own. */
export const DEFAULT_STORE = "default";

/** All items, by store and by the path of their collection. */
export class Stores {
	readonly #model: DocumentModel;
	readonly #collections = new Map<string, Collection>();

	constructor(model: DocumentModel) {
		this.#model = model;
	}

	/** Forgets everything but these items, which go to the default store. */
	fill(items: Readonly<Record<string, readonly object[]>>): void {
		this.#collections.clear();
		for (const [path, list] of Object.entries(items)) {
			const resource = this.#resourceAt(path);
			const collection = this.collection(DEFAULT_STORE, path, resource);
			for (const item of list) collection.put(complete(this.#model, resource, structuredClone(item) as Item));
		}
	}

	/** The items at the path of a collection. */
	collection(store: string, path: string, { key }: Resource): Collection {
		const name = JSON.stringify([store, path]);
		const collection = this.#collections.get(name) ?? new Collection(key);
		this.#collections.set(name, collection);
		return collection;
	}

	/** The items at a path as the API writes them in JSON. */
	items(store: string, path: string): unknown[] {
		const resource = this.#resourceAt(path);
		const collection = this.collection(store, path, resource);
		const codec = createJsonCodec(this.#model, resource.item);
		return collection.page(0, collection.size).map((item) => JSON.parse(codec.write(item)) as unknown);
	}

	#resourceAt(path: string): Resource {
		const found = resourcesOf(this.#model).find((resource) => patternOf(resource.path).test(path));
		if (found === undefined) throw new Error(`The document has no collection at ${path}.`);
		return found;
	}
}

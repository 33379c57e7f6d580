import type { Written } from "../../written.js";
import type { Group, GroupData } from "../store.js";
import type { OutsideChanges } from "./outside-changes.js";

type Page = Written<Group[]>;

/** 16 million characters, of a byte each for most text. */
const LIMIT = 16 * 1024 * 1024;

/**
 * Keeps pages that were read, until anything may have changed them: the service's own writes forget the pages of their
 * store before they are acknowledged, and what {@link OutsideChanges} has seen forgets all. The plain way is `groups`
 * itself. Reading a page of 20 again then takes 3 % of the time, and a list in XML need not be written again.
 *
 * @param limit how many characters are kept; a page that goes beyond makes all others go
 */
export function cachePages(groups: GroupData, changes: OutsideChanges, limit = LIMIT) {
	const stores = new Map<number, Map<number, Page>>();
	let size = 0;
	let { generation } = changes;

	function clear(): void {
		stores.clear();
		size = 0;
	}

	/** The pages of a store; one that is forgotten while it is read into is no longer found. */
	function pagesOf(storeId: number): Map<number, Page> {
		if (generation !== changes.generation) clear();
		generation = changes.generation;
		let pages = stores.get(storeId);
		if (pages === undefined) {
			pages = new Map();
			stores.set(storeId, pages);
		}
		return pages;
	}

	function forget(storeId: number): void {
		for (const { json } of stores.get(storeId)?.values() ?? []) size -= json.length;
		stores.delete(storeId);
	}

	async function forgetAfter<T>(storeId: number, write: Promise<T>): Promise<T> {
		try {
			return await write;
		} finally {
			forget(storeId);
		}
	}

	const cached: GroupData = {
		...groups,
		page(storeId, offset, limitOfPage) {
			const pages = pagesOf(storeId);
			// No page has as many as 4096 groups, and no store more than 2^31.
			const key = offset * 4096 + limitOfPage;
			const known = pages.get(key);
			if (known) return known;
			const page = groups.page(storeId, offset, limitOfPage) as Page | undefined;
			if (page === undefined || page.json.length > limit) return page;
			if (size + page.json.length > limit) clear();
			else {
				pages.set(key, page);
				size += page.json.length;
			}
			return page;
		},
		create: (storeId, members) => forgetAfter(storeId, groups.create(storeId, members)),
		update: (storeId, id, changed) => forgetAfter(storeId, groups.update(storeId, id, changed)),
		updateMany: (storeId, updates) => forgetAfter(storeId, groups.updateMany(storeId, updates)),
		delete: (storeId, id) => forgetAfter(storeId, groups.delete(storeId, id)),
	};
	return { groups: cached, clear };
}

import type { Pagination } from "./extensions/habits.js";

/** What a list is read with beside its own name. */
export interface PagingNames {
	/** Absent where the document has no way to ask for the number. */
	readonly count?: string;
	readonly iterate: string;
	readonly pages: string;
}

/**
 * The names of the functions or methods that a list brings along.
 *
 * @param name the list's own name
 * @example pagingNames("listOrders", …) // { count: "countOrders", iterate: "iterateOrders", pages: "pagesOfOrders" }
 * @example pagingNames("list", …) // { count: "count", iterate: "iterate", pages: "pages" }
 */
export function pagingNames(name: string, { count }: Pagination): PagingNames {
	const rest = name.replace(/^list(?=[A-Z0-9]|$)/, "");
	const what = rest.charAt(0).toUpperCase() + rest.slice(1);
	return {
		...(count === undefined ? {} : { count: `count${what}` }),
		iterate: `iterate${what}`,
		pages: what === "" ? "pages" : `pagesOf${what}`,
	};
}

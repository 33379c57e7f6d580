/** A place in the list: which page, of how many groups each. Every page of the console carries it, to come back. */
export interface ListPlace {
	readonly page: number;
	readonly size: number;
}

/** The sizes that the list offers. */
export const pageSizes = [10, 25, 50, 100] as const;

/** The document's maximum of `limit`. */
const maxSize = 500;
/** The document's maximum of `offset`. */
const maxOffset = 2_147_483_647;

/**
 * Reads a place from a query; what is missing or no whole number from 1 on becomes page 1 or size 10.
 *
 * @example readPlace({ page: "3", size: "25" }) // { page: 3, size: 25 }
 */
export function readPlace(query: Readonly<Record<string, unknown>>): ListPlace {
	const size = Math.min(wholeNumber(query.size) ?? pageSizes[0], maxSize);
	const page = Math.min(wholeNumber(query.page) ?? 1, Math.floor((maxOffset - 1) / size) + 1);
	return { page, size };
}

/** The number of pages that `total` groups need; an empty list has one. */
export function pageCount(total: number, size: number): number {
	return Math.max(1, Math.ceil(total / size));
}

/** `page=3&size=25` */
export function placeQuery({ page, size }: ListPlace): string {
	return `page=${page}&size=${size}`;
}

/** The address of a place in the list. */
export function listUrl(place: ListPlace): string {
	return `/groups?${placeQuery(place)}`;
}

/**
 * The page numbers to offer: the first, the last, and those around the current one; `undefined` stands for a gap.
 *
 * @example pageNumbers(6, 12) // [1, undefined, 5, 6, 7, undefined, 12]
 */
export function pageNumbers(current: number, last: number): (number | undefined)[] {
	const wanted = [1, current - 1, current, current + 1, last].filter((page) => page >= 1 && page <= last);
	const sorted = [...new Set(wanted)].sort((a, b) => a - b);
	return sorted.flatMap((page, index) => {
		const before = sorted[index - 1] ?? page - 1;
		if (page - before === 1) return [page];
		return page - before === 2 ? [page - 1, page] : [undefined, page];
	});
}

function wholeNumber(value: unknown): number | undefined {
	return typeof value === "string" && /^[1-9]\d{0,9}$/.test(value) ? Number(value) : undefined;
}

import { describe, expect, it } from "vitest";
import { listUrl, pageCount, pageNumbers, readPlace } from "./list-place.js";

describe("readPlace", () => {
	it.each([
		[{}, { page: 1, size: 10 }],
		[
			{ page: "3", size: "25" },
			{ page: 3, size: 25 },
		],
		[
			{ page: "0", size: "-5" },
			{ page: 1, size: 10 },
		],
		[
			{ page: "two", size: "1.5" },
			{ page: 1, size: 10 },
		],
		[
			{ page: ["1", "2"], size: "501" },
			{ page: 1, size: 500 },
		],
	])("reads %j as %j", (query, place) => {
		expect(readPlace(query)).toEqual(place);
	});

	it("keeps the offset of the last group of a page inside what the API takes", () => {
		const { page, size } = readPlace({ page: "9999999999", size: "500" });
		expect((page - 1) * size + 1).toBeLessThanOrEqual(2_147_483_647);
	});
});

it("counts pages, and gives an empty list one", () => {
	expect([0, 1, 10, 11].map((total) => pageCount(total, 10))).toEqual([1, 1, 1, 2]);
});

it("writes the address of a place", () => {
	expect(listUrl({ page: 2, size: 50 })).toBe("/groups?page=2&size=50");
});

describe("pageNumbers", () => {
	it.each([
		[1, 1, [1]],
		[1, 3, [1, 2, 3]],
		[6, 12, [1, undefined, 5, 6, 7, undefined, 12]],
		[4, 7, [1, 2, 3, 4, 5, 6, 7]],
		[1, 9, [1, 2, undefined, 9]],
		[9, 9, [1, undefined, 8, 9]],
	])("page %i of %i", (current, last, numbers) => {
		expect(pageNumbers(current, last)).toEqual(numbers);
	});
});

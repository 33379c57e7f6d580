import { expect, it } from "vitest";
import { allVisible, visible } from "./visible.js";

it.each([
	["\u001b[2K\rlive 1/1", "\\u001b[2K\\u000dlive 1/1"],
	["a\u0000b\u0007\u009b31m", "a\\u0000b\\u0007\\u009b31m"],
	["\u202egnp.exe", "\\u202egnp.exe"],
	["lines\r\nand\ttabs\n", "lines\nand\ttabs\n"],
	["é \u{1f600}", "é \u{1f600}"],
])("shows %j as %j", (text, shown) => {
	expect(visible(text)).toBe(shown);
});

it("reaches every text of plain data", () => {
	expect(allVisible({ cells: [{ "x\u0007": ["\u001b"], status: 200, none: null }] })).toEqual({
		cells: [{ "x\\u0007": ["\\u001b"], status: 200, none: null }],
	});
});

import { expect, it } from "vitest";
import { findingsOf } from "./findings.js";
import { renderMatrix } from "./matrix.js";
import type { Reason } from "./reason.js";
import type { CellResult, Outcome, Verification } from "./results.js";

/** A cell of the operation of a number. */
function cellOf(number: number, outcome: Outcome, reasons: Reason[] = []): CellResult<Reason> {
	const path = `/things-${number}`;
	return {
		cell: {
			...{ id: `GET ${path} 200 → text/json`, operationId: `listThings${number}`, method: "GET", path, status: "200" },
			...{ requestMediaType: null, responseMediaType: "text/json", causes: ["default"] },
		},
		outcome,
		transactions: [{ cause: "default", outcome, natural: false, reasons, request: null, response: null }],
	};
}

const missing = (name: string): Reason => ({
	text: `/${name}: is missing`,
	key: `member ${name} missing`,
	title: `${name} is missing`,
});

it("tells of a large document what did not pass, and what has one reason once", () => {
	const failed = cellOf(0, "failed", [missing("id"), missing("name"), missing("price"), missing("tags")]);
	const open = Array.from({ length: 20 }, (_, index) =>
		cellOf(index + 1, "open", [
			{ text: `GET /things-${index + 1} needs something in /things, and no operation makes it`, key: "" },
		]),
	);
	const passed = Array.from({ length: 80 }, (_, index) => cellOf(index + 21, "passed"));
	const cells = [failed, ...open, ...passed];
	const texts = ({ reasons, ...one }: CellResult<Reason>["transactions"][number]) => ({
		...one,
		reasons: reasons.map(({ text }) => text),
	});
	const verification: Verification = {
		...{ target: "live", title: "Things", endpoint: "http://127.0.0.1", total: 101, passed: 80, failed: 1, open: 20 },
		cells: cells.map((one) => ({ ...one, transactions: one.transactions.map(texts) })),
		findings: findingsOf(cells),
		general: [],
		notes: Array.from({ length: 100 }, (_, index) => `clean-up: /things/${index} is still there`),
		ok: false,
	};
	const out = renderMatrix([verification]);
	expect(out).toContain("✓ 80 of 101 operations passed in every cell\n✗ 0/1         GET /things-0  listThings0\n? 0/1");
	expect(out.match(/^✗ live/gm)).toHaveLength(1);
	expect(out).toContain("✗ live  id, name and 2 more members are missing\n    1 cell");
	expect(out).toContain(
		"? live  open: it needs something, and no operation makes it\n    20 answers: listThings1 200 default, ",
	);
	expect(out).toContain("clean-up: /things/0 is still there (and 99 more alike)\n");
	expect(out.split("\n").length).toBeLessThan(45);
});

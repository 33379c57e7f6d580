import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Verification, verify } from "../src/index.js";
import { type Shelf, shelfCredentials, shelfScenarios, shelfSpec, startShelf } from "./support/start-shelf.js";

let shelf: Shelf | undefined;
beforeAll(async () => {
	shelf = await startShelf();
});
afterAll(() => shelf?.close());

async function run(faults: readonly string[]): Promise<Verification> {
	if (shelf === undefined) throw new Error("The server was not started.");
	await shelf.plant(faults);
	const about = { scenarios: shelfScenarios, credentials: shelfCredentials, target: "live" } as const;
	return verify({ ...about, spec: shelfSpec, endpoint: shelf.url });
}

/** Reasons by the method and status of their cells. */
const told = ({ cells, notes }: Verification) => [
	...cells.flatMap(({ cell, transactions }) =>
		transactions.flatMap(({ reasons }) => reasons.map((reason) => `${cell.method} ${cell.status}: ${reason}`)),
	),
	...notes,
];

describe.skipIf(spawnSync("python3", ["--version"]).status !== 0)("verify, on a server in Python", () => {
	it("passes every cell of a right one, and says how much it has read back", async () => {
		const found = await run([]);
		expect(told(found)).toEqual([]);
		expect(found).toMatchObject({ passed: found.total, ok: true });
		expect(found.readBack).toBeGreaterThan(200);
	});

	it.each([
		{
			faults: [
				"text-cut-32767",
				"update-resets-rest",
				"bulk-results-reversed",
				"delete-stays-in-list",
				"limit-maximum-short",
			],
			reasons: [
				/^POST 201: read back by GET \/books\/\d+: \/notes must be "\w*abc.*\((32768|70000) characters\).* is "\w*abc.*\(32767 characters\)$/,
				/^PATCH 200: read back by GET \/books\/\d+: \/\w+ must be .*, as it was before an update that does not send it, but is /,
				/^PUT 206: \/\d\/id: must be .*, the item of the request at this place, but is /,
				/^GET 200: list: must not hold item \d+, which was removed, but the list still holds it$/,
				/^GET 200: list with limit 40: must have 40 items of \d+, but has 39$/,
			],
		},
		{
			faults: ["text-normalized", "bulk-stops-at-50", "delete-not-done", "pages-overlap", "count-wrong", "ids-reused"],
			reasons: [
				/^POST 201: read back .*"e\\u0301\\u212b\\ufb01", a text with combining characters, as it was sent, but is "éÅ\\ufb01"$/,
				/^PUT 200: read back .* of item \d+ of 60 must be /,
				/^DELETE 204: GET \/books\/\d+ after the delete: must be answered 404, but is 200: it is still there$/,
				/^GET 200: list.*: the ids: must be /,
				/^GET 200: count: must be \d+ \w+ .*, but is \d+$/,
				/^clean-up: removeBook answered 204, but \/shelf\/books\/\d+ is still there$/,
			],
		},
		{
			faults: ["accept-weights-ignored", "status-contradicted"],
			reasons: [
				/^GET 4\d\d: \/status: must be 4\d\d, the status of the answer, but is 599$/,
				/^GET 200: Accept: application\/json;q=0.2, application\/xml;q=0.9: Content-Type: must be application\/xml, but is /,
			],
		},
		{
			faults: ["path-trailing-text", "boolean-text", "credential-in-query", "query-twice", "throttle-early"],
			reasons: [
				/^GET 400: "\d+abc" for an id: must be refused, but is answered 200 with item \d+$/,
				/^POST 400: \/available: the text "true" must be refused, but is answered 201$/,
				/^GET 401: credentials: X-Key in the query instead of the header must be refused, but is answered 200$/,
				/^GET 400: limit sent twice: must be refused, but is answered 200$/,
				/^GET 429: throttle of narrow: must let 3 requests through/,
			],
		},
	])("names what it does otherwise at its true place: $faults", async ({ faults, reasons }) => {
		const all = told(await run(faults));
		for (const reason of reasons) expect(all).toContainEqual(expect.stringMatching(reason));
	});
});

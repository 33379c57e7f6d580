import type { DocumentModel } from "@onespec/openapi-document";
import { loadDocument } from "@onespec/openapi-document/load";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Verification } from "../src/results.js";
import { verify } from "../src/verify.js";
// @ts-expect-error plain JavaScript, without types
import { startLockers } from "./fixtures/lockers/server.mjs";
import { lockersCredentials, lockersScenarios, lockersSpec } from "./support/paths.js";
import { type Passing, tamper } from "./support/tamper.js";

let lockers: { url: string; close(): Promise<void> };
let model: DocumentModel;

beforeAll(async () => {
	lockers = await startLockers();
	({ model } = await loadDocument(lockersSpec));
});
afterAll(() => lockers.close());

const run = (endpoint: string, more: Partial<Parameters<typeof verify>[0]> = {}) =>
	verify({
		spec: model,
		endpoint,
		target: "live",
		scenarios: lockersScenarios,
		credentials: lockersCredentials,
		...more,
	});

/** The failed cells with the reasons of their failed causes. */
const failuresOf = ({ cells }: Verification) =>
	Object.fromEntries(
		cells
			.filter((cell) => cell.outcome === "failed")
			.map(({ cell, transactions }) => [cell.id, transactions.flatMap((transaction) => transaction.reasons)]),
	);

const GET_200 = "GET /lockers/{number} 200 → application/json";

describe("verify, on the live lockers", () => {
	it("passes all 7 cells and runs each of their 9 causes once", async () => {
		const progress: number[][] = [];
		const verification = await run(lockers.url, { onProgress: (done, total) => progress.push([done, total]) });
		expect(failuresOf(verification)).toEqual({});
		expect(verification).toMatchObject({ total: 7, passed: 7, failed: 0, open: 0, ok: true, general: [] });
		expect(verification.cells.flatMap((cell) => cell.transactions)).toHaveLength(9);
		expect(progress).toHaveLength(9);
		expect(progress.at(-1)).toEqual([9, 9]);
	});

	it("runs twice at once in one process", async () => {
		const both = await Promise.all([run(lockers.url), run(lockers.url)]);
		expect(both.map(({ passed, ok }) => [passed, ok])).toEqual([
			[7, true],
			[7, true],
		]);
	});

	it("reaches what the document alone tells where there are no scenarios, and leaves the rest open", async () => {
		const { scenarios: _, ...options } = { spec: lockersSpec, endpoint: lockers.url, scenarios: undefined };
		const verification = await verify({ ...options, target: "live", credentials: lockersCredentials });
		const outcomes = verification.cells.map(({ cell, outcome }) => `${cell.method} ${cell.status} ${outcome}`);
		expect(outcomes).toEqual([
			"GET 200 passed",
			"GET 401 open",
			"GET 404 passed",
			// The document has nothing that makes a locker: these would change one that is somebody's.
			"PUT 200 open",
			"PUT 400 open",
			"PUT 401 open",
			"PUT 404 passed",
		]);
		expect(verification.ok).toBe(false);
		expect(verification.cells[1]?.transactions.map(({ outcome }) => outcome)).toEqual(["passed", "open"]);
		expect(verification.cells[1]?.transactions[1]?.reasons[0]).toContain("operations.getLocker.401.bearer-wrong");
	});

	it("leaves cells open whose profile is missing", async () => {
		const verification = await run(lockers.url, { credentials: { default: lockersCredentials.default } });
		expect(verification).toMatchObject({ passed: 5, open: 2, failed: 0, ok: false });
	});
});

describe("verify, on lockers with a planted fault", () => {
	const json = (change: (value: Record<string, unknown>) => void) => (passing: Passing) => {
		const value = JSON.parse(passing.body);
		change(value);
		passing.body = JSON.stringify(value);
	};
	const drop = (passing: Passing) => {
		passing.response.socket?.destroy();
		return true;
	};
	const cutOff = (passing: Passing) => {
		passing.response.writeHead(passing.status, { ...passing.headers, "Content-Length": passing.body.length });
		passing.response.write(passing.body.slice(0, 10));
		setImmediate(() => passing.response.socket?.destroy());
		return true;
	};
	const cutOffChunked = (passing: Passing) => {
		passing.response.writeHead(passing.status, passing.headers);
		passing.response.write(passing.body);
		setImmediate(() => passing.response.socket?.destroy());
		return true;
	};

	const faults: [string, (passing: Passing) => unknown, string | RegExp][] = [
		["a wrong type", json((value) => Object.assign(value, { number: "7" })), "/number: must be integer"],
		[
			"an integer that is written as a decimal",
			(passing) => Object.assign(passing, { body: passing.body.replace("7", "7.0") }),
			"/number: must be written as an integer, but is 7.0",
		],
		["null", json((value) => Object.assign(value, { locked: null })), "/locked: must be boolean"],
		["an extra member", json((value) => Object.assign(value, { colour: "red" })), "/colour: is not documented"],
		["a missing member", json((value) => delete value.locked), "/locked: is missing"],
		["a value out of range", json((value) => Object.assign(value, { number: 1000 })), "/number: must be <= 999"],
		["a wrong status", (passing) => void Object.assign(passing, { status: 203 }), "status: must be 200, but is 203"],
		[
			"a redirect, which is not followed",
			(passing) => {
				passing.status = 302;
				passing.headers.location = lockers.url;
			},
			"status: must be 200, but is 302",
		],
		[
			"a wrong media type",
			(passing) => void Object.assign(passing.headers, { "content-type": "text/html" }),
			"Content-Type: must be application/json, but is text/html",
		],
		[
			"a wrong charset",
			(passing) => void Object.assign(passing.headers, { "content-type": "application/json; charset=latin1" }),
			"Content-Type: charset must be utf-8, but is latin1",
		],
		["no content type", (passing) => void delete passing.headers["content-type"], "Content-Type: must be present"],
		["broken JSON", (passing) => void Object.assign(passing, { body: `${passing.body}}` }), /^body: is not JSON: /],
		[
			"a member twice",
			(passing) => void Object.assign(passing, { body: passing.body.replace("{", '{"number":7,') }),
			"/number: occurs more than once",
		],
		[
			"a byte order mark",
			(passing) => void Object.assign(passing, { body: `\ufeff${passing.body}` }),
			/^body: is not JSON: begins with a byte order mark/,
		],
		["no body", (passing) => void Object.assign(passing, { body: "" }), "body: is missing"],
		["a body that is cut off", cutOff, /^(body: is cut off|no answer)/],
		["a chunked body that is cut off", cutOffChunked, /^(body: is cut off|no answer)/],
		["a closed connection", drop, /^no answer: /],
		["no answer", () => true, "no answer within 300 ms"],
	];

	it.each(faults)("fails the right cell for %s", async (_, plant, reason) => {
		const before = await tamper(lockers.url, (passing) => {
			// What a write did is read back past the fault.
			const isJudged = passing.asked["x-judged"] !== undefined;
			if (isJudged && passing.method === "GET" && passing.status === 200) return plant(passing) === true;
			return undefined;
		});
		try {
			const verification = await run(before.url, { timeoutMs: 300, transactionHeader: "X-Judged" });
			const failures = failuresOf(verification);
			expect(Object.keys(failures)).toEqual([GET_200]);
			expect(failures[GET_200]).toContainEqual(typeof reason === "string" ? reason : expect.stringMatching(reason));
			expect(verification).toMatchObject({ total: 7, passed: 6, failed: 1, ok: false });
		} finally {
			await before.close();
		}
	});

	it("ends soon where the server stops answering", async () => {
		const before = await tamper(lockers.url, () => true);
		try {
			const verification = await run(before.url, { timeoutMs: 100 });
			expect(verification).toMatchObject({ passed: 0, failed: 7 });
			const reasons = verification.cells.flatMap((cell) => cell.transactions).flatMap(({ reasons }) => reasons);
			expect(reasons).toContain("not run: the server left 3 requests in a row without an answer");
		} finally {
			await before.close();
		}
	});

	it("ends where an answer trickles for ever", async () => {
		const trickles: NodeJS.Timeout[] = [];
		const before = await tamper(lockers.url, ({ response, headers }) => {
			response.writeHead(200, headers);
			trickles.push(setInterval(() => response.write(" "), 20));
			return true;
		});
		try {
			const verification = await run(before.url, { timeoutMs: 100 });
			expect(verification).toMatchObject({ passed: 0, failed: 7 });
			const [first] = verification.cells.flatMap((cell) => cell.transactions);
			expect(first?.reasons).toEqual([expect.stringMatching(/^the answer did not end within \d+ ms$/)]);
		} finally {
			for (const trickle of trickles) clearInterval(trickle);
			await before.close();
		}
	});

	it("says that nothing answers", async () => {
		const gone = await tamper(lockers.url, () => undefined);
		await gone.close();
		await expect(run(gone.url)).rejects.toThrow(/^Nothing answers at http:.*ECONNREFUSED.*start the server/);
	});

	it("stops when it is told to", async () => {
		const controller = new AbortController();
		const before = await tamper(lockers.url, () => {
			controller.abort(new Error("enough"));
			return true;
		});
		try {
			await expect(run(before.url, { signal: controller.signal, timeoutMs: 300 })).rejects.toThrow("enough");
		} finally {
			await before.close();
		}
	});
});

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Verification, verify } from "../src/index.js";
import { runProperties, runSequences } from "../src/properties/index.js";
import { runMain } from "./support/run-cli.js";

// An API of others, without a word of ours: forms, cursors, pages by Link, envelopes, items made by PUT, agents that are known
// by their e-mail address, tickets that are merged by a number in a body. The document shows an address that somebody has.

const folder = fileURLToPath(new URL("./fixtures/desk/", import.meta.url));
const spec = `${folder}openapi.yaml`;
const credentials = { default: { token: "desk-token-1" } };

let child: ChildProcess;
let endpoint = "";
let before = "";
beforeAll(async () => {
	child = spawn(process.execPath, [`${folder}server.mjs`], { stdio: ["ignore", "pipe", "inherit"] });
	const [line] = (await once(child.stdout as NodeJS.ReadableStream, "data")) as [Buffer];
	endpoint = /http:\S+/.exec(String(line))?.[0] ?? "";
	before = await contents();
});
afterAll(() => void child.kill());

const contents = async () => (await fetch(`${endpoint}/__contents`)).text();
const plant = (...faults: string[]) =>
	fetch(`${endpoint}/__faults`, { method: "PUT", body: JSON.stringify(faults) }).then(({ ok }) =>
		expect(ok).toBe(true),
	);

const told = ({ cells }: Verification) =>
	cells.flatMap(({ cell, transactions }) =>
		transactions.flatMap(({ outcome, reasons }) =>
			outcome === "failed" ? reasons.map((one) => `${cell.operationId} ${cell.status}: ${one}`) : [],
		),
	);

describe("an API of others, with things in it that are somebody's", () => {
	it("is verified and explored without a false alarm, and is as it was afterwards", async () => {
		await plant();
		const found = await verify({ spec, endpoint, target: "live", credentials });
		expect(told(found)).toEqual([]);
		expect(found.notes).toEqual([]);
		const open = found.cells.filter(({ outcome }) => outcome === "open").map(({ cell }) => cell.id);
		expect(open).toEqual(["POST /tickets 400 application/x-www-form-urlencoded → application/problem+json"]);
		// Also what names agents and tickets was sent: items of the run's own.
		expect(found.uncovered).toEqual([]);
		expect(await contents()).toBe(before);
		const options = { spec, endpoint, credentials, seed: 3 };
		const properties = await runProperties({ ...options, runs: 2 });
		expect(properties.results.flatMap(({ failure }) => failure?.reasons ?? [])).toEqual([]);
		expect((await runSequences({ ...options, sequences: 3 })).failure).toBeUndefined();
		expect(await contents()).toBe(before);
	});

	it("is as it was after each verb that was interrupted", async () => {
		await plant();
		for (const verb of ["verify", "explore"]) {
			const controller = new AbortController();
			const stop = setInterval(async () => (await contents()) !== before && controller.abort(), 15);
			const env = { CONTRACT_CREDENTIALS: JSON.stringify(credentials) };
			const { code, err } = await runMain([verb, spec, "--target", endpoint], { env, signal: controller.signal });
			clearInterval(stop);
			expect({ code, err }).toEqual({ code: 130, err: expect.stringContaining("all that was made is removed") });
			await expect.poll(contents).toBe(before);
		}
	});

	it.each<[string[], RegExp[]]>([
		[
			["cursor-skips", "link-loses-size", "put-merges", "form-plus", "readonly-taken", "location-before"],
			[
				/^listTickets 200: (list with limit \d+: must hold the new item \d+ on one of|total: must be \d+, as many as the pages)/,
				/^listAgents 200: list with per_page \d+: must /,
				/^putRoom 20[01]: .* must be gone after a replacement that does not send it, but is still /,
				/^addTicket 201: .*subject must be .*, as it was sent, but is /,
				/^changeTicket 200: .*number is read-only and must not be \d+, as an update sent it/,
			],
		],
		[
			[
				"cursor-cycles",
				"page-ignored",
				"put-always-201",
				"put-twice-listed",
				"delete-more",
				"form-length",
				"time-zone",
			],
			[
				/^listTickets 200: list: each item must come once, but "\d+" of page 1 comes again/,
				/^listAgents 200: list: each item must come once/,
				/^putRoom 200: status: must be 200 or 204 where the item was there before, but is 201/,
				/^removeTicket 204: GET \/tickets\/\d+: must be as it was after the delete of another item/,
				/^addTicket 400: \/subject: a text of 81 characters must be refused, but is answered 201/,
				/^changeTicket 200: .*due must be "2024-02-29T23:59:59\+02:00", a time with an offset, as it was sent/,
			],
		],
		[
			["sort-sign", "total-header", "patch-created", "pattern-ignored", "form-false", "stale-read"],
			[
				/^listTickets 200: list with sort=-number: must be ordered by number, the greatest first/,
				/^listAgents 200: X-Total-Count: must be \d+, as many as the pages have together, but is \d+/,
				/^addTicket 201: .*urgent must be false, as it was sent, but is true/,
				/^inviteAgent 400: \/pin: the text "no such value 7f3a!", which its pattern does not allow, must be refused/,
			],
		],
	])("is told what it does otherwise: %s", async (faults, reasons) => {
		await plant(...faults);
		const all = told(await verify({ spec, endpoint, target: "live", credentials }));
		for (const reason of reasons) expect(all).toContainEqual(expect.stringMatching(reason));
		// Deletes that remove more, and Locations that name others, cost nobody anything either.
		expect(await contents()).toBe(before);
	});
});

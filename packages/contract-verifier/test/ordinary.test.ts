import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, describe, expect, it } from "vitest";
import { runProperties, runSequences } from "../src/properties/index.js";
import { verify } from "../src/verify.js";

// An everyday API without scenarios, with what generators are easily wrong about: errors in a media type of their own,
// formats, unique items, a least number of members, steps, fractions, a schema that contains itself, a list in a query.

const part = {
	type: "object",
	required: ["name"],
	properties: {
		name: { type: "string", maxLength: 9 },
		parts: { type: "array", maxItems: 2, items: { $ref: "#/components/schemas/Part" } },
	},
};
const properties = {
	mail: { type: "string", format: "email" },
	site: { type: "string", format: "uri" },
	tags: { type: "array", uniqueItems: true, maxItems: 3, items: { enum: ["a", "b", "c", "d"] } },
	step: { type: "integer", minimum: 5, maximum: 90, multipleOf: 5 },
	share: { type: "number", minimum: 0.25, exclusiveMaximum: 0.75 },
	due: { type: ["string", "null"], format: "date" },
	urgent: { type: "boolean" },
	part: { $ref: "#/components/schemas/Part" },
};
const schemas = {
	Part: part,
	NewNotice: { type: "object", required: ["mail"], properties },
	Change: { type: "object", minProperties: 1, properties },
	Notice: {
		allOf: [
			{ $ref: "#/components/schemas/NewNotice" },
			{ type: "object", required: ["id"], properties: { id: { type: "string", format: "uuid", readOnly: true } } },
		],
	},
};
const body = (name: string) => ({
	content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } },
});
const one = { description: "One.", ...body("Notice") };
const problem = {
	description: "Refused.",
	content: { "application/problem+json": { schema: { type: "object", required: ["title"] } } },
};
const document = {
	openapi: "3.1.0",
	info: { title: "Notices", version: "1.0.0" },
	paths: {
		"/notices": {
			get: {
				parameters: [
					{ name: "tag", in: "query", schema: { type: "array", items: { type: "string" } } },
					{ name: "urgent", in: "query", schema: { type: "boolean" } },
					{ name: "per_page", in: "query", schema: { type: "integer", minimum: 1, maximum: 100 } },
				],
				responses: {
					"200": {
						description: "All.",
						content: {
							"application/json": { schema: { type: "array", items: { $ref: "#/components/schemas/Notice" } } },
						},
					},
					"400": problem,
				},
			},
			post: {
				requestBody: { required: true, ...body("NewNotice") },
				responses: { "201": { ...one, headers: { Location: { schema: { type: "string" } } } }, "400": problem },
			},
		},
		"/notices/{id}": {
			parameters: [{ name: "id", in: "path", required: true, schema: { type: "string", format: "uuid" } }],
			get: { responses: { "200": one, "404": problem } },
			patch: {
				requestBody: { required: true, ...body("Change") },
				responses: { "200": one, "400": problem, "404": problem },
			},
			delete: { responses: { "204": { description: "Gone." }, "404": problem } },
		},
	},
	components: { schemas },
};

const ajv = new Ajv2020({
	strict: false,
	formats: {
		email: /^[^@\s]+@[^@\s]+$/,
		uri: (text) => URL.canParse(text),
		date: /^\d{4}-\d\d-\d\d$/,
		uuid: /^[-\da-f]{36}$/,
	},
});
ajv.addSchema({ $id: "api", components: { schemas } });
const valid = (name: string) => ajv.getSchema(`api#/components/schemas/${name}`);

const folder = mkdtempSync(join(tmpdir(), "explore-ordinary-"));
const spec = join(folder, "openapi.json");
writeFileSync(spec, JSON.stringify(document));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const kept = randomUUID();

type Fault =
	| "a change loses a member"
	| "a filter filters nothing"
	| "Location names another"
	| "lists leave out the last"
	| "the younger go first";

/** A right server, unless it has a fault. */
async function start(fault?: Fault) {
	const notices = new Map<string, Record<string, unknown>>([[kept, { id: kept, mail: "mine@example.com" }]]);
	const server = createServer(async (request, response) => {
		let text = "";
		for await (const piece of request) text += piece;
		const answer = (status: number, value?: unknown, location?: string) => {
			const type = status < 400 ? "application/json" : "application/problem+json";
			response.writeHead(status, {
				...(value !== undefined && { "Content-Type": type }),
				...(location !== undefined && { Location: location }),
			});
			response.end(value === undefined ? undefined : JSON.stringify(value));
		};
		const { pathname, searchParams: query } = new URL(request.url ?? "", "http://host");
		const id = /^\/notices\/([^/]+)/.exec(pathname)?.[1];
		const known = id === undefined ? {} : notices.get(id);
		if (known === undefined) return answer(404, { title: "There is none." });
		if (request.method === "GET" && id !== undefined) return answer(200, known);
		if (request.method === "GET") {
			const urgent = query.get("urgent");
			const size = query.get("per_page") ?? "20";
			if (!/^(true|false)$/.test(urgent ?? "true") || !/^([1-9]\d?|100)$/.test(size))
				return answer(400, { title: "No." });
			const all = [...notices.values()].slice(0, fault === "lists leave out the last" ? -1 : undefined);
			const isWanted = (one: object) =>
				urgent === null || fault === "a filter filters nothing" || String("urgent" in one && one.urgent) === urgent;
			return answer(200, all.filter(isWanted).slice(0, Number(size)));
		}
		if (request.method === "DELETE") {
			if (fault === "the younger go first" && [...notices.keys()].at(-1) !== id)
				return answer(409, { title: "Not yet." });
			if (fault === "the younger go first") await new Promise((resume) => setTimeout(resume, 50));
			return answer(notices.delete(String(id)) ? 204 : 404);
		}
		let sent: Record<string, unknown>;
		try {
			sent = JSON.parse(text);
		} catch {
			return answer(400, { title: "That is no JSON." });
		}
		if (!valid(id === undefined ? "NewNotice" : "Change")?.(sent)) return answer(400, { title: "That does not fit." });
		if (id !== undefined && fault === "a change loses a member") delete sent.step;
		const notice = { ...known, ...sent, id: id ?? randomUUID() };
		notices.set(notice.id, notice);
		if (id !== undefined) return answer(200, notice);
		return answer(201, notice, `/notices/${fault === "Location names another" ? kept : notice.id}`);
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	return {
		options: { spec, endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, credentials: {}, seed: 5 },
		notices,
		[Symbol.asyncDispose]: () =>
			new Promise<void>((resolve) => {
				server.closeAllConnections();
				server.close(() => resolve());
			}),
	};
}

describe("an everyday API without scenarios", () => {
	it("is explored without a false alarm, and is as it was afterwards", async () => {
		await using server = await start();
		const found = await runProperties({ ...server.options, runs: 3 });
		expect(found.results.flatMap(({ failure }) => failure?.reasons ?? [])).toEqual([]);
		expect(found.open).toEqual([]);
		expect(found.results.filter(({ requests }) => requests < 3)).toEqual([]);
		const sequences = await runSequences({ ...server.options, sequences: 8 });
		expect(sequences.failure).toBeUndefined();
		expect(sequences.passed).toBe(8);
		expect([...server.notices.keys()]).toEqual([kept]);
	});

	it("is explored, and found out where a change loses a member", async () => {
		await using server = await start("a change loses a member");
		const { failure } = await runSequences({ ...server.options, sequences: 30, shrinks: 10 });
		expect(failure?.reason).toMatch(/step must be \d+/);
	});

	it("is verified without a false alarm, and is as it was afterwards", async () => {
		await using server = await start();
		const { failed, notes, cells } = await verify({ ...server.options, target: "live" });
		const failures = cells.filter(({ outcome }) => outcome === "failed");
		expect(failures.flatMap(({ transactions }) => transactions.flatMap((one) => one.reasons))).toEqual([]);
		expect({ failed, notes }).toEqual({ failed: 0, notes: [] });
		expect(cells.filter(({ outcome }) => outcome === "passed").length).toBeGreaterThan(8);
		expect([...server.notices.keys()]).toEqual([kept]);
	});

	it("is as it was also where items have to go one after the other", async () => {
		await using server = await start("the younger go first");
		const only = ({ operationId }: { operationId: string }) => operationId === "getNotices";
		const { notes } = await verify({ ...server.options, target: "live", only });
		expect(notes).toEqual([]);
		expect([...server.notices.keys()]).toEqual([kept]);
	});

	it.each<[Fault, string]>([
		["a change loses a member", "/step must be"],
		["a filter filters nothing", "list with urgent true: must hold such items alone"],
		["Location names another", "Location: must name the new item"],
		["lists leave out the last", "list: must hold the new item"],
	])("is verified, and found out where %s", async (fault, reason) => {
		await using server = await start(fault);
		const { cells } = await verify({ ...server.options, target: "live" });
		const reasons = cells.flatMap(({ transactions }) => transactions.flatMap((one) => one.reasons));
		expect(reasons.join("\n")).toContain(reason);
	});
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadDocument } from "../src/load.js";

let folder: string;
let server: Server;
let origin: string;

beforeAll(async () => {
	folder = join(mkdtempSync(join(tmpdir(), "hostile-")), "spec");
	mkdirSync(folder);
	server = createServer((request, response) => {
		if (request.url === "/elsewhere") response.writeHead(302, { location: "http://localhost:1/openapi.json" }).end();
		else if (request.url === "/around") response.writeHead(302, { location: "/around" }).end();
		else if (request.url === "/endless") {
			const more = () => {
				while (!response.destroyed && response.write(Buffer.alloc(1024 * 1024, " ")));
			};
			response.on("drain", more);
			more();
		} else if (request.url === "/parts.json") response.end(JSON.stringify({ type: "integer" }));
		else response.setHeader("content-type", "application/json").end(documentOf({ $ref: "parts.json" }));
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
	server.closeAllConnections();
	server.close();
	rmSync(join(folder, ".."), { recursive: true });
});

const HEAD = 'openapi: 3.1.0\ninfo: { title: Things, version: "1" }\npaths: {}\n';

function documentOf(thing: unknown, others: Record<string, unknown> = {}): string {
	const info = { title: "Things", version: "1" };
	return JSON.stringify({ openapi: "3.1.0", info, paths: {}, components: { schemas: { Thing: thing, ...others } } });
}

function load(name: string, text: string, options = {}) {
	const file = join(folder, name);
	writeFileSync(file, text);
	return loadDocument(file, options);
}

/** Each schema refers twice to the next. */
function doubling(keyword: "allOf" | "oneOf" | "anyOf"): Record<string, unknown> {
	const level = (number: number) => ({ $ref: `#/components/schemas/L${number}` });
	const levels = Array.from({ length: 40 }, (_, n) => [
		`L${n}`,
		{ [keyword]: [level(n + 1), { allOf: [level(n + 1)] }] },
	]);
	return { ...Object.fromEntries(levels), L40: { type: "object" } };
}

describe("a document that asks for too much is refused in one line", () => {
	const bomb = Array.from({ length: 10 }, (_, n) => `x-${n + 1}: &a${n + 1} [${`*a${n}, `.repeat(10)}]\n`).join("");
	const nested = `${'{"items":'.repeat(10_000)}{}${"}".repeat(10_000)}`;
	it.each<[string, string, string, RegExp]>([
		["aliases that expand tenfold, level by level", "bomb.yaml", `x-0: &a0 { a: 1 }\n${bomb}${HEAD}`, /YAML aliases/],
		["an alias that contains itself", "self.yaml", `x-0: &a0 [*a0, *a0]\n${HEAD}`, /nested deeper than 256/],
		["allOf that doubles", "all.json", documentOf({}, doubling("allOf")), /L0 consists of more than 10000 schemas/],
		["oneOf that doubles", "one.json", documentOf({}, doubling("oneOf")), /L0 consists of more than 10000 schemas/],
		["10,000 levels", "deep.json", documentOf("@").replace('"@"', nested), /nested deeper than 256 levels; move/],
		["65 MiB", "large.yaml", `${HEAD}#${" ".repeat(65 * 1024 * 1024)}`, /is larger than 64 MiB; split it/],
	])("%s", async (_, name, text, line) => {
		const started = performance.now();
		const error = await load(name, text).catch((reason: Error) => reason);
		expect(error).toMatchObject({ name: "DocumentError", message: expect.stringMatching(line) });
		expect((error as Error).message).toContain(name);
		expect((error as Error).message).not.toContain("\n");
		expect(performance.now() - started).toBeLessThan(5_000);
	});

	it("anchors, aliases and merge keys go on working", async () => {
		const { model } = await load(
			"anchors.yaml",
			`${HEAD}x-id: &id { type: string, minLength: 1 }\nx-base: &base { type: object, properties: { a: *id, b: *id } }\ncomponents: { schemas: { Thing: { <<: *base, title: Merged } } }\n`,
		);
		const id = { type: "string", minLength: 1 };
		expect(model.schemas.Thing).toEqual({ type: "object", title: "Merged", properties: { a: id, b: id } });
	});
});

it("what describes nothing, or takes for ever, is left out and told; a pattern like it that ends stays", async () => {
	const { model } = await load(
		"parts.json",
		documentOf(
			{ allOf: [{ $ref: "#/components/schemas/Other" }] },
			{
				Other: { allOf: [{ $ref: "#/components/schemas/Thing" }] },
				Endless: { type: "string", pattern: "^x-(a+)+$" },
				Ends: { type: "string", pattern: "^([0-9]+,)*[0-9]+$" },
				Map: { type: "object", patternProperties: { "^(\\w+\\s?)+$": {}, "^x-": {} } },
			},
		),
	);
	expect(model.problems.map(({ pointer, loses }) => [pointer, loses])).toEqual([
		["#/components/schemas/Endless/pattern", true],
		["#/components/schemas/Map/patternProperties/^(\\w+\\s?)+$", true],
		["#/components/schemas/Thing", true],
	]);
	expect(model.schemas).toMatchObject({ Endless: { type: "string" }, Ends: { pattern: "^([0-9]+,)*[0-9]+$" } });
	expect(model.schemas.Endless).not.toHaveProperty("pattern");
});

describe("references", () => {
	it("to files outside of the folder are refused unless allowed; nothing of the file is told", async () => {
		writeFileSync(join(folder, "../secret.json"), JSON.stringify({ type: "string", title: "hush" }));
		const text = documentOf({ $ref: "../secret.json" });
		const { model, bundled, files } = await load("outside.json", text);
		expect(files).toEqual([expect.stringMatching(/outside\.json$/)]);
		expect(model.problems[0]?.message).toMatch(/secret\.json lies outside of the document's folder .* copy it/);
		expect(JSON.stringify([model, bundled])).not.toContain("hush");
		expect((await load("outside.json", text, { outside: true })).model.schemas).toMatchObject({
			secret: { title: "hush" },
		});
	});

	it("to the own host are followed, to others refused unless allowed", async () => {
		expect((await loadDocument(`${origin}/openapi.json`)).model.problems).toEqual([]);
		const text = documentOf({ $ref: `${origin}/parts.json` });
		expect((await load("remote.json", text)).model.problems[0]?.message).toMatch(/nothing is fetched from other hosts/);
		expect((await load("remote.json", text, { remote: true })).model.problems).toEqual([]);
	});

	it.each([
		["/elsewhere", /redirects to another host; name http:\/\/localhost:1\/openapi\.json itself/],
		["/around", /redirects more than 5 times/],
		["/endless", /is larger than 64 MiB/],
	])("a document at %s is one line", async (path, line) => {
		await expect(loadDocument(`${origin}${path}`)).rejects.toThrow(line);
	});
});

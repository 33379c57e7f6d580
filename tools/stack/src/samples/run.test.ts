import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { SAMPLE_LANGUAGES } from "@onespec/codegen";
import { SampleTarget } from "@onespec/contract-verifier/sample-target";
import { readModel } from "@onespec/openapi-document";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type TemporaryFolder, temporaryFolder } from "../clean-up.js";
import { Recorder } from "./recorder.js";
import { type Language, runLanguage, type SampleResult } from "./run.js";

const root = join(import.meta.dirname, "../../../..");
const thing = { type: "object", required: ["id"], properties: { id: { type: "integer" }, name: { type: "string" } } };
const id = { name: "id", in: "path", required: true, schema: { type: "integer" }, example: 7 };
const answer = (status: string) => ({
	[status]: { description: "Done", content: { "application/json": { schema: thing } } },
});
const model = readModel({
	openapi: "3.1.0",
	info: { title: "Things", version: "1" },
	components: { securitySchemes: { Key: { type: "apiKey", in: "header", name: "X-Key" } } },
	security: [{ Key: [] }],
	paths: {
		"/things": {
			post: {
				operationId: "createThing",
				requestBody: { content: { "application/json": { schema: thing, example: { id: 7, name: "a" } } } },
				responses: answer("201"),
			},
		},
		"/things/{id}": {
			get: { operationId: "getThing", parameters: [id], responses: answer("200") },
			delete: {
				operationId: "deleteThing",
				parameters: [id],
				responses: { "204": { description: "Gone" }, "404": { description: "There is none" } },
			},
		},
	},
});

let server: Server;
let recorder: Recorder;
let folder: TemporaryFolder;
/** What the server gets wrong. */
let fault: "body" | "status" | undefined;
/** Names by id. */
const things = new Map<string, string>();
let made = 40;

beforeAll(async () => {
	server = createServer(async (request, response) => {
		let sent = "";
		for await (const piece of request) sent += piece;
		if (request.headers["x-key"] !== "right") return void response.writeHead(401).end();
		const [, , name = ""] = (request.url ?? "").split("/").slice(1);
		if (request.method === "POST") things.set(String(++made), JSON.parse(sent).name);
		else if (!things.has(name)) return void response.writeHead(404).end();
		if (request.method === "DELETE") {
			things.delete(name);
			return void response.writeHead(fault === "status" ? 200 : 204).end();
		}
		const own = {
			name: things.get(name || String(made)),
			id: fault === "body" && request.method === "GET" ? name : Number(name || made),
		};
		response.writeHead(request.method === "POST" ? 201 : 200, { "Content-Type": "application/json" });
		response.end(JSON.stringify(own));
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	recorder = await Recorder.start();
	folder = temporaryFolder("samples-test");
});

afterAll(() => {
	recorder.stop();
	server.close();
	folder.remove();
});

async function run(key: string): Promise<Record<string, SampleResult>> {
	const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
	const { signal } = new AbortController();
	const credentials = { default: { Key: key } };
	const target = await SampleTarget.open({ model, endpoint, target: "live", credentials, signal });
	const results: SampleResult[] = [];
	const language = SAMPLE_LANGUAGES.find(({ name }) => name === "javascript") as Language;
	await runLanguage({
		root,
		api: "things",
		model,
		target: { name: "live", endpoint, server: target },
		language,
		chosen: () => true,
		recorder,
		folder: join(folder.path, `${key}-${fault}`),
		signal,
		onResult: (result) => results.push(result),
	});
	expect(await target.close()).toEqual([]);
	return Object.fromEntries(results.map((result) => [result.operation, result]));
}

it("runs samples on what it has made, whatever ids the document shows, and leaves nothing behind", async () => {
	things.set("7", "b");
	const results = await run("right");
	expect(Object.values(results).map(({ outcome, reasons }) => [outcome, reasons])).toEqual([
		["passed", []],
		["passed", []],
		["passed", []],
	]);
	expect([...things.keys()]).toEqual(["7"]);
});

it("tells an answer that is not the document's, and a status that fails the program", async () => {
	fault = "body";
	expect((await run("right")).getThing).toMatchObject({ outcome: "failed", reasons: ["/id: must be integer"] });
	fault = "status";
	expect((await run("right")).deleteThing).toMatchObject({
		outcome: "failed",
		reasons: [expect.stringContaining("it ended with 1, answered 200"), "status: must be 204, but is 200"],
	});
	fault = undefined;
	const { createThing, getThing } = await run("wrong");
	// Whoever may not look whether a thing is there sends nothing that could change it.
	expect(createThing).toMatchObject({ outcome: "open", reasons: [expect.stringContaining("401")] });
	expect(getThing?.reasons).toContain("status: must be 200, but is 401");
});

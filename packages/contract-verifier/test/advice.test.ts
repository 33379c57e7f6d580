import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { negotiate, readModel } from "@onespec/openapi-document";
import { XmlDocument } from "libxml2-wasm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verify } from "../src/index.js";
import { runMain } from "./support/run-cli.js";

const problem = { description: "d", content: { "application/json": { schema: { type: "object" } } } };
const text = { type: "string" };
const document = {
	openapi: "3.0.3",
	info: { title: "Notes", version: "1" },
	security: [{ Key: [] }],
	paths: {
		"/notes": {
			get: {
				operationId: "listNotes",
				responses: {
					"200": {
						description: "d",
						content: {
							"application/json": { schema: { type: "array", items: text }, example: ["a"] },
							"application/xml": { schema: { ...text, xml: { name: "Notes" } }, example: "<Notes>a</Notes>" },
						},
					},
					"401": problem,
					"429": problem,
				},
			},
		},
		"/notes/{id}": {
			parameters: [{ name: "id", in: "path", required: true, schema: { type: "integer" } }],
			get: { operationId: "readNote", responses: { "404": problem } },
		},
	},
	components: { securitySchemes: { Key: { type: "apiKey", in: "header", name: "X-Key" } } },
};
const credentials = { default: { Key: "key-of-default" } };
const bucket = { capacity: 2, leakPerSecond: 4 };
const scenarios = {
	fixtures: {},
	causes: {},
	profiles: { default: {}, narrow: { ownStore: true, bucket } },
	operations: { listNotes: { "429": { default: { profile: "narrow", repeat: { until: 429, atMost: 10 } } } } },
};
const LONG = "a rather long note ".repeat(150);
const CHANGED = "Mon, 05 Jan 2026 10:00:00 GMT";

/** What the server does otherwise than a good one. */
let broken = "";
let level = 0;
let drained = performance.now();
let count = 0;

function handle(request: IncomingMessage, response: ServerResponse) {
	const { method = "", url = "", headers } = request;
	const path = url.split("?")[0] ?? "";
	const is = (name: string) => broken === name;
	const answer = (status: number, body: string, more: Record<string, string> = {}) => {
		const isError = status >= 400;
		response.writeHead(status, {
			Server: is("server with version") ? "notes/2.4.1" : "notes",
			...(isError && { "Content-Type": "application/json" }),
			...((is("close after errors") && isError) || is("close always") ? { Connection: "close" } : {}),
			...more,
		});
		response.end(method === "HEAD" ? undefined : body);
	};
	const refuse = (status: number, more = {}, message = "no") => answer(status, JSON.stringify({ message }), more);
	if (path === "/base/notes/")
		return answer(308, "", { Location: is("redirect away") ? "http://elsewhere.invalid/notes" : "/base/notes" });
	if (!/^\/base\/notes(?:\/\w+)?$/.test(path)) return refuse(404);
	const known = ["key-of-default", "key-of-narrow"].includes(`${headers["x-key"]}`);
	const trace = 'Traceback (most recent call last):\n  File "app.py", line 3';
	if (!known) return refuse(401, {}, is("stack trace") ? trace : is("product in a body") ? "nginx/1.18.0" : "no");
	if (method !== "GET" && method !== "HEAD")
		return refuse(405, is("405 without Allow") ? {} : { Allow: is("Allow without GET") ? "HEAD" : "GET, HEAD" });
	if (path !== "/base/notes") return refuse(404);
	if (headers["x-key"] === "key-of-narrow") {
		const now = performance.now();
		level = Math.max(0, level - ((now - drained) / 1000) * bucket.leakPerSecond);
		drained = now;
		if (level > bucket.capacity - 1)
			return refuse(
				429,
				is("429 without Retry-After") ? {} : { "Retry-After": is("Retry-After too long") ? "10" : "1" },
			);
		level++;
	}
	if (method === "HEAD" && is("HEAD refused")) return refuse(404);
	const types = ["application/json", "application/xml"];
	const mediaType = negotiate(headers.accept, types) ?? "application/json";
	const mark = is("byte order mark") ? "\ufeff" : "";
	const plain = mediaType === "application/json" ? JSON.stringify([LONG]) : `${mark}<Notes>${LONG}</Notes>`;
	const zip = /gzip/.test(`${headers["accept-encoding"]}`) && !is("no compression");
	const tag = createHash("sha256").update(`${mediaType}${zip}`).digest("hex").slice(0, 8);
	const etag = is("ETag of each answer") ? `"${count++}"` : is("ETag without quotes") ? tag : `"${tag}"`;
	const about = {
		ETag: etag,
		"Last-Modified": CHANGED,
		Vary: is("Vary without Accept")
			? "Accept-Encoding"
			: is("Vary without encoding")
				? "Accept"
				: "Accept, Accept-Encoding",
	};
	const match = headers["if-none-match"];
	const isFresh = match === undefined ? headers["if-modified-since"] === CHANGED : match === etag;
	if (isFresh && !is("no 304")) return answer(304, "", about);
	const type = method === "HEAD" && is("HEAD of another type") ? "text/plain" : mediaType;
	const body = zip ? gzipSync(plain) : Buffer.from(plain);
	const encoding: Record<string, string> = zip ? { "Content-Encoding": "gzip" } : {};
	response.writeHead(200, {
		...{ ...about, "Content-Type": type, "Content-Length": `${body.length}`, ...encoding },
		Server: is("server with version") ? "notes/2.4.1" : "notes",
		...(is("close always") && { Connection: "close" }),
	});
	response.end(method === "HEAD" ? undefined : body);
}

const server = createServer(handle);
let endpoint: string;
let folder: string;
beforeAll(async () => {
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/base`;
	folder = await mkdtemp(join(tmpdir(), "contract-verifier-advice-"));
});
afterAll(async () => {
	server.close();
	server.closeAllConnections();
	await rm(folder, { recursive: true });
});

async function adviceFor(fault: string, profiles: object = credentials) {
	[broken, level] = [fault, 0];
	const all = { ...credentials, ...profiles };
	const about = { spec: readModel(document), endpoint, target: "live", scenarios, credentials: all } as const;
	return verify({ ...about, advice: true });
}
const narrow = { narrow: { Key: "key-of-narrow" } };

it("says nothing about a server that does all of it", async () => {
	expect(await adviceFor("", narrow)).toMatchObject({ failed: 0, passed: 5, advice: [] });
});

it.each([
	["server with version", "version", /^server: notes\/2\.4\.1$/],
	["product in a body", "version", /nginx\/1\.18\.0/],
	["stack trace", "trace", /Traceback/],
	["byte order mark", "mark", /U\+FEFF/],
	["429 without Retry-After", "retry", /missing/],
	["Retry-After too long", "retry", /^Retry-After: 10: a request after 0\.25 s is let through already$/],
	["405 without Allow", "allow", /missing/],
	["Allow without GET", "allow", /"HEAD" does not name GET/],
	["redirect away", "redirect", /another host/],
	["HEAD refused", "head", /must be answered 200 as GET is, but is 404/],
	["HEAD of another type", "head", /content-type: must be application\/json as in GET, but is text\/plain/],
	["no 304", "caching", /If-None-Match: .* must be answered 304, but is 200/],
	["ETag of each answer", "caching", /ETag: was .*, and is .* for the same body/],
	["ETag without quotes", "caching", /is not written as an entity tag/],
	["Vary without Accept", "caching", /Vary: must name Accept,/],
	["Vary without encoding", "compression", /Vary: must name Accept-Encoding/],
	["no compression", "compression", /bytes comes as it is, although gzip was asked for/],
	["close after errors", "connection", /kept after a success, and closed after an error/],
	["close always", "connection", /closed after each answer/],
])("advises on: %s, and on nothing else", async (fault, about, text) => {
	const { advice, failed, findings } = await adviceFor(fault, about === "retry" ? narrow : {});
	expect({ failed, findings }).toEqual({ failed: 0, findings: [] });
	expect(advice?.map((one) => [one.about, one.example.reason])).toEqual([[about, expect.stringMatching(text)]]);
});

describe("a report with advice", () => {
	it("has a count of its own, in each format, and the exit code stays as it is", async () => {
		broken = "server with version";
		const [spec, dir] = [join(folder, "openapi.json"), join(folder, "reports")];
		await writeFile(spec, JSON.stringify(document));
		const args = [spec, "--target", endpoint, "--report", "junit,json,html,markdown", "--report-dir", dir];
		const env = { CONTRACT_CREDENTIALS: JSON.stringify(credentials) };
		const open = ["--expect-open", "listNotes 429"];
		const without = await runMain([...args, ...open], { env });
		const { code, out } = await runMain([...args, ...open, "--advice"], { env });
		expect([without.code, code]).toEqual([0, 0]);
		expect(without.out).not.toMatch(/advice|Advice/);
		expect(out).toContain("• answers name the version of the server's software\n");
		expect(out.trimEnd().split("\n").at(-1)).toBe("live 4/5 (1 open, advice 1)");
		const read = (name: string) => readFile(join(dir, name), "utf8");
		expect(JSON.parse(await read("contract.json"))).toMatchObject({ failed: 0, advice: [{ about: "version" }] });
		expect(await read("contract.html")).toContain("<h2>Advice: no failure</h2>");
		expect(await read("contract.md")).toContain("Advice: answers name the version");
		const junit = XmlDocument.fromString(await read("contract.junit.xml"));
		try {
			expect(junit.get("/testsuites[@tests='5' and @failures='0']")).not.toBeNull();
			expect(junit.get("//testsuite[@name='advice' and @tests='0']/properties/property[@value='1']")).not.toBeNull();
			expect(junit.get("//testsuite[@name='advice']/system-out")?.content).toContain("notes/2.4.1");
		} finally {
			junit.dispose();
		}
	});

	it("needs a server that can be asked, or recorded traffic", async () => {
		const { code, err } = await runMain([
			join(folder, "none.json"),
			"--target",
			"mock",
			"--endpoint",
			endpoint,
			"--advice",
		]);
		expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining("--advice needs a live server") });
	});
});

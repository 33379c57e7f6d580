import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readModel } from "@onespec/openapi-document";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { missingPrograms, prepareSamples, runProgram } from "./run-samples.js";
import { SAMPLE_LANGUAGES, type Sample, samplesOf } from "./samples-of.js";

/** All that a language, a shell or a library could take for something else. */
const NASTY = `@"'\\ \\n \\u0041 \\\\" $HOME \${x} $(id) #{1+1} #$0 #@a %s %25 \`id\` {{y}} """ ''' ]]> <?php ?> */ // é ß 日本 😀 👩‍👩‍👧 \u202e\u2028\ufeff ! ~\ttab\r\n\u0001\u007f\u0085end\\`;
/** The same for URLs: Mono takes the marks out that turn the direction of a line. */
const IN_URL = NASTY.replace("\u202e", "");
const ASCII = `"'\\ $HOME \${x} #{1+1} %s %25 \`id\` ; , = & !\\`;

const text = { type: "string" } as const;
const parameter = (name: string, place: string, example: unknown, more: object = {}) => ({
	name,
	in: place,
	required: true,
	schema: {},
	example,
	...more,
});
const answers = { "200": { description: "Done", content: { "text/plain": { schema: text } } } };
const model = readModel({
	openapi: "3.1.0",
	info: { title: "Echo", version: "1" },
	components: {
		securitySchemes: {
			"X Key!": { type: "apiKey", in: "header", name: "X-Key" },
			query: { type: "apiKey", in: "query", name: "key[1]" },
			cookie: { type: "apiKey", in: "cookie", name: "session" },
			basic: { type: "http", scheme: "basic" },
			bearer: { type: "http", scheme: "bearer" },
		},
	},
	paths: {
		"/nasty/{id}/{list}": {
			put: {
				operationId: "nasty",
				security: [{ "X Key!": [], bearer: [], cookie: [] }],
				parameters: [
					parameter("id", "path", IN_URL),
					parameter("list", "path", ["a,b", "c/d"], { style: "matrix", explode: true }),
					parameter("q", "query", IN_URL),
					parameter("many", "query", ["x y", "z&"]),
					parameter("pipes", "query", [1, 2], { style: "pipeDelimited", explode: false }),
					parameter("deep", "query", { a: 1, "b c": "d" }, { style: "deepObject" }),
					parameter("X-Ascii", "header", ASCII),
					parameter("X-Empty", "header", ""),
					parameter("crumb", "cookie", "a b;c"),
				],
				requestBody: { content: { "text/plain": { schema: text, example: NASTY } } },
				responses: answers,
			},
		},
		"/parts": {
			post: {
				operationId: "parts",
				security: [{ basic: [], query: [] }],
				requestBody: {
					content: {
						"multipart/form-data": {
							schema: { type: "object", properties: { name: text, file: { type: "string", format: "binary" } } },
							example: { name: NASTY, file: "é😀\r\n--" },
						},
					},
				},
				responses: answers,
			},
		},
		"/moved": { get: { operationId: "moved", responses: { "303": { description: "Elsewhere" } } } },
		"/head": { head: { operationId: "head", responses: { "2XX": { description: "There" } } } },
		"/refused": { delete: { operationId: "refused", responses: { "204": { description: "Gone" } } } },
	},
});

interface Received {
	readonly request: IncomingMessage;
	readonly body: Buffer;
}

let server: Server;
let last: Received | undefined;
let url: string;
const folder = mkdtempSync(join(tmpdir(), "samples-"));
const KEYS = {
	API_X_KEY: ASCII,
	API_BEARER: "a.b-c_d",
	API_COOKIE: "e%20f",
	API_BASIC: `uß:${NASTY}`,
	API_QUERY: IN_URL,
};

beforeAll(async () => {
	server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		last = { request, body: Buffer.concat(chunks) };
		const status = request.url === "/base/moved" ? 303 : 200;
		response.writeHead(status, { ...(status === 303 && { Location: "/base/elsewhere" }) }).end("answer é😀");
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/base`;
});

afterAll(() => {
	server.close();
	rmSync(folder, { recursive: true });
});

const all = samplesOf(model, { name: "echo" }).flatMap(({ samples }) => samples);

describe.each(SAMPLE_LANGUAGES.filter(({ name }) => name !== "typescript"))(
	"samples in $label",
	({ name, runtime }) => {
		const samples = all.filter(({ language }) => language === name);
		const cwd = join(folder, name);
		const missing = missingPrograms(runtime);

		async function run(operation: string) {
			last = undefined;
			const sample = samples.find((one) => one.operation === operation) as Sample;
			const { code, stdout, stderr } = await runProgram(runtime.run(sample), { cwd, env: { ...KEYS, API_URL: url } });
			return { code, stdout: stdout.toString(), stderr, received: last as Received | undefined };
		}

		it("send what the document says, character by character, and print status and body", async (context) => {
			context.skip(missing.length > 0, `there is no ${missing.join(", ")} here`);
			await prepareSamples(runtime, samples, { cwd });

			const nasty = await run("nasty");
			expect(nasty).toMatchObject({ code: 0, stdout: "200\nanswer é😀", stderr: "" });
			const { request, body } = nasty.received as Received;
			const { pathname, searchParams } = new URL(request.url as string, url);
			expect(request.method).toBe("PUT");
			expect(pathname.split("/").slice(3).map(decodeURIComponent)).toEqual([IN_URL, ";list=a,b;list=c/d"]);
			expect([...searchParams]).toEqual([
				["q", IN_URL],
				["many", "x y"],
				["many", "z&"],
				["pipes", "1|2"],
				["deep[a]", "1"],
				["deep[b c]", "d"],
			]);
			expect(request.headers).toMatchObject({
				"content-type": "text/plain",
				accept: "text/plain",
				"x-ascii": ASCII,
				"x-empty": "",
				"x-key": ASCII,
				authorization: "Bearer a.b-c_d",
				cookie: "crumb=a%20b%3Bc; session=e%20f",
			});
			expect(body.toString()).toBe(NASTY);

			const parts = await run("parts");
			expect(parts).toMatchObject({ code: 0, stderr: "" });
			const sent = parts.received as Received;
			expect(Buffer.from((sent.request.headers.authorization ?? "").slice(6), "base64").toString()).toBe(
				KEYS.API_BASIC,
			);
			expect(new URL(sent.request.url as string, url).searchParams.get("key[1]")).toBe(IN_URL);
			const form = await new Response(Uint8Array.from(sent.body), {
				headers: { "Content-Type": sent.request.headers["content-type"] as string },
			}).formData();
			expect(form.get("name")).toBe(NASTY);
			expect(await (form.get("file") as File).text()).toBe("é😀\r\n--");

			const moved = await run("moved");
			expect(moved).toMatchObject({ code: 0, stdout: "303\nanswer é😀" });
			expect(moved.received?.request.url).toBe("/base/moved");

			const head = await run("head");
			expect(head).toMatchObject({ code: 0, stderr: "" });
			expect(head.stdout).toMatch(/^200\n/);
			expect(head.received?.request.method).toBe("HEAD");

			// A status that is not documented as success fails the program.
			expect(await run("refused")).toMatchObject({ code: 1, stdout: "200\nanswer é😀" });
		}, 120_000);
	},
);

it("has names of files and classes that differ in any case, whatever the operations are called", () => {
	const responses = { "200": { description: "Done" } };
	const ids = ["a-b", "aB", "AB", "a/b", "9 λ", "con", "x".repeat(200)];
	const paths = Object.fromEntries(ids.map((operationId, index) => [`/${index}`, { get: { operationId, responses } }]));
	const named = readModel({ openapi: "3.1.0", info: { title: "Names", version: "1" }, paths });
	const made = samplesOf(named, { name: "names", languages: ["java"] }).flatMap(({ samples }) => samples);
	for (const key of ["fileName", "className"] as const) {
		const distinct = new Set(made.map((sample) => sample[key].toLowerCase()));
		expect(distinct.size).toBe(ids.length);
	}
	for (const { fileName, className } of made) {
		expect(fileName).toMatch(/^[\w-]{1,84}\.java$/);
		expect(className).toMatch(/^[A-Za-z_]\w*$/);
	}
});

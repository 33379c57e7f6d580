import { existsSync } from "node:fs";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import ts from "typescript";
import { afterAll, beforeAll, expect, it } from "vitest";
import { generatePackage } from "../src/generate.js";
import { writePackage } from "../src/write-package.js";
import { root, type TemporaryWorkspace, temporaryWorkspace } from "./fixtures.js";
import type { OpenApiDocument } from "./raw-document.js";

/** The same documents in each run; `NAMES_SEED=7 npx vitest run test/names-of-documents.test.ts` makes others. */
const seed = Number(process.env.NAMES_SEED ?? 1);
const DOCUMENTS = 4;
const PARTS = 12;

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: they are what would be code in a template.
/** What a name or a text may be. Each of the second line would call a function, were it code. */
const texts = fc.oneof(
	fc.constantFrom(
		...[
			"delete",
			"package",
			"await",
			"arguments",
			"symbol",
			"type",
			"Promise",
			"Record",
			"Array",
			"Error",
			"Operation",
		],
		...["*/ leaked(); /*", "${leaked()}", "`; leaked(); `", '"; leaked(); "', "'); leaked(); ('", "\\u0022; leaked();"],
		...["a\nleaked();", "a\u2028leaked();", "a\rleaked();", "-->\nleaked()", "</script>", "@example leaked()"],
		...["Parcel-v1", "Parcel.v1", "parcel-v1", "ParcelV1", "parcel", "Parcel", "PARCEL", "parcel_"],
		...[
			"__proto__",
			"constructor",
			"toString",
			"hasOwnProperty",
			"prototype",
			"client",
			"options",
			"body",
			"operations",
		],
		...["", " ", "📦", "größe", "日本", "1st", "-", ".", "$", "_", "a/b", "a~b", "a%b", "a{b", "a b"],
	),
	fc.string({ unit: "grapheme", maxLength: 8 }),
);
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: see above.
const unlike = (count: number) => fc.uniqueArray(texts, { minLength: count, maxLength: count });

/** A document of whose names nothing is tame. The schema of each operation takes its own constant and no other. */
const documents = fc
	.record({
		// No reader of JSON keeps a schema of this name.
		schemas: unlike(PARTS),
		operations: unlike(PARTS),
		parameters: unlike(PARTS),
		members: unlike(PARTS),
		tags: unlike(3),
		prose: fc.array(texts, { minLength: PARTS, maxLength: PARTS }),
	})
	.map(({ schemas, operations, parameters, members, tags, prose }) => {
		const words = (index: number) => prose[index % PARTS] as string;
		// `fromEntries` makes a member of `__proto__` too.
		const named = <Value>(names: readonly string[], value: (index: number) => Value) =>
			Object.fromEntries(names.map((name, index) => [name, value(index)]));
		const refTo = (index: number) =>
			`#/components/schemas/${encodeURIComponent((schemas[index] as string).replaceAll("~", "~0").replaceAll("/", "~1"))}`;
		const paths = named(
			operations.map((_, index) => `/part${index}/{in}`),
			(index) => ({
				post: {
					operationId: operations[index],
					summary: words(index),
					description: words(index + 1),
					tags,
					parameters: [
						{ name: "in", in: "path", required: true, description: words(index), schema: { type: "string" } },
						{ name: parameters[index], in: "query", description: words(index + 2), schema: { enum: [words(index)] } },
					],
					requestBody: { required: true, content: { "application/json": { schema: { $ref: refTo(index) } } } },
					responses: {
						"200": { description: words(index), content: { "application/json": { schema: { $ref: refTo(index) } } } },
					},
				},
			}),
		);
		return {
			openapi: "3.0.3",
			info: { title: words(0), version: "1.0.0", description: words(1) },
			tags: tags.map((name, index) => ({ name, description: words(index) })),
			paths,
			components: {
				schemas: named(schemas, (index) => ({
					type: "object",
					title: words(index),
					description: words(index + 3),
					required: ["constant"],
					properties: {
						constant: { type: "string", enum: [`constant ${index}`], default: words(index) },
						[members[index] as string]: { type: "string", example: words(index + 4), description: words(index) },
					},
				})),
			},
		} as unknown as OpenApiDocument;
	});

/** The names of what every object of JavaScript has, wherever a document has names. */
const inherited = (() => {
	const schema = (name: string) => ({ $ref: `#/components/schemas/${name}` });
	const text = { type: "string", maxLength: 5 };
	const bodyOf = (name: string) => ({
		"application/json": { schema: schema(name) },
		"application/xml": { schema: schema(name) },
	});
	return {
		openapi: "3.1.0",
		info: { title: "Inherited", version: "1.0.0" },
		paths: {
			"/things/{constructor}": {
				post: {
					operationId: "valueOf",
					parameters: [
						{ name: "constructor", in: "path", required: true, schema: text },
						{ name: "__proto__", in: "query", explode: false, schema: { type: "array", items: text } },
						{ name: "toString", in: "query", explode: false, schema: { type: "array", items: text } },
						{ name: "constructor", in: "header", schema: text },
						{ name: "hasOwnProperty", in: "cookie", schema: text },
					],
					requestBody: { required: true, content: bodyOf("__proto__") },
					responses: { "200": { description: "Same.", content: bodyOf("__proto__") } },
				},
			},
			"/forms": {
				post: {
					operationId: "toString",
					requestBody: {
						required: true,
						content: { "application/x-www-form-urlencoded": { schema: schema("constructor") } },
					},
					responses: {
						"200": {
							description: "Same.",
							content: { "application/x-www-form-urlencoded": { schema: schema("constructor") } },
						},
					},
				},
			},
		},
		components: {
			schemas: {
				["__proto__"]: {
					type: "object",
					required: ["__proto__", "constructor"],
					properties: {
						["__proto__"]: text,
						constructor: { type: "integer" },
						toString: { type: "array", items: { type: "number" } },
						inner: schema("constructor"),
					},
				},
				constructor: { type: "object", properties: { ["__proto__"]: text, valueOf: text } },
			},
		},
	};
})();

const made = fc.sample(documents, { numRuns: DOCUMENTS, seed });
const packageOf = (index: number) => path.join(workspace.folder, `packages/api${index}`);
let workspace: TemporaryWorkspace;
let program: ts.Program;

beforeAll(async () => {
	workspace = await temporaryWorkspace();
	await workspace.write("package.json", '{ "type": "module" }');
	for (const [index, document] of made.entries()) {
		await workspace.write(`spec/api${index}/openapi.json`, JSON.stringify(document));
		await writePackage(await generatePackage(path.join(workspace.folder, `spec/api${index}`)), packageOf(index));
	}
	await workspace.write("spec/inherited/openapi.json", JSON.stringify(inherited));
	const target = path.join(workspace.folder, "packages/inherited");
	await writePackage(await generatePackage(path.join(workspace.folder, "spec/inherited")), target);
	const { config } = ts.readConfigFile(path.join(root, "tsconfig.base.json"), ts.sys.readFile);
	const { options } = ts.parseJsonConfigFileContent(config, ts.sys, workspace.folder);
	const entries = ["index", "generated/testing", "generated/schemas", "generated/operation-validators"];
	program = ts.createProgram(
		[...made.map((_, index) => packageOf(index)), target].flatMap((folder) =>
			[...entries, "generated/xml"].map((entry) => path.join(folder, `src/${entry}.ts`)).filter(existsSync),
		),
		{
			...options,
			rootDir: path.join(workspace.folder, "packages"),
			outDir: path.join(workspace.folder, "dist"),
			composite: false,
			incremental: false,
			declaration: false,
			declarationMap: false,
			sourceMap: false,
		},
	);
	program.emit();
});

afterAll(() => workspace?.[Symbol.asyncDispose]());

it("of a document become names that compile, whatever they are", () => {
	const faults = ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
		const place = file && ts.getLineAndCharacterOfPosition(file, start ?? 0).line;
		const line = file?.text.split("\n")[place ?? 0];
		return `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}: ${line}`;
	});
	expect(faults, `NAMES_SEED=${seed}`).toEqual([]);
});

it("of a document become no code", () => {
	const calls: string[] = [];
	const look = (node: ts.Node): void => {
		// The generated code calls no function of the document's without a client.
		if (ts.isCallExpression(node) && /leaked/i.test(node.expression.getText()) && node.arguments.length === 0) {
			calls.push(`${node.getSourceFile().fileName}: ${node.getText()}`);
		}
		ts.forEachChild(node, look);
	};
	for (const file of program.getSourceFiles()) if (file.fileName.startsWith(workspace.folder)) look(file);
	expect(calls, `NAMES_SEED=${seed}`).toEqual([]);
});

it("of a document stay apart: each operation has a function, and is held against its own schema", async () => {
	for (const [number, document] of made.entries()) {
		const load = (file: string) =>
			import(pathToFileURL(path.join(workspace.folder, `dist/api${number}/src/${file}.js`)).href);
		const { validators } = await load("generated/operation-validators");
		const operations = Object.values(document.paths).map(({ post }) => post?.operationId ?? "");
		const functions = Object.keys(await load("generated/operations"));
		expect(functions, `NAMES_SEED=${seed}`).toHaveLength(operations.length);
		expect(Object.keys(validators), `NAMES_SEED=${seed}`).toHaveLength(operations.length);
		for (const [index, own] of Object.values<{ body(value: unknown): boolean }>(validators).entries()) {
			const about = `NAMES_SEED=${seed}, schema ${index} of document ${number}`;
			const taken = operations.map((_, other) => own.body({ constant: `constant ${other}` }));
			expect(
				taken.flatMap((isTaken, other) => (isTaken ? [other] : [])),
				about,
			).toEqual([index]);
		}
	}
});

it("of a document are names alone where every object has a member of that name", async () => {
	const { createInheritedApi, ...operations } = await import(
		pathToFileURL(path.join(workspace.folder, "dist/inherited/src/index.js")).href
	);
	const received: { url: string | undefined; headers: IncomingHttpHeaders; body: string }[] = [];
	const server = createServer(async (request, response) => {
		let body = "";
		for await (const chunk of request) body += chunk;
		const { url, headers } = request;
		received.push({ url, headers, body });
		response.writeHead(200, { "Content-Type": headers["content-type"] }).end(body);
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	try {
		const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		const parse = (text: string) => JSON.parse(text);
		const body = '{"__proto__":"a","constructor":1,"toString":[2],"inner":{"__proto__":"b","valueOf":"c"}}';
		for (const format of ["json", "xml"]) {
			const client = createInheritedApi({ baseUrl, format, validate: true });
			const send = (value: string) =>
				operations.valueOf(client, "p", parse(value), parse('{"__proto__":["q","r"],"toString":["s","t"]}'), ...more);
			const more: object[] = [{ constructor: "h" }, { hasOwnProperty: "k" }];
			expect(JSON.stringify(await send(body))).toBe(body);
			expect(received.at(-1)).toMatchObject({
				url: "/things/p?__proto__=q,r&toString=s,t",
				headers: { constructor: "h", cookie: "hasOwnProperty=k" },
			});
			const answer = await operations.toString(client, parse('{"__proto__":"d","valueOf":"e"}'));
			expect(JSON.stringify(answer)).toBe('{"__proto__":"d","valueOf":"e"}');
			await expect(send('{"constructor":1}')).rejects.toThrow("was not sent: __proto__ is missing");
			await expect(send('{"__proto__":"a"}')).rejects.toThrow("was not sent: constructor is missing");
			await expect(send('{"__proto__":"longer","constructor":1}')).rejects.toThrow("__proto__ must have at most 5");
			await expect(send('{"__proto__":{},"constructor":1}')).rejects.toThrow("__proto__ must be a string");
		}
		expect(received).toHaveLength(4);
	} finally {
		server.closeAllConnections();
		server.close();
	}
});

import path from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import type { Files } from "../src/api.js";
import { generatePackage } from "../src/generate.js";
import { writePackage } from "../src/write-package.js";
import { documentWith, root, temporaryWorkspace } from "./fixtures.js";
import type { OpenApiDocument } from "./raw-document.js";

const header = (name: string) => ({ type: "apiKey", in: "header", name }) as const;
const decimal = { type: "number", format: "decimal", "x-decimal": { significantDigits: 17, jsonFractionDigits: 1 } };

/** A document of another kind than the small API: XML, decimals, a choice of credentials, no absolute server. */
function shelves(): OpenApiDocument {
	const document = documentWith(
		{
			type: "object",
			additionalProperties: false,
			required: ["width"],
			xml: { name: "Shelf" },
			description: "A shelf. This ends no comment: */",
			properties: { width: decimal, depth: { ...decimal, nullable: true } },
		},
		{ "not-a-name": { type: "string" } },
	);
	const schema = { $ref: "#/components/schemas/Body" };
	const post = document.paths["/shelves"]?.post;
	if (post !== undefined) {
		post.requestBody = { content: { "application/json": { schema }, "application/xml": { schema } } };
		post.responses = {
			"200": { description: "The shelf.", content: { "application/vnd.shelf+xml; charset=utf-8": { schema } } },
		};
	}
	document.servers = [{ url: "/shelves/v3/" }];
	document.components = {
		...document.components,
		securitySchemes: {
			Store: header("X-Store"),
			Key: header("X-Key"),
			token: { type: "http", scheme: "Bearer" },
			Unused: header("X-Unused"),
		},
	};
	document.security = [{ Store: [], Key: [] }, { Store: [], token: [] }, {}];
	return document;
}

async function generate(document: OpenApiDocument): Promise<Files> {
	await using workspace = await temporaryWorkspace();
	return await generatePackage(await workspace.writeSpec("book-shelves", document));
}

/** What the compiler complains of in a generated package. */
async function complaints(files: Files): Promise<unknown[]> {
	await using workspace = await temporaryWorkspace();
	const folder = path.join(workspace.folder, "packages/book-shelves");
	await writePackage(files, folder);
	const { config } = ts.readConfigFile(path.join(root, "tsconfig.base.json"), ts.sys.readFile);
	const { options } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
	const sources = [...files.keys()].filter((file) => file.endsWith(".ts")).map((file) => path.join(folder, file));
	const program = ts.createProgram(sources, { ...options, noEmit: true, composite: false, incremental: false });
	return ts.getPreEmitDiagnostics(program).map(({ messageText }) => messageText);
}

describe("an API of another kind", () => {
	it("needs its base URL, and asks for what every way to ask for credentials has in common", async () => {
		const files = await generate(shelves());
		const client = files.get("src/generated/client.ts");
		expect(client).toContain(
			'export function createBookShelvesClient<D extends Decimals = "number">(options: BookShelvesClientOptions<D>): BookShelvesClient<D> {',
		);
		expect(client).toContain("\treadonly baseUrl: string;");
		expect(client).toContain('export const basePath = "/shelves/v3";');
		expect(client).not.toContain("serverUrl");
		expect(client).not.toContain("X-Unused");
		expect(client).toContain("\treadonly store: string;");
		expect(client).toContain("\treadonly key?: string;");
		expect(client).toContain("\treadonly bearer?: string;");
		expect(client).toContain(
			'...(credentials.bearer === undefined ? {} : { "Authorization": bearer(credentials.bearer) }),',
		);
		expect(await complaints(files)).toEqual([]);
	});

	it("has exact decimals as text, null included, and numbers where no digits need be kept", async () => {
		const files = await generate(shelves());
		const members = (file: string) =>
			[...(files.get(file) ?? "").matchAll(/(width|depth)\??: (.*);/g)].map(([, , type]) => type);
		expect(members("src/generated/types.ts")).toEqual(["number", "number | null"]);
		expect(members("src/generated/exact-types.ts")).toEqual(["string", "string | null"]);
	});

	it("has an XSD for each schema that travels as XML, and exports it", async () => {
		const files = await generate(shelves());
		expect([...files.keys()].filter((file) => file.startsWith("xsd/"))).toEqual(["xsd/Body.xsd"]);
		expect(files.get("xsd/Body.xsd")).toMatch(
			/^<\?xml version="1.0" encoding="UTF-8"\?>\n<!-- generated from spec\/book-shelves\/openapi.yaml; do not edit -->\n<xs:schema /,
		);
		expect(JSON.parse(files.get("package.json") ?? "")).toMatchObject({
			exports: { "./xsd/*": "./xsd/*" },
			files: expect.arrayContaining(["xsd"]),
		});
	});

	it("has a short name for each schema, of which each is a name in TypeScript", async () => {
		const files = await generate(shelves());
		expect(files.get("src/generated/models.ts")).toContain(
			'export type Body<D extends Decimals = "number"> = Schemas<D>["Body"];',
		);
		expect(files.get("src/index.ts")).toContain('export type { Body, NotAName } from "./generated/models.js";');
	});

	it("may do without credentials, request bodies and servers", async () => {
		const document = documentWith({ type: "string" });
		delete document.servers;
		document.paths = { "/shelves": { get: { operationId: "list", responses: { "200": { description: "All." } } } } };
		const files = await generate(document);
		expect(files.get("src/generated/client.ts")).not.toMatch(
			/BookShelvesCredentials|InvalidCredential|credentials\b[^"]*:/,
		);
		expect(files.get("src/generated/validators.ts")).toBe(
			"// generated from spec/book-shelves/openapi.yaml; do not edit\n\nexport {};\n",
		);
		expect(files.has("src/generated/schemas.ts")).toBe(false);
		expect(await complaints(files)).toEqual([]);
	});

	it("may be asked without any options, where its server is known and every credential is optional", async () => {
		const document = shelves();
		document.servers = [{ url: "https://{place}.example/v3", variables: { place: { default: "shelves" } } }];
		document.security = [{ Key: [] }, { token: [] }];
		const files = await generate(document);
		const client = files.get("src/generated/client.ts");
		expect(client).toContain("(options: BookShelvesClientOptions<D> = {})");
		expect(client).toContain('export const serverUrl = "https://shelves.example/v3";');
		expect(client).not.toContain("X-Store");
		expect(await complaints(files)).toEqual([]);
	});

	it("sends keys in the query and in cookies, passwords and OAuth tokens, each where its operation asks for it", async () => {
		const document = shelves();
		Object.assign(document.components ?? {}, {
			securitySchemes: {
				key: { type: "apiKey", in: "query", name: "key" },
				session: { type: "apiKey", in: "cookie", name: "session" },
				password: { type: "http", scheme: "basic" },
				digest: { type: "http", scheme: "digest" },
				oauth: {
					type: "oauth2",
					flows: { clientCredentials: { tokenUrl: "https://shelves.example/token", scopes: { write: "Writes." } } },
				},
				openId: { type: "openIdConnect", openIdConnectUrl: "https://shelves.example/openid" },
				certificate: { type: "mutualTLS" },
			},
		});
		document.security = [
			{ key: [], session: [] },
			{ password: [] },
			{ digest: [] },
			{ oauth: ["write"] },
			{ openId: [] },
		];
		const files = await generate(document);
		const client = files.get("src/generated/client.ts");
		expect(client).toContain("password?: { readonly username: string; readonly password: string } | undefined;");
		expect(client).toContain("oauth?: Secret | ClientCredentials | undefined;");
		expect(client).toContain("transport: secured(security, byScheme, options.transport),");
		expect(await complaints(files)).toEqual([]);
	});

	it("has no XSD for what no XSD can state, and says so", async () => {
		const document = shelves();
		Object.assign(document.components?.schemas ?? {}, { Body: { oneOf: [{ type: "string" }, { type: "number" }] } });
		await using workspace = await temporaryWorkspace();
		const warnings: string[] = [];
		const files = await generatePackage(await workspace.writeSpec("book-shelves", document), (text) =>
			warnings.push(text),
		);
		expect(files.has("xsd/Body.xsd")).toBe(false);
		expect(warnings).toEqual([expect.stringContaining("#/components/schemas/Body: has no XSD: ")]);
	});
});

const json = (schema: unknown) => ({ content: { "application/json": { schema } } });
const operation = (more: object) => ({
	responses: { default: { description: "Any.", ...json({ type: "object" }) } },
	...more,
});

/** Documents that are valid and that few people write, each with what must come of it. */
// biome-ignore-start lint/suspicious/noTemplateCurlyInString: text of a document that looks like code
const rare: [string, object, (files: Files) => void][] = [
	[
		"schemas named as TypeScript names things, alike, and not as names at all",
		{
			components: {
				schemas: Object.fromEntries(
					[
						"package",
						"symbol",
						"Promise",
						"Record",
						"ApiError",
						"Parcel",
						"parcel",
						"Parcel-v1",
						"Parcel.v1",
						"10",
						"Page",
					].map((name) => [name, { type: "object", properties: { [name]: { type: "string" } } }]),
				),
			},
			paths: Object.fromEntries(
				[
					"package",
					"symbol",
					"Promise",
					"Record",
					"ApiError",
					"Parcel",
					"parcel",
					"Parcel-v1",
					"Parcel.v1",
					"10",
					"Page",
				].map((name, index) => [
					`/p${index}`,
					{
						post: {
							requestBody: json({ $ref: `#/components/schemas/${name}` }),
							responses: { 200: { description: "It.", ...json({ $ref: `#/components/schemas/${name}` }) } },
						},
					},
				]),
			),
		},
		(files) => {
			const models = files.get("src/generated/models.ts");
			for (const name of ["package_", "symbol_", "Promise_", "ApiError_", "ParcelV1", "ParcelV1_", "_10"]) {
				expect(models).toContain(`export type ${name} = `);
			}
		},
	],
	[
		"operations without an id, with one that is a word of the language, a number, or taken",
		{
			paths: {
				"/things/{export}": { get: operation({ parameters: [] }), delete: operation({ operationId: "delete" }) },
				"/packages/{package}/classes/{class}": { get: operation({ operationId: "send" }) },
				"/2fa": { get: operation({ operationId: "2fa" }), post: operation({ operationId: "constructor" }) },
				"/a b": {
					get: operation({ operationId: "get-it" }),
					post: operation({ operationId: "get_it" }),
					put: operation({ operationId: "getIt" }),
				},
			},
		},
		(files) => {
			const operations = files.get("src/generated/operations.ts");
			for (const name of ["getThingsByExport", "delete_", "send_", "_2fa", "getIt", "get_it", "getIt_"]) {
				expect(operations).toMatch(new RegExp(`function ${name}\\(`));
			}
		},
	],
	[
		"text that would be code",
		{
			info: { title: "Things */ throw 1; /* `${1}`", version: "v2 `*/`\u2028" },
			paths: {
				"/things/*/`${1}`": {
					get: operation({ summary: "*/ throw 1; /*", description: "`${1}` */\u2028throw 1", operationId: "a*/b" }),
				},
			},
			components: {
				schemas: {
					"a.b": {
						type: "object",
						description: "*/ throw 1",
						properties: { "a\"b'`${1}`*/": { type: "string", pattern: "^`${1}`*/$" } },
					},
				},
			},
		},
		(files) => {
			expect(JSON.parse(files.get("package.json") ?? "").version).toBe("2.0.0");
		},
	],
	[
		"statuses in ranges, answers without a body, HEAD, and TRACE, which no client sends",
		{
			paths: {
				"/things": {
					get: {
						operationId: "list",
						responses: {
							"2XX": { description: "All.", ...json({ type: "array", items: { type: "string" } }) },
							"4XX": { description: "No." },
						},
					},
					post: {
						operationId: "start",
						responses: { 202: { description: "Begun." }, default: { description: "Not." } },
					},
					head: { operationId: "look", responses: { 200: { description: "There." } } },
					put: { operationId: "any", responses: { default: { description: "It.", ...json({ type: "string" }) } } },
					trace: { operationId: "trace", responses: { 200: { description: "There." } } },
				},
			},
		},
		(files) => {
			const operations = files.get("src/generated/operations.ts") ?? "";
			expect(operations).toContain('success: ["2XX"]');
			expect(operations).toContain("withoutBody: [202]");
			expect(operations).toMatch(/id: "any"[^}]*success: \["2XX"\],\s+failures: \["default"\]/);
			expect(operations).toMatch(/start\([^)]*\): Promise<void>/);
			expect(operations).not.toContain("trace");
			expect(files.get("README.md")).toContain("- `TRACE /things`: fetch does not send the method TRACE");
		},
	],
	[
		"bodies and answers of all kinds, and parameters in all places and styles",
		{
			paths: {
				"/files/{ids}": {
					put: {
						operationId: "attach",
						parameters: [
							{ name: "ids", in: "path", required: true, schema: { type: "array", items: { type: "integer" } } },
							{
								name: "filter",
								in: "query",
								style: "deepObject",
								explode: true,
								schema: { type: "object", properties: { colour: { type: "string" } } },
							},
							{ name: "X-Lane", in: "header", required: true, schema: { type: "string" } },
							{ name: "seen", in: "cookie", schema: { type: "boolean" } },
						],
						requestBody: {
							required: true,
							content: {
								"multipart/form-data": {
									schema: {
										type: "object",
										required: ["file"],
										properties: {
											file: { type: "string", format: "binary" },
											images: { type: "array", items: { type: "string", contentMediaType: "image/png" } },
										},
									},
									encoding: { file: { contentType: "image/png" } },
								},
							},
						},
						responses: { 200: { description: "It.", content: { "application/pdf": {} } } },
					},
					post: {
						operationId: "fill",
						parameters: [{ name: "ids", in: "path", required: true, schema: { type: "string" } }],
						requestBody: {
							content: {
								"application/x-www-form-urlencoded": {
									schema: { type: "object", properties: { a: { type: "integer" } } },
								},
							},
						},
						responses: {
							200: { description: "It.", content: { "text/csv": { schema: { type: "string" } } } },
							409: { description: "No.", content: { "application/problem+json": { schema: { type: "object" } } } },
						},
					},
				},
				"/feed": {
					get: {
						operationId: "feed",
						responses: { 200: { description: "It.", content: { "text/event-stream": {} } } },
					},
				},
				"/raw": {
					put: {
						operationId: "raw",
						requestBody: { content: { "*/*": {} } },
						responses: { 200: { description: "It.", content: { "application/x-ndjson": {} } } },
					},
				},
			},
		},
		(files) => {
			const operations = files.get("src/generated/operations.ts") ?? "";
			expect(operations).toContain('kind: "multipart"');
			expect(operations).toContain('images: { contentType: "image/png" }');
			expect(operations).toContain('filter: { style: "deepObject", explode: true }');
			const client = files.get("src/generated/client.ts") ?? "";
			expect(client).toMatch(/"PUT \/files\/\{ids\}": \{[^;]*filter: \{ style: "deepObject", explode: true \}/);
			expect(operations).toMatch(/attach\([\s\S]*?\): Promise<Download>/);
			expect(operations).toMatch(/fill\([\s\S]*?\): Promise<string>/);
			expect(operations).toContain('accept: "text/csv, application/problem+json"');
			expect(operations).toMatch(/feed\([\s\S]*?\): Promise<AsyncIterable<ServerSentEvent>>/);
		},
	],
	[
		"one schema for requests and answers, with members of one direction",
		{
			components: {
				schemas: {
					Pet: {
						type: "object",
						required: ["id", "name", "password"],
						properties: {
							id: { type: "integer", readOnly: true },
							name: { type: "string" },
							password: { type: "string", writeOnly: true },
						},
					},
				},
			},
			paths: {
				"/pets": {
					post: {
						operationId: "addPet",
						requestBody: { required: true, ...json({ $ref: "#/components/schemas/Pet" }) },
						responses: { 200: { description: "It.", ...json({ $ref: "#/components/schemas/Pet" }) } },
					},
				},
			},
		},
		(files) => {
			const types = files.get("src/generated/types.ts") ?? "";
			expect(types).toMatch(/Pet: \{\s+(?:\/\*\*.*\*\/\s+)?(?:readonly )?id: number;\s+name: string;\s+\};/);
			expect(types).toMatch(/PetRequest: \{\s+name: string;\s+password: string;\s+\};/);
			expect(files.get("src/generated/operations.ts")).toContain("body: PetRequest,");
		},
	],
];

// biome-ignore-end lint/suspicious/noTemplateCurlyInString: as above

describe("documents that few people write", () => {
	it.each(rare)("%s: the package compiles", async (_, parts, holds) => {
		const files = await generate({
			openapi: "3.1.0",
			info: { title: "Rare", version: "1" },
			paths: {},
			...parts,
		} as unknown as OpenApiDocument);
		holds(files);
		expect(await complaints(files)).toEqual([]);
	});
});

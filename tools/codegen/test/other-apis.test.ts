import path from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import type { Files } from "../src/api.js";
import { CodegenError } from "../src/errors/codegen-error.js";
import { generatePackage } from "../src/generate.js";
import type { OpenApiDocument } from "../src/openapi.js";
import { writePackage } from "../src/write-package.js";
import { documentWith, root, temporaryWorkspace } from "./fixtures.js";

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

	it("names no schema that could not be a name in TypeScript", async () => {
		const files = await generate(shelves());
		expect(files.get("src/generated/models.ts")).toContain(
			'export type Body<D extends Decimals = "number"> = Schemas<D>["Body"];',
		);
		expect(files.get("src/index.ts")).toContain('export type { Body } from "./generated/models.js";');
		for (const file of ["src/index.ts", "src/generated/models.ts"]) expect(files.get(file)).not.toContain("not-a-name");
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

	it.each([
		["a key in the query", { type: "apiKey", in: "query", name: "key" }],
		["a cookie", { type: "apiKey", in: "cookie", name: "session" }],
		["a password", { type: "http", scheme: "basic" }],
		["OAuth", { type: "oauth2", flows: {} }],
	] as const)("is refused where it asks for %s", async (_, scheme) => {
		const document = shelves();
		Object.assign(document.components?.securitySchemes ?? {}, { Key: scheme });
		await expect(generate(document)).rejects.toThrow("#/components/securitySchemes/Key: a client can send");
	});

	it("is refused where no XSD can state a schema, by the schema's name", async () => {
		const document = shelves();
		Object.assign(document.components?.schemas ?? {}, { Body: { oneOf: [{ type: "string" }, { type: "number" }] } });
		await expect(generate(document)).rejects.toThrow(CodegenError);
		await expect(generate(document)).rejects.toThrow("#/components/schemas/Body: ");
	});

	it("is refused where no validator can be sure of a schema, by its place", async () => {
		const document = documentWith({ type: "object", properties: { width: { maxLength: 3 } } });
		await expect(generate(document)).rejects.toThrow(CodegenError);
		await expect(generate(document)).rejects.toThrow('"#/components/schemas/Body#/properties/width"');
	});
});

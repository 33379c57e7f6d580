import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CodegenError } from "../src/codegen-error.js";
import { generatePackage } from "../src/generate.js";
import { readSpec } from "../src/load-api.js";
import { samplesOf } from "../src/samples/samples-of.js";
import { writePackage } from "../src/write-package.js";
import { root, type TemporaryWorkspace, temporaryWorkspace } from "./fixtures.js";
import { parcels } from "./parcels.js";
import type { OpenApiDocument, Operation } from "./raw-document.js";
import { readmeProgram } from "./readme-program.js";

let workspace: TemporaryWorkspace;
let folder: string;
let server: Server;
let baseUrl: string;
/** What the server was asked, and what it answers in turn. */
const asked: string[] = [];
const answers: { status: number; body?: unknown }[] = [];

beforeAll(async () => {
	workspace = await temporaryWorkspace();
	folder = path.join(workspace.folder, "packages/parcels");
	await writePackage(await generatePackage(await workspace.writeSpec("parcels", parcels())), folder);
	expect(compile(["index", "generated/facade", "generated/testing"], path.join(folder, "dist"))).toEqual([]);
	server = createServer(({ method, url, headers }, response) => {
		asked.push(`${method} ${url} ${headers["x-depot"]}`);
		const { status = 500, body } = answers.shift() ?? {};
		response.writeHead(status, { "Content-Type": "application/json" }).end(body && JSON.stringify(body));
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
	server?.closeAllConnections();
	await new Promise((resolve) => server?.close(resolve));
	await workspace?.[Symbol.asyncDispose]();
});

/** Compiles modules of the package, and says what the compiler says. */
function compile(modules: readonly string[], outDir: string): string[] {
	const { config } = ts.readConfigFile(path.join(root, "tsconfig.base.json"), ts.sys.readFile);
	const { options } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
	const program = ts.createProgram(
		modules.map((module) => path.join(folder, "src", `${module}.ts`)),
		{ ...options, rootDir: path.join(folder, "src"), composite: false, incremental: false, outDir },
	);
	const found = [...ts.getPreEmitDiagnostics(program), ...program.emit().diagnostics];
	return found.map(({ file, messageText }) => {
		return `${path.basename(file?.fileName ?? "")}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
	});
}

interface Parcel {
	id: number;
	weight: number;
}

interface Facade {
	list(query?: object): Promise<Parcel[]>;
	count(): Promise<number>;
	iterate(options?: object): AsyncIterable<Parcel>;
	get(id: number, options?: object): Promise<Parcel | null>;
	add(body: object): Promise<unknown>;
	weighAll(body: object[]): Promise<unknown>;
}

async function facade(): Promise<Facade> {
	const { createParcels } = await import(pathToFileURL(path.join(folder, "dist/generated/facade.js")).href);
	return createParcels({ baseUrl, credentials: { depot: "Depot.example/", key: "key" } });
}

/** Says what the server answers, one after the other, and gives what it was asked. */
function serve(...list: { status: number; body?: unknown }[]): string[] {
	asked.length = 0;
	answers.splice(0, answers.length, ...list);
	return asked;
}

const outcome = (about: string, status: string, message: string) => ({ about, status, message });

describe("a package with every habit", () => {
	it("gives what callers want, from what the document declares", async () => {
		const api = await facade();
		const requests = serve(
			{ status: 404, body: [outcome("", "404", "There are no parcels.")] },
			{ status: 200, body: { total: 3 } },
			{ status: 200, body: [{ id: 1 }, { id: 2 }] },
			{ status: 200, body: [{ id: 3 }] },
			{ status: 200, body: [{ id: 7, weight: 1.5 }] },
			{ status: 404, body: [outcome("8", "404", "No such parcel.")] },
			{ status: 201, body: [outcome("9", "201", "Done.")] },
			{ status: 206, body: [outcome("1", "200", "Done."), outcome("2", "400", "Too light.")] },
		);
		expect(await api.list()).toEqual([]);
		expect(await api.count()).toBe(3);
		const found = [];
		for await (const { id } of api.iterate({ pageSize: 2 })) found.push(id);
		expect(found).toEqual([1, 2, 3]);
		expect(await api.get(7)).toEqual({ id: 7, weight: 1.5 });
		expect(await api.get(8, { notFound: "null" })).toBeNull();
		expect(await api.add({ label: "Fragile" })).toEqual({ id: 9, status: 201, message: "Done." });
		expect(await api.weighAll([{ id: 1 }, { id: 2 }])).toEqual({
			succeeded: [{ index: 0, id: 1 }],
			failed: [{ index: 1, id: 2, status: 400, reason: "Too light." }],
		});
		expect(requests).toEqual(
			[
				"GET /parcels",
				"GET /parcels?count=1",
				"GET /parcels?take=2&from=1",
				"GET /parcels?take=2&from=3",
				"GET /parcels/7",
				"GET /parcels/8",
				"POST /parcels",
				"PUT /parcels",
			].map((request) => `${request} https://depot.example`),
		);
	});

	it("has functions for what is no method, and gives nothing where there is no body", async () => {
		const { createParcelsApi, returnParcel } = await import(pathToFileURL(path.join(folder, "dist/index.js")).href);
		serve({ status: 204 });
		const client = createParcelsApi({ baseUrl, credentials: { depot: "depot.example", key: "key" } });
		expect(await returnParcel(client, 7)).toBeUndefined();
	});

	it("has a README whose samples compile, and so do the code samples in TypeScript", async () => {
		const spec = path.join(workspace.folder, "spec/parcels");
		const readme = (await generatePackage(spec)).get("README.md") ?? "";
		const own = samplesOf((await readSpec(spec)).model, { name: "parcels", languages: ["typescript"] });
		const sources = own.flatMap(({ samples }) => samples.map(({ source }) => source));
		expect(sources.length).toBeGreaterThan(3);
		const modules = [readmeProgram(readme), ...sources].map((source, index) => ({
			name: `example${index}`,
			text: source
				.replaceAll('"@onespec/parcels"', '"./index.js"')
				.replaceAll('"@onespec/parcels/parcels"', '"./generated/facade.js"')
				.replaceAll(/"@onespec\/parcels\/([\w-]+)"/g, '"./generated/$1.js"'),
		}));
		for (const { name, text } of modules) await workspace.write(`packages/parcels/src/${name}.ts`, text);
		const names = modules.map(({ name }) => name);
		expect(compile(names, path.join(folder, "readme"))).toEqual([]);
	});
});

/** The files of the same API after a change. */
async function generate(change: (document: OpenApiDocument, operations: Record<string, Operation>) => void) {
	await using own = await temporaryWorkspace();
	return await generatePackage(await own.writeSpec("parcels", parcels(change)));
}

describe("an operation's function", () => {
	it("is named by its id, as far as that is a name", async () => {
		const files = await generate((_, { getParcel, addParcel }) => {
			Object.assign(getParcel ?? {}, { operationId: "get-parcel" });
			Object.assign(addParcel ?? {}, { operationId: "delete" });
		});
		const operations = files.get("src/generated/operations.ts");
		expect(operations).toMatch(/^export function getParcel</m);
		expect(operations).toMatch(/^export function delete_</m);
	});

	it("has its own name before what a list brings along", async () => {
		const files = await generate((_, { getParcel }) =>
			Object.assign(getParcel ?? {}, { operationId: "iterateParcels" }),
		);
		const operations = files.get("src/generated/operations.ts");
		expect(operations).toMatch(/^export function iterateParcels<D[^{]*id: number/m);
		expect(operations).toMatch(/^export function iterateParcels_</m);
	});

	it("takes the headers that have to be said", async () => {
		const files = await generate((_, { getParcel }) => {
			Object.assign(getParcel ?? {}, {
				parameters: [{ name: "X-Lane", in: "header", required: true, schema: { type: "string" } }],
			});
		});
		expect(files.get("src/generated/operations.ts")).toContain(
			'header: NonNullable<operations["getParcel"]["parameters"]["header"]>,',
		);
	});

	it("is refused with the operation's name where a declaration does not fit", async () => {
		const broken = generate((_, { getParcel }) => {
			Object.assign(getParcel ?? {}, { "x-not-found": { status: 404, cause: "lost" } });
		});
		await expect(broken).rejects.toThrow(CodegenError);
		await expect(broken).rejects.toThrow("operation getParcel (GET /parcels/{id}): x-not-found names the cause lost");
	});
});

it("says what a new item has where the request does not say, and is without the entry where the document states nothing", async () => {
	const without = await generate(() => {});
	expect(without.has("src/generated/defaults.ts")).toBe(false);
	expect(without.get("package.json")).not.toContain("./defaults");
	const files = await generate((_, { addParcel }) => Object.assign(addParcel ?? {}, { "x-defaults": { weight: 2.5 } }));
	expect(files.get("src/generated/defaults.ts")).toContain("addParcel: { weight: 2.5 }");
	expect(files.get("package.json")).toContain("./dist/generated/defaults.js");
});

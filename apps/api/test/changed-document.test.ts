import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import ts from "typescript";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openData } from "../src/data/open-data.js";
import { buildService, root } from "./support/built-service.js";
import { DATABASES, type DatabaseKind } from "./support/databases.js";
import { freePorts } from "./support/free-ports.js";
import { type ServiceProcess, startProcess } from "./support/process.js";
import { type Credentials, newStore } from "./support/service.js";

// A member is added to a copy of the document, and the package is generated from that. The service that is built with it
// has to cope with the data of the one before, and the compiler has to say where its source does not fit.

const NEW_MEMBER = { type: "string", maxLength: 20 };
const SCHEMAS = ["CustomerGroup", "CustomerGroupCreate", "CustomerGroupUpdate", "CustomerGroupBulkItem"];
const DEFAULTS = "apps/api/src/operations/defaults.ts";

const execute = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "changed-document-"));
const generated = join(folder, "generated");
const program = { withDefault: "", without: "" };

beforeAll(async () => {
	const document = JSON.parse(readFileSync(join(root, "packages/customer-groups/openapi.json"), "utf8"));
	for (const name of SCHEMAS) document.components.schemas[name].properties.Colour = NEW_MEMBER;
	document.paths["/CustomerGroups"].post["x-defaults"].Colour = "grey";
	const spec = join(folder, "spec/customer-groups");
	for (const path of [spec, generated, ...["with", "without"].map((name) => join(folder, name))]) {
		mkdirSync(path, { recursive: true });
	}
	writeFileSync(join(spec, "openapi.yaml"), JSON.stringify(document));
	const codegen = join(root, "tools/codegen/bin/codegen.mjs");
	await execute(process.execPath, [codegen, "generate", "--spec", spec, "--out", generated]);
	program.withDefault = buildService(join(folder, "with"), { generated });
	const find = "\t...defaults.createCustomerGroup,\n";
	const replace = "\t...(({ Colour, ...others }) => others)(defaults.createCustomerGroup),\n";
	program.without = buildService(join(folder, "without"), { generated, edits: [{ file: DEFAULTS, find, replace }] });
}, 60_000);

const running = new Set<ServiceProcess>();

afterEach(async () => {
	for (const service of running) await service.kill();
	running.clear();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Serves, and returns what calls it in JSON. */
async function serve(database: string, credentials: Credentials, of: string, ...args: string[]) {
	const service = await startProcess({ database, program: of, args });
	running.add(service);
	return {
		...service,
		async call(method: string, path: string, body?: object) {
			const answer = await fetch(service.url + path, {
				method,
				headers: { ...credentials, "Content-Type": "application/json" },
				body: body === undefined ? null : JSON.stringify(body),
			});
			// biome-ignore lint/suspicious/noExplicitAny: the bodies are those of a document that only this test has
			return { status: answer.status, json: (await answer.json()) as any };
		},
	};
}

/** The service's source as the compiler sees it with the generated types of a folder. */
function programWith(types: string, before?: ts.Program): ts.Program {
	const { config } = ts.readConfigFile(join(root, "tsconfig.base.json"), ts.sys.readFile);
	const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
	const source = join(root, "apps/api/src");
	const files = readdirSync(source, { recursive: true, encoding: "utf8" });
	return ts.createProgram({
		rootNames: files.filter((name) => /(?<!\.test)\.ts$/.test(name)).map((name) => join(source, name)),
		options: {
			...options,
			composite: false,
			incremental: false,
			noEmit: true,
			typeRoots: [join(root, "node_modules/@types")],
			paths: { "@onespec/customer-groups/*": [join(types, "src/generated/*.ts")] },
		},
		...(before ? { oldProgram: before } : {}),
	});
}

const errorsIn = (program: ts.Program, file?: ts.SourceFile) =>
	program.getSemanticDiagnostics(file).map(({ file, messageText }) => {
		return `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
	});

it("a new member needs no edit of the service's source where it has a default; else the compiler names the one place", () => {
	const without = join(folder, "without-default");
	cpSync(generated, without, { recursive: true });
	const defaults = join(without, "src/generated/defaults.ts");
	writeFileSync(defaults, readFileSync(defaults, "utf8").replace(/^\t\tColour: .*\n/m, ""));
	const withoutDefault = programWith(without);
	expect(errorsIn(withoutDefault)).toEqual([expect.stringMatching(/operations\/defaults\.ts: .*Colour/s)]);
	const withDefault = programWith(generated, withoutDefault);
	expect(errorsIn(withDefault, withDefault.getSourceFile(join(root, DEFAULTS)))).toEqual([]);
}, 120_000);

describe.each(DATABASES)("yesterday's data in %s", (_name, start) => {
	let kind: DatabaseKind;
	let database: string;
	let credentials: Credentials;

	beforeAll(async () => {
		kind = await start();
		database = await kind.newDatabase();
		const data = await openData(database);
		credentials = await newStore(data);
		await data.close();
		const before = await serve(database, credentials, join(root, "apps/api/dist/main.js"));
		for (const Name of ["one", "two"]) await before.call("POST", "/CustomerGroups", { Name, MinimumOrder: 1.5 });
		await before.stop();
	}, 60_000);

	afterAll(() => kind?.close());

	it("is not opened where the new member has no default: the start says what to do, and changes nothing", async () => {
		await expect(serve(database, credentials, program.without)).rejects.toThrow(
			/do not have Colour, for which there is no default: give it one in operations\/defaults\.ts/,
		);
	});

	it("gets the default of the new member; what is written from then on keeps its own", async () => {
		const { call, stop } = await serve(database, credentials, program.withDefault);
		const one = { CustomerGroupID: 1, Name: "one", MinimumOrder: 1.5, PriceLevel: 1, Colour: "grey" };
		expect((await call("GET", "/CustomerGroups")).json).toMatchObject([
			one,
			{ ...one, CustomerGroupID: 2, Name: "two" },
		]);
		await call("PUT", "/CustomerGroups/1", { Name: "changed" });
		await call("PUT", "/CustomerGroups", [{ CustomerGroupID: 2, Colour: "blue" }]);
		expect(await call("POST", "/CustomerGroups", { Name: "three", Colour: "red" })).toMatchObject({ status: 201 });
		expect(await call("POST", "/CustomerGroups", { Name: "four" })).toMatchObject({ status: 201 });
		const colours = (await call("GET", "/CustomerGroups")).json.map((group: { Colour: string }) => group.Colour);
		expect(colours).toEqual(["grey", "blue", "red", "grey"]);
		await stop();
	});

	it("is not opened by the service of before, which would write groups without the member", async () => {
		const old = serve(database, credentials, join(root, "apps/api/dist/main.js"));
		await expect(old).rejects.toThrow(/have a member that the document does not have.*Colour: string/);
	});
});

it("without the default, a create is a failure of the service: 500, logged with its stack, and counted", async () => {
	const database = join(folder, "new.db");
	const command = async (...args: string[]) =>
		(await execute(process.execPath, [program.without, ...args, "--database", database, "--json"])).stdout;
	await command("stores", "create", "--store", "new.example", "--throttle", "off");
	const credentials = JSON.parse(
		await command("tokens", "create", "--store", "new.example", "--application", "Test"),
	) as Credentials;
	const [metrics = 0] = await freePorts(1);
	const { call, log } = await serve(database, credentials, program.without, "--metrics-port", String(metrics));
	const { status, json } = await call("POST", "/CustomerGroups", { Name: "one" });
	expect(status).toBe(500);
	expect(json).toEqual([{ Key: "Error", Value: "", Status: "500", Message: expect.stringContaining("X-Request-Id") }]);
	await expect.poll(log).toContain('"msg":"request failed"');
	expect(JSON.parse(log().trim().split("\n").at(-1) ?? "").err).toMatchObject({
		type: "TypeError",
		stack: expect.stringContaining("group-text.js"),
	});
	const text = await (await fetch(`http://127.0.0.1:${metrics}/metrics`)).text();
	expect(text).toContain('api_request_duration_seconds_count{operation="createCustomerGroup",status="500"} 1');
	expect((await call("GET", "/CustomerGroups")).status).toBe(404);
});

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { readModel } from "@onespec/openapi-document";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkExtensions } from "../src/extensions/check-extensions.js";
import { generatePackage } from "../src/generate.js";
import { writePackage } from "../src/write-package.js";
import { root, type TemporaryWorkspace, temporaryWorkspace } from "./fixtures.js";
import { orders } from "./orders.js";
import type { Operation } from "./raw-document.js";

/** What a caller writes. It is compiled with the package, so its types are tested too. */
const program = `
import {
	createOrder, createOrdersApi, iterateCustomers, iterateEvents, iterateInvoices, iterateNotes, iterateOrders,
	isClientError, listOrders, pagesOfOrders, startExportUntilDone, startJobUntilDone,
} from "./index.js";

export async function run(baseUrl: string) {
	const client = createOrdersApi({ baseUrl, validate: true });
	const ids = async (orders: AsyncIterable<{ id: string }>) => {
		const found: string[] = [];
		for await (const { id } of orders) found.push(id);
		return found;
	};
	const poll = { interval: 1 };
	const failure = startExportUntilDone(client, { year: 1999 }, { poll }).catch((error: unknown) => error);
	const { value: page } = await pagesOfOrders(client, {}, { pageSize: 1 }).next();
	return {
		list: (await listOrders(client)).map(({ id }) => id),
		cursor: await ids(iterateOrders(client, { state: "open" })),
		place: page?.next,
		number: await ids(iterateCustomers(client)),
		link: await ids(iterateEvents(client)),
		url: await ids(iterateInvoices(client)),
		lastItem: await ids(iterateNotes(client)),
		created: (await createOrder(client, { item: "Box" })).id,
		mine: (await createOrder(client, { item: "Box" }, { idempotencyKey: "mine" })).id,
		exported: (await startExportUntilDone(client, { year: 2026 }, { poll })).url,
		worked: (await startJobUntilDone(client, "a b", { poll })).data.state,
		failed: isClientError(await failure, "LongRunningError") && (await failure as Error).message,
	};
}

// @ts-expect-error: the key is made by the client, and is no argument
export const keyed = (client: ReturnType<typeof createOrdersApi>) => createOrder(client, { item: "" }, { "Idempotency-Key": "" });
`;

let workspace: TemporaryWorkspace;
let server: Server;
/** What the server was asked. */
const asked: string[] = [];
const keys: (string | undefined)[] = [];

/** How often each long-running state has been looked at. */
const looks = new Map<string, number>();

/** An API of two pages for each list, whose first answer to each write breaks off. */
function answer(
	method: string,
	url: URL,
	body: string,
): { status?: number; headers?: object; body?: unknown } | undefined {
	const { pathname, searchParams } = url;
	const second = ["after=c", "page=2", "starting_after=n1"].some((one) => `&${searchParams}`.includes(`&${one}`));
	const items = [{ id: second ? "2" : "1" }];
	switch (`${method} ${pathname}`) {
		case "GET /v2/orders":
			return { body: { data: items, meta: second ? { has_more: false } : { next: "c", has_more: true } } };
		case "GET /v2/customers":
			return { body: { items, total_pages: 2 } };
		case "GET /v2/events":
			return { headers: second ? {} : { link: '<?page=2>; rel="next"' }, body: items };
		case "GET /v2/invoices":
			return { body: { results: items, links: { next: second ? null : "/v2/invoices?page=2" } } };
		case "GET /v2/notes":
			return { body: { data: [{ id: second ? "n2" : "n1" }], has_more: !second } };
		case "POST /v2/orders":
			return { status: 201, body: { data: { id: "7" } } };
		case "POST /v2/exports":
			return { status: 202, headers: { location: `/v2/exports/${JSON.parse(body).year}` } };
		case "POST /v2/projects/a%20b/jobs":
			return { status: 202, body: { job: { id: "j" } } };
	}
	const look = (looks.get(pathname) ?? 0) + 1;
	looks.set(pathname, look);
	if (pathname === "/v2/exports/1999") return { body: { state: "failed" } };
	const state = look < 3 ? "running" : "done";
	if (pathname === "/v2/exports/2026") return { body: { state, url: "/files/2026" } };
	if (pathname === "/v2/projects/a%20b/jobs/j") return { body: { data: { state } } };
	return undefined;
}

beforeAll(async () => {
	workspace = await temporaryWorkspace();
	const folder = path.join(workspace.folder, "packages/orders");
	await writePackage(await generatePackage(await workspace.writeSpec("orders", orders())), folder);
	await workspace.write("packages/orders/src/program.ts", program);
	const { config } = ts.readConfigFile(path.join(root, "tsconfig.base.json"), ts.sys.readFile);
	const { options } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
	const outDir = path.join(folder, "dist");
	const compiled = ts.createProgram([path.join(folder, "src/program.ts")], {
		...options,
		rootDir: path.join(folder, "src"),
		composite: false,
		incremental: false,
		outDir,
	});
	const faults = [...ts.getPreEmitDiagnostics(compiled), ...compiled.emit().diagnostics];
	expect(faults.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))).toEqual([]);

	const begun = new Set<string>();
	server = createServer(async (request, response) => {
		const { method = "", url = "", headers } = request;
		let body = "";
		for await (const chunk of request) body += chunk;
		asked.push(`${method} ${url}`);
		const key = headers["idempotency-key"];
		if (url === "/v2/orders" && method === "POST") keys.push(String(key));
		if (key !== undefined && !begun.has(String(key))) {
			// The answer to the first try is lost.
			begun.add(String(key));
			response.destroy();
			return;
		}
		const found = answer(method, new URL(url, "http://localhost"), body);
		response.writeHead(found?.status ?? (found ? 200 : 404), { "content-type": "application/json", ...found?.headers });
		response.end(found?.body === undefined ? "" : JSON.stringify(found.body));
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterAll(async () => {
	server?.close().closeAllConnections();
	await workspace?.[Symbol.asyncDispose]();
});

it("generates functions for the habits that a document declares, and for those that OpenAPI itself says", async () => {
	const { run } = await import(pathToFileURL(path.join(workspace.folder, "packages/orders/dist/program.js")).href);
	const found = await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v2`);
	expect(found).toEqual({
		list: ["1"],
		cursor: ["1", "2"],
		place: "c",
		number: ["1", "2"],
		link: ["1", "2"],
		url: ["1", "2"],
		lastItem: ["n1", "n2"],
		created: "7",
		mine: "7",
		exported: "/files/2026",
		worked: "done",
		failed: 'GET /exports/{id} ended in the state "failed"',
	});
	// Each try of a call has the key of the call.
	expect(keys).toEqual([keys[0], keys[0], "mine", "mine"]);
	expect(keys[0]).toMatch(/^[\da-f-]{36}$/);
	expect(asked).toContain("GET /v2/orders?limit=2&state=open&after=c");
	expect(asked).toContain("GET /v2/orders?limit=1");
});

describe("a declaration that does not fit", () => {
	it.each<[string, string, string, object | string]>([
		[
			"a parameter that is not there",
			"listOrders",
			"x-next-page",
			{ by: "cursor", parameter: "from", member: "meta.next", items: "data" },
		],
		["a part that is missing", "listOrders", "x-next-page", { by: "cursor", member: "meta.next", items: "data" }],
		[
			"a part that the way does not have",
			"listInvoices",
			"x-next-page",
			{ by: "url", member: "links.next", pages: "links", items: "results" },
		],
		["items that are no list", "listOrders", "x-next-page", { by: "link", items: "meta" }],
		["no items, where the answer is no list", "listOrders", "x-next-page", { by: "link" }],
		[
			"a member that is not there",
			"listNotes",
			"x-next-page",
			{ by: "lastItem", parameter: "starting_after", member: "key", items: "data" },
		],
		["paging of a write", "createOrder", "x-next-page", { by: "link", items: "data" }],
		["an envelope that is not there", "createOrder", "x-envelope", "content"],
		["an envelope around nothing", "startExport", "x-envelope", "data"],
		[
			"a state that nobody reads",
			"startJob",
			"x-long-running",
			{ status: "lookJob", member: "job.id", state: "state", done: ["done"] },
		],
		[
			"a state that is not there",
			"startJob",
			"x-long-running",
			{ status: "getJob", member: "job.id", parameter: "job", state: "state", done: ["done"] },
		],
		[
			"a place that is not said",
			"startJob",
			"x-long-running",
			{ status: "getJob", state: "data.state", done: ["done"] },
		],
		[
			"a parameter that nobody knows",
			"startExport",
			"x-long-running",
			{ status: "getJob", header: "Location", parameter: "job", state: "data.state", done: ["done"] },
		],
	])("is told by the operation's name: %s", (_, id, extension, value) => {
		const changed = orders((operations: Record<string, Operation>) => {
			Object.assign(operations[id] ?? {}, { [extension]: value });
		});
		const found = checkExtensions(readModel(changed)).map(({ place, message }) => `${place}: ${message}`);
		expect(found.length).toBeGreaterThan(0);
		for (const one of found) expect(one).toMatch(new RegExp(`^operation ${id} \\(.*\\): ${extension}`));
	});
});

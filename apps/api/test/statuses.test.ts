import { expect, it } from "vitest";
import { type ApiDocument, apiDocument } from "../src/document.js";
import type { OperationId } from "../src/operations/handlers.js";
import { type Call, type Credentials, createGroup, newStore, type Service, startService } from "./support/service.js";

const MEDIA_TYPES = ["application/json", "text/json", "application/xml", "text/xml"];

interface Prepared {
	credentials: Credentials;
	/** The id of a group that exists. */
	id: number;
}

/** One request for each status; the body is written as JSON and as XML. */
interface Scenario {
	operation: OperationId;
	status: number;
	request: (prepared: Prepared) => { method: string; path: string; json?: string; xml?: string };
	credentials?: (service: Service, prepared: Prepared) => Promise<Credentials>;
}

const list = (query = "") => ({ method: "GET", path: `/CustomerGroups${query}` });
const create = (json: string, xml: string) => ({ method: "POST", path: "/CustomerGroups", json, xml });
const bulk = (...items: [json: string, xml: string][]) => ({
	method: "PUT",
	path: "/CustomerGroups",
	json: `[${items.map(([json]) => json).join(",")}]`,
	xml: `<ArrayOfCustomerGroup>${items.map(([, xml]) => `<CustomerGroup>${xml}</CustomerGroup>`).join("")}</ArrayOfCustomerGroup>`,
});
const item = (id: number, name: string): [string, string] => [
	`{"CustomerGroupID":${id},"Name":"${name}"}`,
	`<CustomerGroupID>${id}</CustomerGroupID><Name>${name}</Name>`,
];
const update = (id: number | string, json: string, xml: string) => ({
	method: "PUT",
	path: `/CustomerGroups/${id}`,
	json,
	xml,
});

const unauthorized = async (_: Service, { credentials }: Prepared) => ({ ...credentials, Token: "wrong" });
const exhausted = async ({ data, call }: Service) => {
	const credentials = await newStore(data, { throttle: { capacity: 1, leakPerSecond: 1 / 3600 } });
	await call("GET", "/CustomerGroups", { credentials });
	return credentials;
};
const empty = ({ data }: Service) => newStore(data);

const GOOD: [string, string] = ['{"Name":"a"}', "<CustomerGroup><Name>a</Name></CustomerGroup>"];
const LONG = "x".repeat(151);
const refusals = (operation: OperationId, request: Scenario["request"]): Scenario[] => [
	{ operation, status: 401, request, credentials: unauthorized },
	{ operation, status: 429, request, credentials: exhausted },
];

const scenarios: Scenario[] = [
	{ operation: "listCustomerGroups", status: 200, request: () => list() },
	{ operation: "listCustomerGroups", status: 400, request: () => list("?limit=501") },
	{ operation: "listCustomerGroups", status: 404, request: () => list(), credentials: empty },
	...refusals("listCustomerGroups", () => list()),
	{ operation: "createCustomerGroup", status: 201, request: () => create(...GOOD) },
	{ operation: "createCustomerGroup", status: 400, request: () => create("{}", "<CustomerGroup/>") },
	...refusals("createCustomerGroup", () => create(...GOOD)),
	{ operation: "updateCustomerGroups", status: 200, request: ({ id }) => bulk(item(id, "b")) },
	{ operation: "updateCustomerGroups", status: 206, request: ({ id }) => bulk(item(id, "b"), item(-1, "b")) },
	{ operation: "updateCustomerGroups", status: 400, request: ({ id }) => bulk(item(id, LONG)) },
	{ operation: "updateCustomerGroups", status: 404, request: () => bulk(item(-1, "b")) },
	...refusals("updateCustomerGroups", () => bulk(item(1, "b"))),
	{
		operation: "getCustomerGroup",
		status: 200,
		request: ({ id }) => ({ method: "GET", path: `/CustomerGroups/${id}` }),
	},
	{ operation: "getCustomerGroup", status: 400, request: () => ({ method: "GET", path: "/CustomerGroups/x" }) },
	{ operation: "getCustomerGroup", status: 404, request: () => ({ method: "GET", path: "/CustomerGroups/-1" }) },
	...refusals("getCustomerGroup", () => ({ method: "GET", path: "/CustomerGroups/1" })),
	{ operation: "updateCustomerGroup", status: 200, request: ({ id }) => update(id, ...GOOD) },
	{ operation: "updateCustomerGroup", status: 400, request: ({ id }) => update(id, "{", "<a>") },
	{ operation: "updateCustomerGroup", status: 404, request: () => update(-1, ...GOOD) },
	...refusals("updateCustomerGroup", () => update(1, ...GOOD)),
	{
		operation: "deleteCustomerGroup",
		status: 200,
		request: ({ id }) => ({ method: "DELETE", path: `/CustomerGroups/${id}` }),
	},
	{ operation: "deleteCustomerGroup", status: 400, request: () => ({ method: "DELETE", path: "/CustomerGroups/x" }) },
	{ operation: "deleteCustomerGroup", status: 404, request: () => ({ method: "DELETE", path: "/CustomerGroups/-1" }) },
	...refusals("deleteCustomerGroup", () => ({ method: "DELETE", path: "/CustomerGroups/1" })),
];

function documented(document: ApiDocument): string[] {
	return document.operations.flatMap(({ id, responses }) => responses.map(({ status }) => `${id} ${status}`));
}

it("there is a scenario for each documented status, and for no other", () => {
	const covered = scenarios.map(({ operation, status }) => `${operation} ${status}`);
	expect(covered.sort()).toEqual(documented(apiDocument).sort());
});

it.each(scenarios)("$operation $status, in all media types", async ({ status, request, credentials: choose }) => {
	const service = await startService();
	const store = await newStore(service.data);
	for (const requestType of MEDIA_TYPES) {
		for (const responseType of MEDIA_TYPES) {
			const prepared = { credentials: store, id: await createGroup(service.call, store, { Name: "a" }) };
			const credentials = choose ? await choose(service, prepared) : store;
			const { method, path, json, xml } = request(prepared);
			const body = requestType.endsWith("xml") ? xml : json;
			const call: Call = { credentials, headers: { Accept: responseType }, body };
			if (body !== undefined) call.headers = { ...call.headers, "Content-Type": requestType };
			const answer = await service.call(method, path, call);
			expect(answer.status, answer.text).toBe(status);
			expect(answer.headers.get("content-type")).toBe(`${responseType}; charset=utf-8`);
			expect(answer.headers.get("cache-control")).toBe("no-cache");
			expect(answer.text.startsWith("<")).toBe(responseType.endsWith("xml"));
			if (status === 429) expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(3500);
		}
		if (request({ credentials: store, id: 0 }).json === undefined) break; // without a body there is but one request type
	}
});

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readModel } from "@onespec/openapi-document";
import { afterAll, beforeAll, expect, it } from "vitest";
import { verify } from "../src/index.js";

const ticket = { type: "object", required: ["code"], properties: { code: { type: "string" } } };
const json = (schema: object, more: object = {}) => ({
	description: "-",
	content: { "application/json": { schema } },
	...more,
});
const code = { name: "code", in: "path", required: true, schema: { type: "string" } };

/** Nothing in its paths says where a ticket's code comes from: the links alone do. */
const document = {
	openapi: "3.0.3",
	info: { title: "Links", version: "1" },
	paths: {
		"/offer": {
			get: {
				operationId: "readOffer",
				responses: {
					"200": json(
						{ type: "object", required: ["best"], properties: { best: { type: "string" } } },
						{ links: { ticket: { operationId: "readTicket", parameters: { code: "$response.body#/best" } } } },
					),
				},
			},
		},
		"/news": {
			get: {
				operationId: "readNews",
				responses: {
					"204": {
						description: "-",
						headers: { "X-Stop": { schema: { type: "string" } } },
						links: { stop: { operationId: "readStop", parameters: { "path.name": "$response.header.X-Stop" } } },
					},
				},
			},
		},
		"/tickets/{code}": { get: { operationId: "readTicket", parameters: [code], responses: { "200": json(ticket) } } },
		"/stops/{name}": {
			get: { operationId: "readStop", parameters: [{ ...code, name: "name" }], responses: { "200": json(ticket) } },
		},
	},
};

const asked: string[] = [];
const server = createServer(({ url = "" }, response) => {
	asked.push(url);
	if (url === "/news") return response.writeHead(204, { "X-Stop": "main street" }).end();
	const known: Record<string, object> = {
		"/offer": { best: "T-9" },
		"/tickets/T-9": { code: "T-9" },
		"/stops/main%20street": { code: "s" },
	};
	const body = known[url];
	response.writeHead(body === undefined ? 404 : 200, { "Content-Type": "application/json" });
	return response.end(JSON.stringify(body ?? {}));
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));

it("what answers link to is read, by a member of the body or a header", async () => {
	const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const { cells, ok } = await verify({ spec: readModel(document), endpoint, target: "live" });
	expect(cells.map(({ cell, outcome }) => [cell.operationId, outcome])).toEqual([
		["readOffer", "passed"],
		["readNews", "passed"],
		["readTicket", "passed"],
		["readStop", "passed"],
	]);
	expect(ok).toBe(true);
	expect(asked).toContain("/tickets/T-9");
});

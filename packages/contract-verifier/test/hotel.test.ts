import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readModel } from "@onespec/openapi-document";
import { afterAll, beforeAll, expect, it } from "vitest";
import { verify } from "../src/index.js";

const text = { type: "string", minLength: 1, maxLength: 60 };
const time = { type: "string", format: "date-time" };
const room = { type: "object", required: ["name"], properties: { id: { type: "string", readOnly: true }, name: text } };
const stay = {
	type: "object",
	required: ["guest", "from", "to"],
	properties: {
		id: { type: "string", readOnly: true },
		guest: text,
		from: { ...time, example: "2027-05-01T09:00:00Z" },
		to: { ...time, example: "2027-05-01T10:00:00Z" },
	},
};
const json = (schema: object) => ({ content: { "application/json": { schema } } });
const answers = (...statuses: [number, object?][]) =>
	Object.fromEntries(statuses.map(([status, schema]) => [status, { description: "-", ...(schema && json(schema)) }]));
const id = (name: string) => ({ parameters: [{ name, in: "path", required: true, schema: { type: "string" } }] });

/** What the server writes in JSON alone, although the document has XML too. */
const refusal = {
	description: "-",
	content: { "application/json": { schema: {} }, "application/xml": { schema: {} } },
};
const merge = {
	type: "object",
	required: ["other"],
	properties: { other: { type: "string", example: "1", description: "number of the other room, which goes" } },
};

/** Stays are made below a room, and read and removed elsewhere: shallow nesting. A merge removes what its body names. */
const document = {
	openapi: "3.0.3",
	info: { title: "Shallow", version: "1" },
	components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
	paths: {
		"/me": {
			get: {
				operationId: "readMe",
				security: [{ token: [] }],
				responses: { ...answers([200, {}]), default: { description: "-", ...json({}) } },
			},
		},
		"/rooms": { post: { operationId: "addRoom", requestBody: json(room), responses: answers([201, room], [422]) } },
		"/rooms/{room}": {
			...id("room"),
			get: { operationId: "readRoom", responses: { ...answers([200, room], [404]), 406: refusal } },
			delete: { operationId: "removeRoom", responses: answers([204], [404], [409]) },
		},
		"/rooms/{room}/merge": {
			...id("room"),
			post: { operationId: "mergeRooms", requestBody: json(merge), responses: answers([200, room], [404], [422]) },
		},
		"/rooms/{room}/stays": {
			...id("room"),
			post: { operationId: "addStay", requestBody: json(stay), responses: answers([201, stay], [404], [422]) },
		},
		"/stays/{stay}": {
			...id("stay"),
			get: { operationId: "readStay", responses: answers([200, stay], [404]) },
			delete: { operationId: "removeStay", responses: answers([204], [404]) },
		},
	},
};

type Row = Record<string, unknown> & { id: string };
const rooms = new Map<string, Row>();
const stays = new Map<string, Row>();
/** What the server does wrong. */
let fault: "guest" | "to" | "token" | undefined;

function answer(method: string, path: string, body: Record<string, unknown>): [number, object?] {
	const [, kind = "", own = "", below] = path.split("/");
	const all = kind === "rooms" ? rooms : stays;
	if (method === "POST" && own === "") {
		if (typeof body.name !== "string" || body.name === "" || body.name.length > 60) return [422];
		const made = { id: randomUUID(), name: body.name };
		rooms.set(made.id, made);
		return [201, made];
	}
	const found = all.get(own);
	if (found === undefined) return [404];
	if (below === "stays") {
		const { guest, from, to } = body;
		const [start, end] = [from, to].map((one) => Date.parse(String(one)));
		if (typeof guest !== "string" || guest === "" || guest.length > 60 || !(Number(end) > Number(start))) return [422];
		if (fault === "to" && String(to).includes("-02-29")) return [422];
		const made = { id: randomUUID(), room: own, guest: fault === "guest" ? guest.toUpperCase() : guest, from, to };
		stays.set(made.id, made);
		return [201, made];
	}
	if (below === "merge") {
		const other = String(body.other);
		if (other === own || !rooms.delete(other)) return [422];
		return [200, found];
	}
	if (method === "GET") return [200, found];
	if (kind === "rooms" && [...stays.values()].some((one) => one.room === own)) return [409];
	all.delete(own);
	return [204];
}

const server = createServer((request, response) => {
	let sent = "";
	request.on("data", (chunk) => {
		sent += chunk;
	});
	request.on("end", () => {
		let body: Record<string, unknown> = {};
		try {
			if (sent !== "") body = JSON.parse(sent);
		} catch {
			return response.writeHead(422).end();
		}
		if (request.headers.accept === "application/x-unknown")
			return response.writeHead(406, { "Content-Type": "application/json" }).end("{}");
		if (request.url === "/me") {
			const { authorization = "" } = request.headers;
			const knows = fault === "token" ? authorization.startsWith("Bearer s3") : authorization === "Bearer s3cret-9";
			return response.writeHead(knows ? 200 : 401, { "Content-Type": "application/json" }).end("{}");
		}
		const [status, value] = answer(request.method ?? "", request.url ?? "", body);
		response.writeHead(status, value && { "Content-Type": "application/json" });
		return response.end(value && JSON.stringify(value));
	});
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));

async function run(planted?: typeof fault) {
	fault = planted;
	rooms.clear();
	stays.clear();
	rooms.set("1", { id: "1", name: "theirs" });
	stays.set("1", { id: "1", room: "1", guest: "theirs", from: "", to: "" });
	const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const credentials = { default: { token: "s3cret-9" } };
	const { cells } = await verify({ spec: readModel(document), endpoint, target: "live", credentials });
	const outcomes = (operation: string, status: string) =>
		cells.flatMap(({ cell, outcome }) => (cell.operationId === operation && cell.status === status ? [outcome] : []));
	return { cells, outcomes };
}

it("what is made below one path is read and removed at another, a merge takes our own, and all else is as it was", async () => {
	const { cells, outcomes } = await run();
	expect(cells.filter((cell) => cell.outcome === "failed")).toEqual([]);
	expect(
		["addStay 201", "readStay 200", "removeStay 204", "mergeRooms 200", "readRoom 406"].map((one) => {
			const [operation = "", status = ""] = one.split(" ");
			return outcomes(operation, status);
		}),
	).toEqual([["passed"], ["passed"], ["passed"], ["passed"], ["passed", "open"]]);
	expect([[...rooms.keys()], [...stays.keys()]]).toEqual([["1"], ["1"]]);
});

it.each(["guest", "to"] as const)("its %s is read back, and held against what was sent", async (planted) => {
	const { outcomes } = await run(planted);
	expect(outcomes("addStay", "201")).toEqual(["failed"]);
	expect([[...rooms.keys()], [...stays.keys()]]).toEqual([["1"], ["1"]]);
});

it("the beginning of a token is no token, also where a refusal is documented for all errors alone", async () => {
	const { outcomes } = await run("token");
	expect(outcomes("readMe", "200")).toEqual(["passed"]);
	expect(outcomes("readMe", "default")).toEqual(["failed"]);
});

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

/** Stays are made below a room, and read, listed and removed elsewhere: shallow nesting. */
const document = {
	openapi: "3.0.3",
	info: { title: "Shallow", version: "1" },
	paths: {
		"/rooms": { post: { operationId: "addRoom", requestBody: json(room), responses: answers([201, room], [422]) } },
		"/rooms/{room}": {
			...id("room"),
			get: { operationId: "readRoom", responses: answers([200, room], [404]) },
			delete: { operationId: "removeRoom", responses: answers([204], [404], [409]) },
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
let fault: "guest" | "to" | undefined;

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
	const { cells } = await verify({ spec: readModel(document), endpoint, target: "live" });
	const outcome = (operation: string, status: string) =>
		cells.find(({ cell }) => cell.operationId === operation && cell.status === status)?.outcome;
	return { cells, outcome };
}

it("what is made below one path is read and removed at another, and nothing is left behind", async () => {
	const { cells, outcome } = await run();
	expect(cells.filter((cell) => cell.outcome === "failed")).toEqual([]);
	expect([outcome("addStay", "201"), outcome("readStay", "200"), outcome("removeStay", "204")]).toEqual([
		"passed",
		"passed",
		"passed",
	]);
	expect([[...rooms.keys()], [...stays.keys()]]).toEqual([["1"], ["1"]]);
});

it.each(["guest", "to"] as const)("its %s is read back, and held against what was sent", async (planted) => {
	const { outcome } = await run(planted);
	expect(outcome("addStay", "201")).toBe("failed");
	expect([[...rooms.keys()], [...stays.keys()]]).toEqual([["1"], ["1"]]);
});

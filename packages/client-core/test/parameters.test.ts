import { describe, expect, it } from "vitest";
import {
	createApiClient,
	createClient,
	InvalidParameterError,
	type Operation,
	type ParameterStyle,
	send,
} from "../src/index.js";
import { pathText, queryPairs } from "../src/parameters.js";
import * as wire from "../src/wire.js";
import { rejection } from "./rejection.js";
import { json, serve } from "./server.js";

const list = ["blue", "black", "brown"];
const object = { R: 100, G: 200, B: 150 };

describe("the examples of OpenAPI's table of styles", () => {
	// The parameter is named `color`; `undefined` stands for "n/a".
	it.each<[ParameterStyle["style"], boolean, string, string, string, string]>([
		["matrix", false, ";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"],
		["matrix", true, ";color", ";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"],
		["label", false, ".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"],
		["label", true, ".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"],
		["simple", false, "", "blue", "blue,black,brown", "R,100,G,200,B,150"],
		["simple", true, "", "blue", "blue,black,brown", "R=100,G=200,B=150"],
	])("%s, explode %s, in the path", (style, explode, ...expected) => {
		const written = ["", "blue", list, object].map((value) =>
			pathText("color", value, { style, explode } as ParameterStyle),
		);
		expect(written).toEqual(expected);
	});

	it.each<[ParameterStyle["style"], boolean, string | undefined, string | undefined, string, string]>([
		["form", false, "color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"],
		["form", true, "color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"],
		["spaceDelimited", false, undefined, undefined, "color=blue%20black%20brown", "color=R%20100%20G%20200%20B%20150"],
		["pipeDelimited", false, undefined, undefined, "color=blue%7Cblack%7Cbrown", "color=R%7C100%7CG%7C200%7CB%7C150"],
		["deepObject", true, undefined, undefined, "", "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"],
	])("%s, explode %s, in the query", (style, explode, empty, text, items, members) => {
		const write = (value: unknown): string =>
			queryPairs("color", value, { style, explode } as ParameterStyle).join("&");
		if (empty !== undefined) expect([write(""), write("blue")]).toEqual([empty, text]);
		if (style !== "deepObject") expect(write(list)).toBe(items);
		expect(write(object)).toBe(members);
	});
});

describe("the examples of RFC 6570", () => {
	const keys = { semi: ";", dot: ".", comma: "," };
	it.each([
		// 3.2.2 simple, 3.2.5 label, 3.2.7 path-style: what a path writes.
		["{var}", pathText("var", "value"), "value"],
		["{hello}", pathText("hello", "Hello World!"), "Hello%20World%21"],
		["{half}", pathText("half", "50%"), "50%25"],
		["{list}", pathText("list", ["red", "green", "blue"]), "red,green,blue"],
		["{keys}", pathText("keys", keys), "semi,%3B,dot,.,comma,%2C"],
		["{keys*}", pathText("keys", keys, { explode: true }), "semi=%3B,dot=.,comma=%2C"],
		["{.who}", pathText("who", "fred", { style: "label" }), ".fred"],
		["{.keys*}", pathText("keys", keys, { style: "label", explode: true }), ".semi=%3B.dot=..comma=%2C"],
		["{;who}", pathText("who", "fred", { style: "matrix" }), ";who=fred"],
		["{;keys}", pathText("keys", keys, { style: "matrix" }), ";keys=semi,%3B,dot,.,comma,%2C"],
		["{;keys*}", pathText("keys", keys, { style: "matrix", explode: true }), ";semi=%3B;dot=.;comma=%2C"],
		// 3.2.8 form: what a query writes.
		["{?list}", queryPairs("list", ["red", "green", "blue"], { explode: false }).join("&"), "list=red,green,blue"],
		["{?list*}", queryPairs("list", ["red", "green", "blue"]).join("&"), "list=red&list=green&list=blue"],
		["{?keys}", queryPairs("keys", keys, { explode: false }).join("&"), "keys=semi,%3B,dot,.,comma,%2C"],
		["{?keys*}", queryPairs("keys", keys).join("&"), "semi=%3B&dot=.&comma=%2C"],
		["an empty list", queryPairs("list", []).join("&"), ""],
	])("%s", (_, written, expected) => {
		expect(written).toBe(expected);
	});
});

describe("values", () => {
	it.each([
		["undefined and null are left out", [undefined, null, [null, 1], { a: null, b: 2 }], ["", "", "p=1", "b=2"]],
		[
			"dates and numbers",
			[new Date(0), 1e21, 9007199254740993n],
			["p=1970-01-01T00%3A00%3A00.000Z", "p=1e%2B21", "p=9007199254740993"],
		],
		["true, false and an empty text", [true, false, ""], ["p=true", "p=false", "p="]],
	])("%s", (_, values, expected) => {
		expect((values as unknown[]).map((value) => queryPairs("p", value).join("&"))).toEqual(expected);
	});

	it("keep reserved characters where the document says so, but none that would end the value", () => {
		const value = "a/b?c=d:e,f;g@h!$'()*&i#j+k[l]%20%";
		expect(queryPairs("p", value, { allowReserved: true })).toEqual([
			"p=a/b?c=d:e,f;g@h!$'()*%26i%23j%2Bk%5Bl%5D%20%25",
		]);
	});

	it("of depth are written deep, and refused elsewhere", () => {
		expect(queryPairs("f", { a: { b: 1 }, c: [2, 3] }, { style: "deepObject" })).toEqual([
			"f%5Ba%5D%5Bb%5D=1",
			"f%5Bc%5D=2",
			"f%5Bc%5D=3",
		]);
		expect(() => queryPairs("f", { a: { b: 1 } })).toThrow("no parameter of this style");
	});

	it("with content are JSON", () => {
		expect(queryPairs("f", { a: [1] }, { contentType: "application/json" })).toEqual(["f=%7B%22a%22%3A%5B1%5D%7D"]);
	});
});

describe("a call", () => {
	const operation: Operation = {
		id: "findItems",
		method: "GET",
		path: "/items{kinds}/{id}",
		success: [200],
		wire: {
			parameters: {
				path: { kinds: { style: "matrix" } },
				query: {
					ids: { explode: false },
					filter: { style: "deepObject" },
					whole: { contentType: "application/json" },
				},
				header: { "X-Tags": { explode: true } },
			},
		},
	};
	const plain: Operation = { id: "findThings", method: "GET", path: "/things/{id}", success: [200] };
	const description = { wire: () => Promise.resolve(wire) };

	it("has its parameters in path, query, headers and cookies", async () => {
		await using server = await serve((_, response) => json(response, 200, []));
		const client = createApiClient({ baseUrl: server.url }, description);
		await send(client, operation, {
			path: { kinds: ["a", "b"], id: "x/y" },
			query: { ids: [3, 4], filter: { colour: "red" }, tags: ["x", "y"], none: undefined },
			header: { "X-Tags": { a: 1 }, "X-Flag": true, "X-None": undefined, Accept: "text/html" },
			cookie: { session: "a b", theme: ["x", "y"] },
		});
		const [received] = server.received;
		expect(received?.url).toBe("/items;kinds=a,b/x%2Fy?ids=3,4&filter%5Bcolour%5D=red&tags=x&tags=y");
		expect(received?.headers).toMatchObject({
			"x-tags": "a=1",
			"x-flag": "true",
			accept: "application/json",
			cookie: "session=a%20b; theme=x,y",
		});
		expect(received?.headers["x-none"]).toBeUndefined();
	});

	it("by path has the same, where the description says how they are written", async () => {
		await using server = await serve((_, response) => json(response, 200, []));
		const { parameters } = operation.wire ?? {};
		const client = createClient<Record<string, never>>(
			{ baseUrl: `${server.url}/v1/` },
			{ parameters: { "GET /items{kinds}/{id}": parameters } },
		);
		const get = client.GET as unknown as (path: string, init: object) => Promise<unknown>;
		const path = { kinds: ["a", "b"], id: "x/y" };
		const query = { ids: [3, 4], filter: { colour: "red" }, tags: ["x", "y"], none: undefined };
		const header = { "X-Tags": { a: 1 }, "X-Flag": true };
		await get("/items{kinds}/{id}", { params: { path, query, header, cookie: { session: "a b" } } });
		await get("/others", { params: { header: { "X-List": ["a", "b"] }, cookie: { theme: ["x", "y"] } } });
		await get("/items{kinds}/{id}", { params: { path, query }, querySerializer: () => "mine" });
		expect(server.received.map(({ url }) => url)).toEqual([
			"/v1/items;kinds=a,b/x%2Fy?ids=3,4&filter%5Bcolour%5D=red&tags=x&tags=y",
			"/v1/others",
			"/v1/itemsa,b/x%2Fy?mine",
		]);
		const [first, second] = server.received.map(({ headers }) => headers);
		expect(first).toMatchObject({ "x-tags": "a=1", "x-flag": "true", cookie: "session=a%20b" });
		expect(second).toMatchObject({ "x-list": "a,b", cookie: "theme=x,y" });
		const wrong = get("/items{kinds}/{id}", { params: { path: { kinds: "a", id: ".." } } });
		expect((await rejection(wrong, InvalidParameterError)).operation).toBeUndefined();
	});

	it.each([
		[operation, { path: { kinds: "a", id: ".." } }, "id"],
		[operation, { path: { kinds: "a", id: 1 }, query: { ids: [{ a: 1 }] } }, "ids"],
		[operation, { path: { kinds: "a", id: 1 }, query: { ids: Number.NaN } }, "ids"],
		[operation, { path: { kinds: "a", id: 1 }, query: { ids: new Date(Number.NaN) } }, "ids"],
		[operation, { path: { kinds: "a", id: 1 }, query: { whole: Symbol("no JSON") } }, "whole"],
		[plain, { path: { id: { a: 1 } } }, "id"],
		[plain, { path: { id: Number.NaN } }, "id"],
		[plain, { path: { id: 1 }, query: { size: Number.POSITIVE_INFINITY } }, "size"],
		[plain, { path: { id: 1 }, query: { since: new Date(Number.NaN) } }, "since"],
		[plain, { path: { id: 1 }, query: { filter: { a: 1 } } }, "filter"],
	])("with a value that cannot be written is refused by its name", async (which, input, parameter) => {
		await using server = await serve((_, response) => json(response, 200, []));
		const call = send(createApiClient({ baseUrl: server.url }, description), which, input);
		expect((await rejection(call, InvalidParameterError)).parameter).toBe(parameter);
		expect(server.received).toEqual([]);
	});
});

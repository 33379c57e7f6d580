import { describe, expect, it } from "vitest";
import { createExactJsonCodecs } from "../src/exact-json.js";
import {
	type ApiDescription,
	BadRequestError,
	createApiClient,
	MalformedResponseError,
	ServerError,
	sendResult,
	sendSingle,
} from "../src/index.js";
import { createXmlCodecs, type WireBodies } from "../src/xml.js";
import { rejection } from "./rejection.js";
import { json, serve } from "./server.js";
import { createThing, description, getThing } from "./things.js";

const text = { type: "string" } as const;
const results = { $ref: "#/components/schemas/Results" };
const bodies: WireBodies = {
	schemas: {
		Thing: {
			type: "object",
			xml: { name: "Thing" },
			properties: {
				ThingID: { type: "integer" },
				Name: text,
				Price: { type: "number", format: "decimal", "x-decimal": { significantDigits: 20, jsonFractionDigits: 1 } },
			},
		},
		Things: {
			type: "array",
			xml: { name: "ArrayOfThing", wrapped: true },
			items: { $ref: "#/components/schemas/Thing" },
		},
		Result: {
			type: "object",
			xml: { name: "Result" },
			properties: { Key: text, Value: text, Status: text, Message: text },
		},
		Results: {
			type: "array",
			xml: { name: "ArrayOfResult", wrapped: true },
			items: { $ref: "#/components/schemas/Result" },
		},
	},
	operations: {
		getThing: { responses: { 200: { $ref: "#/components/schemas/Things" }, 404: results } },
		createThing: { request: { $ref: "#/components/schemas/Thing" }, responses: { 201: results } },
	},
	errors: results,
};

/** The API with what generated modules would export, and which of them were loaded. */
function described(): { loaded: string[]; api: ApiDescription } {
	const loaded: string[] = [];
	const xml = async () => {
		loaded.push("xml");
		return { codecs: createXmlCodecs(bodies) };
	};
	const exactJson = async () => {
		loaded.push("exact json");
		return { codecs: createExactJsonCodecs(bodies) };
	};
	return { loaded, api: { ...description, xml, exactJson } };
}

const seven = { path: { id: 7 } };
const price = "12345678901234567.89";
const xmlThing = `<ArrayOfThing><Thing><ThingID>7</ThingID><Name>A &amp; B</Name><Price>${price}</Price></Thing></ArrayOfThing>`;
const xmlError = (message: string) =>
	`<ArrayOfResult><Result><Key>Error</Key><Value /><Status>400</Status><Message>${message}</Message></Result></ArrayOfResult>`;

describe('format "xml"', () => {
	it("accepts XML and gives the same objects, with decimals as they are asked for", async () => {
		await using server = await serve((_, response) =>
			response.writeHead(200, { "Content-Type": "text/xml" }).end(xmlThing),
		);
		const { api, loaded } = described();
		const numbers = createApiClient({ baseUrl: server.url, format: "xml" }, api);
		expect(loaded).toEqual([]);
		expect(await sendSingle(numbers, getThing, seven)).toEqual({ ThingID: 7, Name: "A & B", Price: Number(price) });
		const strings = createApiClient({ baseUrl: server.url, format: "xml", decimals: "string" }, api);
		expect(await sendSingle(strings, getThing, seven)).toEqual({ ThingID: 7, Name: "A & B", Price: price });
		await sendSingle(strings, getThing, seven);
		expect(server.received[0]?.headers.accept).toBe("application/xml");
		expect(loaded).toEqual(["xml", "xml"]);
	});

	it("sends XML and reads results", async () => {
		const created =
			"<ArrayOfResult><Result><Key>ThingID</Key><Value>29</Value><Status>201</Status><Message>Created</Message></Result></ArrayOfResult>";
		await using server = await serve((_, response) =>
			response.writeHead(201, { "Content-Type": "text/xml" }).end(created),
		);
		const client = createApiClient({ baseUrl: server.url, format: "xml" }, described().api);
		const body = { Name: "A & B", Price: 1.5 };
		expect(await sendResult(client, createThing, { body })).toEqual({ id: 29, status: 201, message: "Created" });
		expect(server.received[0]?.headers["content-type"]).toBe("application/xml");
		expect(server.received[0]?.body).toMatch(/^<Thing[^>]*><Name>A &amp; B<\/Name><Price>1.5<\/Price><\/Thing>$/);
	});

	it("reads errors, documented or not, in XML or, of who does not get as far, in JSON", async () => {
		await using server = await serve(({ method }, response) => {
			if (method === "GET") response.writeHead(400, { "Content-Type": "text/xml" }).end(xmlError("id is wrong."));
			else json(response, 400, [{ Key: "Error", Value: "", Status: "400", Message: "In JSON." }]);
		});
		const client = createApiClient({ baseUrl: server.url, format: "xml" }, described().api);
		const read = await rejection(sendSingle(client, getThing, seven), BadRequestError);
		expect([read.reason, read.results[0]?.status, read.documented]).toEqual(["id is wrong.", 400, false]);
		expect((await rejection(sendResult(client, createThing, { body: {} }), BadRequestError)).reason).toBe("In JSON.");
	});

	it("takes XML that ends early, has another root, or is HTML, for what it is", async () => {
		const answers: Record<string, string> = {
			"/things/1": xmlThing.slice(0, 40),
			"/things/2": "<Other />",
			"/things/3": "<html><title>Sign in</title></html>",
		};
		await using server = await serve(({ url = "" }, response) => response.writeHead(200).end(answers[url]));
		const client = createApiClient({ baseUrl: server.url, format: "xml" }, described().api);
		const reasons: string[] = [];
		for (const id of [1, 2, 3]) {
			const error = await rejection(sendSingle(client, getThing, { path: { id } }), MalformedResponseError);
			expect(error.cause).toBeInstanceOf(Error);
			reasons.push(error.message.replace(/^.* with /, ""));
		}
		expect(reasons).toEqual([
			"XML that cannot be read as documented",
			"XML that cannot be read as documented",
			"an HTML page (Sign in)",
		]);
	});

	it("keeps the status of an HTML error", async () => {
		await using server = await serve((_, response) => response.writeHead(502).end("<html><title>Bad Gateway</title>"));
		const client = createApiClient({ baseUrl: server.url, format: "xml", retry: false }, described().api);
		const error = await rejection(sendSingle(client, getThing, seven), ServerError);
		expect(error.reason).toBe("an HTML page (Bad Gateway)");
	});
});

describe('decimals "string"', () => {
	it("keeps every digit in JSON, both ways", async () => {
		await using server = await serve(({ method }, response) =>
			response
				.writeHead(method === "GET" ? 200 : 201)
				.end(
					method === "GET" ? `[{"ThingID":7,"Price":${price}}]` : '[{"Value":"1","Status":"201","Message":"Created"}]',
				),
		);
		const { api, loaded } = described();
		const client = createApiClient({ baseUrl: server.url, decimals: "string" }, api);
		expect(await sendSingle(client, getThing, seven)).toEqual({ ThingID: 7, Price: price });
		await sendResult(client, createThing, { body: { Price: price } });
		expect(server.received[1]?.body).toBe(`{"Price":${price}}`);
		expect(loaded).toEqual(["exact json"]);
	});

	it("loads nothing where decimals are numbers", async () => {
		await using server = await serve((_, response) => response.writeHead(200).end(`[{"Price":${price}}]`));
		const { api, loaded } = described();
		expect(await sendSingle(createApiClient({ baseUrl: server.url }, api), getThing, seven)).toEqual({
			Price: Number(price),
		});
		expect(loaded).toEqual([]);
	});
});

describe("an integer beyond 2^53", () => {
	it("keeps its digits in plain JSON, in both directions, where the document has int64", async () => {
		const big = "-9223372036854775808";
		const text = `[{"ThingID":7,"Name":"${big} 1234567890123456789","Size":${big},"Ratio":0.1234567890123456,"At":1e21}]`;
		await using server = await serve((_, response) => {
			response.writeHead(200, { "content-type": "application/json" }).end(text);
		});
		const api = { ...description, json: () => import("../src/wide-json.js") };
		const client = createApiClient({ baseUrl: server.url }, api);
		const found = await sendSingle(client, getThing, { path: { id: 7 } });
		const expected = {
			ThingID: 7,
			Name: `${big} 1234567890123456789`,
			Size: -9223372036854775808n,
			Ratio: 0.1234567890123456,
			At: 1e21,
		};
		expect(found).toEqual(expected);
		// Its answer is none of a write; what counts is what was sent.
		await sendResult(client, createThing, { body: found }).catch(() => {});
		expect(server.received[1]?.body).toBe(text.slice(1, -1).replace("1e21", "1e+21"));
	});
});

import { inspect } from "node:util";
import { describe, expect, expectTypeOf, it } from "vitest";
import {
	type ApiClient,
	ApiError,
	BadRequestError,
	bearer,
	ClientError,
	createApiClient,
	createClient,
	ForbiddenError,
	InvalidOptionError,
	InvalidParameterError,
	MalformedResponseError,
	NetworkError,
	NotFoundError,
	ServerError,
	send,
	sendSingle,
	TooManyRequestsError,
	UnauthorizedError,
} from "../src/index.js";
import { rejection } from "./rejection.js";
import { closedPort, json, serve, serveBytes } from "./server.js";
import { createThing, description, getThing, item, noSuchThing, touchThing } from "./things.js";

const seven = { path: { id: 7 } };
const secret = "s3cr3t-v4lu3";
const connect = (baseUrl: string): ApiClient =>
	createApiClient(
		{ baseUrl, retry: false, credentials: { "X-Key": secret, Authorization: bearer(`${secret}-2`) } },
		description,
	);

describe("a documented error", () => {
	it("says what the vendor says, and which request it answers", async () => {
		await using server = await serve((_, response) => json(response, 404, noSuchThing, { "X-Request-Id": "r-1" }));
		const error = await rejection(sendSingle(connect(server.url), getThing, seven), NotFoundError);
		expect(error).toMatchObject({
			name: "NotFoundError",
			message: "GET /things/7 answered 404: The thing does not exist.",
			operation: "getThing",
			method: "GET",
			path: "/things/7",
			pathTemplate: "/things/{id}",
			status: 404,
			documented: true,
			requestId: "r-1",
			reason: "The thing does not exist.",
			results: [{ key: "Error", value: "7", status: 404, message: "The thing does not exist." }],
			body: noSuchThing,
			problem: undefined,
			attempts: 1,
		});
	});

	it.each([
		[400, BadRequestError],
		[401, UnauthorizedError],
		[403, ForbiddenError],
		[404, NotFoundError],
		[409, ApiError],
		[429, TooManyRequestsError],
		[500, ServerError],
		[503, ServerError],
	] as const)("of status %i has a class of its own", async (status, Class) => {
		await using server = await serve((_, response) => json(response, status, [item(status, "", "No.")]));
		const error = await rejection(send(connect(server.url), getThing, seven), Class);
		expect([error.constructor, error.status, error.reason]).toEqual([Class, status, "No."]);
		expect(error.documented).toBe(status === 404);
	});

	it("is told apart by its status, for the compiler too", () => {
		expectTypeOf<NotFoundError["status"]>().toEqualTypeOf<404>();
		expectTypeOf<TooManyRequestsError["status"]>().toEqualTypeOf<429>();
		const tell = (error: NotFoundError | UnauthorizedError): string => {
			if (error.status === 404) {
				expectTypeOf(error).toEqualTypeOf<NotFoundError>();
				return "missing";
			}
			expectTypeOf(error).toEqualTypeOf<UnauthorizedError>();
			return "refused";
		};
		expect(tell).toBeTypeOf("function");
	});

	it("may be one item instead of an array, and take its id from another header", async () => {
		await using server = await serve((_, response) =>
			json(response, 400, { Message: "Bad.", Status: 400, Value: 3 }, { "X-Trace-Id": "t-1" }),
		);
		const error = await rejection(send(connect(server.url), getThing, seven), BadRequestError);
		expect([error.requestId, error.results]).toEqual([
			"t-1",
			[{ key: undefined, value: "3", status: 400, message: "Bad." }],
		]);
	});
});

describe("an error whose body is not as documented keeps its status, and says what the body is", () => {
	const page = "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>";
	it.each([
		["an empty body", "application/json", "", "an empty body"],
		["text", "text/plain", "upstream gone", "upstream gone"],
		["bytes", "application/octet-stream", "\u0001\u0002", "a body that is not JSON but application/octet-stream"],
		["JSON that ends early", "application/json", '[{"Key":"Error","Val', "JSON that ends early"],
		["JSON of another shape", "application/json", '{"oops":true}', "a JSON body that names no reason"],
		["null", "application/json", "null", "a JSON body that names no reason"],
		["HTML of a proxy", "text/html", page, "an HTML page (502 Bad Gateway)"],
		["HTML without a title", "text/html", "<html><body>x", "an HTML page"],
	])("%s", async (_, type, body, reason) => {
		await using server = await serve((__, response) => response.writeHead(502, { "Content-Type": type }).end(body));
		const error = await rejection(send(connect(server.url), getThing, seven), ServerError);
		const parsed = type === "application/json" && /^({.*}|null)$/.test(body) ? JSON.parse(body) : body;
		expect(error).toMatchObject({ status: 502, documented: false, reason, results: [], body: parsed });
	});

	it("a body that breaks off", async () => {
		await using server = await serveBytes((socket) => {
			socket.write("HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nContent-Length: 999\r\n\r\n[{");
			socket.end();
		});
		const error = await rejection(send(connect(server.url), getThing, seven), NotFoundError);
		expect(error.reason).toBe("a body that broke off");
		expect(error.cause).toBeInstanceOf(Error);
	});

	it("no more than its beginning is kept", async () => {
		await using server = await serve((_, response) => response.writeHead(500).end("x".repeat(5000)));
		expect((await rejection(send(connect(server.url), getThing, seven), ServerError)).body).toHaveLength(1000);
	});
});

describe("an answer of success that cannot be read is a MalformedResponseError", () => {
	it.each([
		["an empty body", "", "an empty body"],
		["JSON that ends early", '[{"ThingID":7', "JSON that ends early"],
		["HTML of a proxy", "<html><title>Sign in</title>", "an HTML page (Sign in)"],
		["text", "OK", "a body that is not JSON"],
		["two items", "[{},{}]", "2 items instead of one"],
		["no array", "{}", "no array of one item"],
	])("%s", async (_, body, reason) => {
		await using server = await serve((__, response) => response.writeHead(200, { "X-Request-Id": "r-2" }).end(body));
		const error = await rejection(sendSingle(connect(server.url), getThing, seven), MalformedResponseError);
		expect(error).toMatchObject({ status: 200, requestId: "r-2", body, attempts: 1 });
		expect(error.message).toBe(`GET /things/7 answered 200 with ${reason}`);
	});

	it("but a status that documents no body has none", async () => {
		await using server = await serve((_, response) => response.writeHead(204).end());
		expect(await send(connect(server.url), touchThing, seven)).toEqual({
			status: 204,
			data: undefined,
			requestId: undefined,
		});
	});
});

describe("no answer is a NetworkError", () => {
	it("where nothing listens: the request did not leave", async () => {
		const error = await rejection(send(connect(await closedPort()), getThing, seven), NetworkError);
		expect(error).toMatchObject({ code: "ECONNREFUSED", sent: false, attempts: 1 });
		expect(error.message).toBe("GET /things/7 got no answer (ECONNREFUSED)");
		expect(error.cause).toBeInstanceOf(TypeError);
	});

	it("where the connection is reset: nobody knows", async () => {
		await using server = await serveBytes((socket) => socket.destroy());
		expect((await rejection(send(connect(server.url), getThing, seven), NetworkError)).sent).toBe(true);
	});

	it("where the body of a success breaks off", async () => {
		await using server = await serveBytes((socket) => {
			socket.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 999\r\n\r\n[{");
			socket.end();
		});
		expect((await rejection(send(connect(server.url), getThing, seven), NetworkError)).sent).toBe(true);
	});
});

describe("a request that would go elsewhere is not sent", () => {
	it.each([undefined, null, "", ".", "..", Number.NaN])("with the id %j", async (id) => {
		await using server = await serve((_, response) => json(response, 200, [{}]));
		const request = { path: { id: id as unknown as string } };
		const error = await rejection(send(connect(server.url), getThing, request), InvalidParameterError);
		expect(error.parameter).toBe("id");
		expect(server.received).toEqual([]);
	});

	it("and what a path cannot hold is encoded", async () => {
		await using server = await serve((_, response) => json(response, 200, [{}]));
		const query = { a: ["1", "2"], b: undefined, c: null, "d e": "f&g" };
		await send(connect(server.url), getThing, { path: { id: "a/b?c" }, query });
		expect(server.received[0]?.url).toBe("/things/a%2Fb%3Fc?a=1&a=2&d%20e=f%26g");
	});
});

it("an option that the API was generated without is refused", () => {
	const baseUrl = "http://127.0.0.1:1";
	for (const options of [{ format: "xml" }, { decimals: "string" }, { validate: true }] as const) {
		expect(() => createApiClient({ baseUrl, ...options })).toThrow(InvalidOptionError);
	}
});

describe("no error and no client shows a credential", () => {
	const shown = (value: unknown): string =>
		`${inspect(value, { depth: Number.POSITIVE_INFINITY, showHidden: true })} ${JSON.stringify(value)} ${value}`;

	it("though a server repeats the request's headers", async () => {
		await using server = await serve(({ url, headers }, response) => {
			const said = JSON.stringify(headers);
			if (url === "/things") json(response, 400, [item(400, headers["x-key"] as string, `Wrong: ${said}`)]);
			else if (url === "/things/1") response.writeHead(502).end(`<html><title>${said}</title>`);
			else response.writeHead(200).end(said);
		});
		const client = connect(server.url);
		const errors = [
			await rejection(send(client, createThing, { body: { Name: secret } }), BadRequestError),
			await rejection(send(client, getThing, { path: { id: 1 } }), ServerError),
			await rejection(sendSingle(client, getThing, { path: { id: 2 } }), MalformedResponseError),
		];
		for (const error of errors) {
			expect(shown(error)).toContain("[redacted]");
			expect(shown(error)).not.toContain(secret);
			expect(JSON.parse(JSON.stringify(error))).toMatchObject({ message: error.message, name: error.name });
		}
	});

	it("nor does one of the network, and no client", async () => {
		const baseUrl = await closedPort();
		for (const client of [connect(baseUrl), createClient({ baseUrl, credentials: { "X-Key": secret } }, description)]) {
			expect(shown(client)).not.toContain(secret);
			const error = await rejection(send(client, getThing, seven, { retry: false }), ClientError);
			expect(shown(error)).not.toContain(secret);
		}
	});
});

import { Agent } from "undici";
import { describe, expect, it } from "vitest";
import {
	createApiClient,
	createClient,
	NetworkError,
	NotFoundError,
	sendResult,
	sendSingle,
	TimeoutError,
} from "../src/index.js";
import { nodeTransport } from "../src/node.js";
import type { paths } from "./paths.js";
import { rejection } from "./rejection.js";
import { closedPort, json, serve, serveBytes } from "./server.js";
import { createThing, description, getThing, item, noSuchThing } from "./things.js";

const seven = { path: { id: 7 } };

describe("the transport for Node", () => {
	it("sends what fetch would, and reads what comes back", async () => {
		const name = "Bücher 📚".repeat(20_000);
		await using server = await serve(({ method }, response) => {
			if (method === "POST") json(response, 201, [item(201, 29, "Created")], { "X-Request-Id": "r-1" });
			else json(response, 200, [{ ThingID: 7, Name: name }]);
		});
		await using transport = nodeTransport();
		const client = createApiClient(
			{ baseUrl: `${server.url}/v1`, transport, credentials: { "X-Key": "clé" } },
			description,
		);
		expect(await sendSingle(client, getThing, { ...seven, query: { a: "b c" } })).toEqual({ ThingID: 7, Name: name });
		expect((await sendResult(client, createThing, { body: { Name: name } })).id).toBe(29);
		expect(server.received.map(({ method, url }) => [method, url])).toEqual([
			["GET", "/v1/things/7?a=b%20c"],
			["POST", "/v1/things"],
		]);
		expect(server.received[1]?.headers).toMatchObject({
			"content-type": "application/json",
			accept: "application/json",
		});
		expect(server.received[1]?.body).toBe(JSON.stringify({ Name: name }));
	});

	it("gives typed errors, tries again, and follows no redirect", async () => {
		await using server = await serve(({ url }, response, number) => {
			if (number === 1) json(response, 502, []);
			else if (url === "/things/8") response.writeHead(302, { Location: "http://nowhere.invalid/" }).end();
			else json(response, 404, noSuchThing, { "X-Trace-Id": "t-1" });
		});
		await using transport = nodeTransport();
		const client = createApiClient({ baseUrl: server.url, transport, retry: { delay: () => 0 } }, description);
		const error = await rejection(sendSingle(client, getThing, seven), NotFoundError);
		expect(error).toMatchObject({ attempts: 2, requestId: "t-1", reason: "The thing does not exist." });
		await expect(sendSingle(client, getThing, { path: { id: 8 } })).rejects.toMatchObject({ status: 302 });
		const refused = createApiClient({ baseUrl: await closedPort(), transport, retry: false }, description);
		expect(await rejection(sendSingle(refused, getThing, seven), NetworkError)).toMatchObject({ sent: false });
	});

	it("is a NetworkError where the body breaks off", async () => {
		await using server = await serveBytes((socket) => {
			socket.end("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n[{");
		});
		await using transport = nodeTransport();
		const client = createApiClient({ baseUrl: server.url, transport, retry: false }, description);
		expect((await rejection(sendSingle(client, getThing, seven), NetworkError)).sent).toBe(true);
	});

	it("aborts what is given up, also what waits for a connection", async () => {
		let closed = 0;
		await using server = await serve((_, response) => {
			response.once("close", () => {
				closed += 1;
			});
		});
		await using transport = nodeTransport({ connections: 1 });
		const client = createApiClient(
			{ baseUrl: server.url, transport, retry: false, timeout: { try: 150 } },
			description,
		);
		await Promise.all([1, 2].map((id) => rejection(sendSingle(client, getThing, { path: { id } }), TimeoutError)));
		await expect.poll(() => closed).toBe(1);
		expect(server.received).toHaveLength(1);
	});

	it("sends no fragment, which a middleware may have left in a URL", async () => {
		await using server = await serve(({ url }, response) => json(response, 200, [{ url }]));
		await using transport = nodeTransport();
		const onRequest = ({ request }: { request: Request }) => new Request(`${request.url}?a=1#part`, request);
		const client = createApiClient({ baseUrl: server.url, transport, middleware: [{ onRequest }] }, description);
		expect(await sendSingle(client, getThing, seven)).toEqual({ url: "/things/7?a=1" });
	});

	it("serves calls by path, with a real Response", async () => {
		await using server = await serve((_, response) =>
			json(response, 200, { number: 7, locked: true }, { "Set-Cookie": "a=1" }),
		);
		await using transport = nodeTransport();
		const client = createClient<paths>({ baseUrl: server.url, transport });
		const { data, response } = await client.GET("/lockers/{number}", { params: { path: { number: 7 } } });
		expect(data).toEqual({ number: 7, locked: true });
		expect(response).toBeInstanceOf(Response);
		expect(response.headers.get("set-cookie")).toBe("a=1");
	});

	it("leaves a dispatcher of the user's own open", async () => {
		await using server = await serve((_, response) => json(response, 200, [{}]));
		const dispatcher = new Agent();
		const transport = nodeTransport({ dispatcher });
		const client = createApiClient({ baseUrl: server.url, transport }, description);
		await sendSingle(client, getThing, seven);
		await transport.close();
		expect(await sendSingle(client, getThing, seven)).toEqual({});
		await dispatcher.close();
	});
});

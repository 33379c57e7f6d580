import { describe, expect, it, onTestFinished, vi } from "vitest";
import {
	ClientError,
	type ClientOptions,
	createApiClient,
	createClient,
	isClientError,
	type Operation,
	send,
} from "../src/index.js";
import { nodeTransport } from "../src/node.js";
import { CredentialsError, following, type SecurityDescription, secured } from "../src/security.js";
import { rejection } from "./rejection.js";
import { json, type Received, serve } from "./server.js";

const get: Operation = { id: "getThing", method: "GET", path: "/things/{id}", success: [200] };
const post: Operation = { id: "createThing", method: "POST", path: "/things", success: [201] };
const seven = { path: { id: 7 } };
const schemes = {
	header: { type: "apiKey", in: "header", name: "X-Key" },
	query: { type: "apiKey", in: "query", name: "key" },
	cookie: { type: "apiKey", in: "cookie", name: "key" },
	basic: { type: "http", scheme: "basic" },
	bearer: { type: "http", scheme: "bearer" },
	oauth: { type: "oauth2", tokenUrl: "" },
} as const satisfies SecurityDescription["schemes"];

/** A client whose operations need these alternatives. */
const connect = (
	baseUrl: string,
	requirements: SecurityDescription["requirements"],
	credentials: Parameters<typeof secured>[1],
	more: Partial<SecurityDescription> = {},
	options: Partial<ClientOptions> = {},
) => {
	const description: SecurityDescription = { schemes, requirements, ...more };
	return createApiClient({
		baseUrl,
		retry: false,
		...options,
		transport: secured(description, credentials, options.transport),
	});
};
const carried = ({ url, headers }: Received) => ({
	url,
	...(headers["x-key"] && { key: headers["x-key"] }),
	...(headers.cookie && { cookie: headers.cookie }),
	...(headers.authorization && { authorization: headers.authorization }),
});

describe("credentials", () => {
	it.each([
		["header", "k 1", { url: "/things/7", key: "k 1" }],
		["query", "k 1", { url: "/things/7?key=k%201" }],
		["cookie", "k 1", { url: "/things/7", cookie: "key=k%201" }],
		[
			"basic",
			{ username: "é", password: "b:c" },
			{ url: "/things/7", authorization: `Basic ${Buffer.from("é:b:c").toString("base64")}` },
		],
		["bearer", "t", { url: "/things/7", authorization: "Bearer t" }],
		["bearer", async () => "t2", { url: "/things/7", authorization: "Bearer t2" }],
		["oauth", "t3", { url: "/things/7", authorization: "Bearer t3" }],
	] as const)("of the scheme %s go where it says", async (name, value, expected) => {
		await using server = await serve((_, response) => json(response, 200, {}));
		await send(connect(server.url, [{ [name]: [] }], { [name]: value }), get, seven);
		expect(server.received.map(carried)).toEqual([expected]);
	});

	it("are those of the first alternative that the caller has all of", async () => {
		await using server = await serve((_, response) => json(response, 200, {}));
		const alternatives = [{ header: [], basic: [] }, { query: [], cookie: [] }, {}];
		for (const credentials of [{ header: "a", query: "b", cookie: "c" }, { header: "a" }]) {
			await send(connect(server.url, alternatives, credentials), get, seven);
		}
		expect(server.received.map(carried)).toEqual([{ url: "/things/7?key=b", cookie: "key=c" }, { url: "/things/7" }]);
		const none = send(connect(server.url, alternatives.slice(0, 2), { header: "a" }), get, seven);
		expect((await rejection(none, CredentialsError)).message).toBe(
			"GET /things/7 was not sent: it needs credentials for header and basic, or query and cookie",
		);
		expect(server.received).toHaveLength(2);
	});

	it("are none of what every object has", async () => {
		const call = send(connect("http://127.0.0.1:9", [{ constructor: [] }], {}), get, seven);
		expect((await rejection(call, CredentialsError)).message).toMatch(/it needs credentials for constructor$/);
	});

	it("are those of the operation, on both levels, and none where it needs none", async () => {
		await using server = await serve((_, response) => json(response, 200, {}));
		const security = {
			schemes,
			requirements: [{ header: [] }],
			operations: { "GET /things/{id}": [{ bearer: [] }], "GET /open": [] },
		};
		const transport = secured(security, { header: "a", bearer: "b" });
		const client = createClient<Record<string, never>>({ baseUrl: server.url, transport });
		const byPath = client.GET as unknown as (path: string, init?: object) => Promise<unknown>;
		await byPath("/things/{id}", { params: seven });
		await byPath("/open");
		await byPath("/other");
		await send(client, get, seven);
		expect(server.received.map(carried)).toEqual([
			{ url: "/things/7", authorization: "Bearer b" },
			{ url: "/open" },
			{ url: "/other", key: "a" },
			{ url: "/things/7", authorization: "Bearer b" },
		]);
	});

	it("are those that an operation brings along, whatever the table says", async () => {
		await using server = await serve((_, response) => json(response, 200, {}));
		const more = { operations: { "GET /things/{id}": [{ header: [] }] } };
		const client = connect(server.url, [{ header: [] }], { header: "a", bearer: "b" }, more);
		for (const security of [[{ bearer: [] }], []]) await send(client, { ...get, security }, seven);
		expect(server.received.map(carried)).toEqual([
			{ url: "/things/7", authorization: "Bearer b" },
			{ url: "/things/7" },
		]);
	});

	it("give way to those that a call carries itself", async () => {
		await using server = await serve((_, response) => json(response, 200, {}));
		const client = connect(server.url, [{ bearer: [], query: [] }], { bearer: "mine", query: "mine" });
		await send(client, get, { ...seven, query: { key: "yours" } }, { headers: { Authorization: "Bearer yours" } });
		expect(server.received.map(carried)).toEqual([{ url: "/things/7?key=yours", authorization: "Bearer yours" }]);
	});

	it("show up in no error, whatever the server repeats", async () => {
		await using server = await serve(({ url, headers }, response) =>
			json(response, 400, { message: `${url} ${JSON.stringify(headers)}` }),
		);
		const client = connect(server.url, [{ query: [], bearer: [] }], { query: "s3cr3t&1", bearer: () => "s3cr3t-2" });
		const error = await rejection(send(client, get, seven), ClientError);
		expect(`${error} ${JSON.stringify(error)}`).not.toContain("s3cr3t");
		expect(JSON.stringify(error)).toContain("[redacted]");
	});
});

describe.each([
	["fetch", undefined],
	["the transport for Node", nodeTransport()],
])("client credentials over %s", (_, transport) => {
	/** A service with its token endpoint; tokens are numbered. */
	const service = async (refuses: (token: string) => boolean = () => false, seconds = 3600) => {
		const asked: Received[] = [];
		const server = await serve((request, response) => {
			const { url = "", headers } = request;
			if (url === "/token") {
				asked.push(request);
				return json(response, 200, {
					access_token: `token-${asked.length}`,
					token_type: "Bearer",
					expires_in: seconds,
				});
			}
			const token = headers.authorization?.replace("Bearer ", "") ?? "";
			json(response, refuses(token) ? 401 : url === "/things" ? 201 : 200, { token });
		});
		const more = { schemes: { oauth: { type: "oauth2", tokenUrl: `${server.url}/token` } } } as const;
		const client = (credentials: object = {}) =>
			connect(
				server.url,
				[{ oauth: ["read", "write"] }],
				{ oauth: { clientId: "me:", clientSecret: "s3cr3t", ...credentials } },
				more,
				transport && { transport },
			);
		return { asked, server, client };
	};

	it("fetch one token for all calls that wait for it", async () => {
		const { asked, server, client } = await service();
		await using _server = server;
		const one = client();
		const answers = await Promise.all([1, 2, 3].map((id) => send(one, get, { path: { id } })));
		expect(answers.map(({ data }) => data)).toEqual(Array(3).fill({ token: "token-1" }));
		await send(one, get, seven);
		expect(asked.map(({ body, headers }) => [body, headers.authorization])).toEqual([
			["grant_type=client_credentials&scope=read+write", `Basic ${Buffer.from("me%3A:s3cr3t").toString("base64")}`],
		]);
	});

	it("throw a token away after a 401, and send again, also a write, once for all", async () => {
		const { asked, server, client } = await service((token) => token === "token-1");
		await using _server = server;
		const one = client();
		const answers = await Promise.all([1, 2, 3].map(() => send(one, post, { body: { a: 1 } })));
		expect(answers.map(({ data }) => data)).toEqual(Array(3).fill({ token: "token-2" }));
		expect(asked).toHaveLength(2);
	});

	it("do not go round where every token is refused", async () => {
		const { asked, server, client } = await service(() => true);
		await using _server = server;
		expect(await rejection(send(client(), get, seven), ClientError)).toMatchObject({ status: 401, attempts: 1 });
		expect(asked).toHaveLength(2);
	});

	it("fetch another token before one expires", async () => {
		const { asked, server, client } = await service(() => false, 0);
		await using _server = server;
		const one = client();
		for (const id of [1, 2]) await send(one, get, { path: { id } });
		expect(asked).toHaveLength(2);
	});

	it("may go into the body, with scopes and parameters of the caller's", async () => {
		const { asked, server, client } = await service();
		await using _server = server;
		await send(client({ clientAuthentication: "body", scopes: ["read"], parameters: { audience: "a" } }), get, seven);
		expect(asked[0]?.headers.authorization).toBeUndefined();
		expect(Object.fromEntries(new URLSearchParams(asked[0]?.body))).toEqual({
			grant_type: "client_credentials",
			scope: "read",
			audience: "a",
			client_id: "me:",
			client_secret: "s3cr3t",
		});
	});

	it("do not wait for ever for a token endpoint, and ask it again for the next call", async () => {
		const soon = AbortSignal.timeout.bind(AbortSignal);
		vi.spyOn(AbortSignal, "timeout").mockImplementation(() => soon(20));
		onTestFinished(() => void vi.restoreAllMocks());
		let asked = 0;
		await using server = await serve(({ url }, response) => {
			if (url !== "/token") return json(response, 200, {});
			asked += 1;
			if (asked > 2) json(response, 200, { access_token: "t", expires_in: "soon" });
		});
		const more = { schemes: { oauth: { type: "oauth2", tokenUrl: `${server.url}/token` } } } as const;
		const oauth = { clientId: "me", clientSecret: "s3cr3t" };
		const client = connect(server.url, [{ oauth: [] }], { oauth }, more, transport && { transport });
		const error = await rejection(send(client, get, seven), CredentialsError);
		expect(error.message).toBe("GET /things/7 was not sent: the token endpoint did not answer");
		for (const id of [7, 8]) await send(client, get, { path: { id } });
		expect(asked).toBe(3);
	});

	it("are those of their own scheme, where two have one token endpoint", async () => {
		await using server = await serve(({ url, headers }, response) =>
			url === "/token"
				? json(response, 200, { access_token: headers.authorization?.slice(6) })
				: json(response, 200, { authorization: headers.authorization }),
		);
		const scheme = { type: "oauth2", tokenUrl: `${server.url}/token` } as const;
		const more = {
			schemes: { one: scheme, other: scheme },
			operations: { "GET /things/{id}": [{ other: [] }] },
		};
		const secretOf = (clientId: string) => ({ clientId, clientSecret: "s3cr3t" });
		const credentials = { one: secretOf("a"), other: secretOf("b") };
		const client = connect(server.url, [{ one: [] }], credentials, more, transport && { transport });
		const sent = [await send(client, { ...post, success: [200] }), await send(client, get, seven)];
		expect(sent.map(({ data }) => data)).toEqual(
			["a:s3cr3t", "b:s3cr3t"].map((pair) => ({ authorization: `Bearer ${btoa(pair)}` })),
		);
	});

	it("that are refused are told as such, without the secret; the call was not sent", async () => {
		const paths: (string | undefined)[] = [];
		await using server = await serve(({ url }, response) => {
			paths.push(url);
			json(response, 400, { error: "invalid_client", error_description: "No such client." });
		});
		const more = { schemes: { oauth: { type: "oauth2", tokenUrl: `${server.url}/token` } } } as const;
		const oauth = { clientId: "me", clientSecret: "s3cr3t" };
		const client = connect(server.url, [{ oauth: [] }], { oauth }, more, { retry: { delay: () => 0 } });
		const error = await rejection(send(client, post, { body: {} }), CredentialsError);
		expect(error.message).toBe(
			"POST /things was not sent: the token endpoint answered 400: invalid_client: No such client.",
		);
		expect(isClientError(error)).toBe(true);
		expect(error.maybeApplied).toBeUndefined();
		expect(paths).toEqual(["/token"]);
	});
});

describe("a redirect that is followed", () => {
	it("takes credentials along to the same origin alone", async () => {
		await using elsewhere = await serve((_, response) => json(response, 200, { from: "elsewhere" }));
		await using server = await serve(({ url }, response) => {
			if (url === "/things/1") response.writeHead(302, { Location: "/things/2" }).end();
			else if (url === "/things/2") response.writeHead(307, { Location: `${elsewhere.url}/file` }).end();
		});
		for (const inner of [undefined, nodeTransport()]) {
			const client = connect(
				server.url,
				[{ bearer: [], header: [], cookie: [] }],
				{ bearer: "t", header: "k", cookie: "c" },
				{},
				{ transport: following(inner) },
			);
			const { data } = await send(
				client,
				get,
				{ path: { id: 1 } },
				{ headers: { "X-Mine": "secret", Range: "bytes=0-" } },
			);
			expect(data).toEqual({ from: "elsewhere" });
		}
		expect(carried(server.received[1] as Received)).toMatchObject({ key: "k", authorization: "Bearer t" });
		expect(elsewhere.received.map(carried)).toEqual(Array(2).fill({ url: "/file" }));
		expect(elsewhere.received[0]?.headers).toMatchObject({ range: "bytes=0-" });
		expect(elsewhere.received[0]?.headers["x-mine"]).toBeUndefined();
	});

	it("leads where no URL is: then it is the answer; and a fragment is no part of what is asked for", async () => {
		await using server = await serve(({ url }, response) => {
			const Location = { "/things/1": "http://[", "/things/2": "/things/3#part" }[url ?? ""];
			Location === undefined ? json(response, 200, { url }) : response.writeHead(302, { Location }).end();
		});
		for (const inner of [undefined, nodeTransport()]) {
			const client = createApiClient({ baseUrl: server.url, transport: following(inner) });
			await expect(send(client, get, { path: { id: 1 } })).rejects.toMatchObject({ status: 302 });
			expect((await send(client, get, { path: { id: 2 } })).data).toEqual({ url: "/things/3" });
		}
	});

	it("is none for a write, and none that never ends", async () => {
		await using server = await serve(({ url }, response) => response.writeHead(302, { Location: url ?? "" }).end());
		const client = createApiClient({ baseUrl: server.url, transport: following(undefined, 3) });
		await expect(send(client, post, { body: {} })).rejects.toMatchObject({ status: 302 });
		await expect(send(client, get, seven)).rejects.toMatchObject({ status: 302 });
		expect(server.received).toHaveLength(5);
	});
});

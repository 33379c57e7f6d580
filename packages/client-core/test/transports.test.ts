import { createServer } from "node:http";
import { type AddressInfo, connect as connectTcp, type Socket } from "node:net";
import * as zlib from "node:zlib";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import {
	AbortedError,
	ApiError,
	BadRequestError,
	type ClientOptions,
	createApiClient,
	createClient,
	NetworkError,
	type Operation,
	send,
} from "../src/index.js";
import { nodeTransport } from "../src/node.js";
import * as wire from "../src/wire.js";
import { rejection } from "./rejection.js";
import { json, serve, serveBytes } from "./server.js";
import { description, getThing, item } from "./things.js";

const seven = { path: { id: 7 } };
const text = JSON.stringify({ Name: "Bücher 📚", filler: "x".repeat(10_000) });
const codings: [string, (body: string) => Buffer][] = [
	["gzip", gzipSync],
	["x-gzip", gzipSync],
	["deflate", deflateSync],
	["deflate", deflateRawSync],
	["br", brotliCompressSync],
	["gzip, br", (body) => brotliCompressSync(gzipSync(body))],
];
const zstd = (zlib as { zstdCompressSync?: (body: string) => Buffer }).zstdCompressSync;
if (zstd !== undefined) codings.push(["zstd", zstd]);
/** Node's own fetch has zstd since Node 24, zlib since 22.15. */
const fetchHasZstd = Number.parseInt(process.versions.undici ?? "0", 10) >= 7;

const transport = nodeTransport();
afterAll(() => transport.close());

const upload: Operation = {
	id: "upload",
	method: "PUT",
	path: "/file",
	success: [204],
	failures: [413],
	wire: { requestBody: { mediaType: "application/octet-stream", kind: "binary" } },
};
const withWire = { ...description, wire: () => Promise.resolve(wire) };

describe.each([
	["fetch", {}],
	["the transport for Node", { transport }],
] as [string, Partial<ClientOptions>][])("%s", (_, options) => {
	const connect = (baseUrl: string, more: Partial<ClientOptions> = {}) =>
		createApiClient({ baseUrl, retry: false, ...options, ...more }, withWire);

	const hasZstd = options.transport ? zstd !== undefined : fetchHasZstd;
	const known = codings.filter(([coding]) => coding !== "zstd" || hasZstd);

	it.each(known)("decodes %s, in successes, in failures and in streams", async (coding, encode) => {
		await using server = await serve(({ url }, response) => {
			const status = url === "/things/7" ? 200 : 400;
			const body = status === 200 ? text : JSON.stringify([item(400, "", "Wrong.")]);
			response.writeHead(status, { "Content-Type": "application/json", "Content-Encoding": coding }).end(encode(body));
		});
		const client = connect(server.url);
		expect((await send(client, getThing, seven)).data).toEqual(JSON.parse(text));
		expect((await rejection(send(client, getThing, { path: { id: 8 } }), BadRequestError)).reason).toBe("Wrong.");
		const paths = createClient<Record<string, never>>({ baseUrl: server.url, ...options });
		const get = paths.GET as unknown as (path: string, init: object) => Promise<{ data: ArrayBuffer }>;
		const { data } = await get("/things/7", { parseAs: "arrayBuffer" });
		expect(new TextDecoder().decode(data)).toBe(text);
	});

	const unknown = ["lzma", "constructor", ...(hasZstd ? [] : ["zstd"])];
	it.each(unknown)("names a content coding that it does not know: %s", async (coding) => {
		await using server = await serve((__, response) =>
			response.writeHead(400, { "Content-Type": "application/json", "Content-Encoding": coding }).end(gzipSync(text)),
		);
		expect((await rejection(send(connect(server.url), getThing, seven), BadRequestError)).reason).toBe(
			`a body of the content coding ${coding}, which the transport did not decode`,
		);
	});

	it("reads text in the encoding that it says, and leaves a byte order mark away", async () => {
		await using server = await serve(({ url }, response) => {
			if (url === "/things/7") {
				const type = "application/json; charset=iso-8859-1";
				response.writeHead(200, { "Content-Type": type }).end(Buffer.from('["Café"]', "latin1"));
			} else response.writeHead(200, { "Content-Type": "application/json; charset=UTF-8" }).end('\ufeff["Café"]');
		});
		for (const id of [7, 8])
			expect((await send(connect(server.url), getThing, { path: { id } })).data).toEqual(["Café"]);
	});

	it.each([
		["application/xml", '<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>', "latin1"],
		["text/xml; charset=iso-8859-1", '<?xml version="1.0" encoding="utf-8"?><a>é</a>', "latin1"],
		["application/atom+xml", '<?xml version="1.0" encoding="utf-16"?><a>é</a>', "utf8"],
		["application/xml", '\ufeff<?xml version="1.0" encoding="UTF-16"?><a>é</a>', "utf16le"],
		["application/xml", "<a>é</a>", "utf16le"],
		["application/xml", "<a>é</a>", "utf8"],
		["text/plain; charset=no-such", "<a>é</a>", "utf8"],
	] as const)("reads text of %s: %s in %s", async (type, xml, encoding) => {
		await using server = await serve((__, response) =>
			response.writeHead(200, { "Content-Type": type }).end(Buffer.from(xml, encoding)),
		);
		const asText: Operation = { ...getThing, wire: { responseBodies: { 200: "text" } } };
		expect((await send(connect(server.url), asText, seven)).data).toContain("<a>é</a>");
	});

	it("follows no redirect, and says where it leads", async () => {
		await using server = await serve((__, response) =>
			response.writeHead(302, { Location: "https://elsewhere.example/x?secret=1" }).end(),
		);
		const error = await rejection(send(connect(server.url), getThing, seven), ApiError);
		expect(error).toMatchObject({ status: 302 });
		expect(error.reason).toMatch(/^a redirect to https:\/\/elsewhere\.example\/x, which is not followed/);
		expect(server.received).toHaveLength(1);
	});

	it("reads an answer that comes before the upload is done", async () => {
		const sockets = new Set<Socket>();
		const early = createServer((request, response) => {
			request.once("data", () => {
				json(response, 413, [item(413, "", "Too large.")], { Connection: "close" });
			});
		}).on("connection", (socket) => sockets.add(socket));
		await new Promise<void>((resolve) => early.listen(0, "127.0.0.1", resolve));
		const client = connect(`http://127.0.0.1:${(early.address() as AddressInfo).port}`);
		const body = new Blob([new Uint8Array(8 * 1024 * 1024)]);
		const error = await rejection(send(client, upload, { body }), ApiError);
		expect([error.status, error.reason]).toEqual([413, "Too large."]);
		for (const socket of sockets) socket.destroy();
		await new Promise((resolve) => early.close(resolve));
	});

	it("tells the length of a body that is no stream", async () => {
		await using server = await serve((__, response) => response.writeHead(204).end());
		for (const body of [
			new Blob(["abc"]),
			"abc",
			new TextEncoder().encode("abc"),
			new TextEncoder().encode("abc").buffer,
		]) {
			await send(connect(server.url), upload, { body });
		}
		expect(server.received.map(({ headers, body }) => [headers["content-length"], body])).toEqual(
			Array(4).fill(["3", "abc"]),
		);
	});

	it("sends a stream in chunks, once", async () => {
		await using server = await serve((__, response) => response.writeHead(503, { "Retry-After": "0" }).end());
		const client = connect(server.url, { retry: { delay: () => 0 } });
		const error = await rejection(send(client, upload, { body: new Blob(["abc"]).stream() }), ApiError);
		expect(error).toMatchObject({ status: 503, attempts: 1 });
		expect(server.received.map(({ headers, body }) => [headers["transfer-encoding"], body])).toEqual([
			["chunked", "abc"],
		]);
	});

	it("ends an upload that is aborted", async () => {
		let closed = false;
		const sockets = new Set<Socket>();
		const slow = createServer((request) => {
			request.resume().once("close", () => {
				closed = true;
			});
		}).on("connection", (socket) => sockets.add(socket));
		await new Promise<void>((resolve) => slow.listen(0, "127.0.0.1", resolve));
		const abort = new AbortController();
		const client = connect(`http://127.0.0.1:${(slow.address() as AddressInfo).port}`);
		let pulled = 0;
		const endless = new ReadableStream<Uint8Array>({
			pull(controller) {
				pulled += 1;
				if (pulled > 1) return new Promise(() => {});
				controller.enqueue(new Uint8Array(1000));
			},
		});
		const call = rejection(send(client, upload, { body: endless }, { signal: abort.signal }), AbortedError);
		await expect.poll(() => sockets.size).toBe(1);
		abort.abort();
		expect((await call).maybeApplied).toBe(true);
		await expect.poll(() => closed).toBe(true);
		for (const socket of sockets) socket.destroy();
		await new Promise((resolve) => slow.close(resolve));
	});

	it("says of a body that breaks off which status and headers had come", async () => {
		await using server = await serveBytes((socket) => {
			socket.end("HTTP/1.1 200 OK\r\nX-Tag: a\r\nContent-Length: 99\r\n\r\n[{");
		});
		const error = await rejection(send(connect(server.url), getThing, seven), NetworkError);
		expect([error.status, error.headers?.get("x-tag"), error.sent]).toEqual([200, "a", true]);
		expect(error.message).toMatch(/^GET \/things\/7 answered 200, and then the body broke off/);
		expect(JSON.stringify(error)).not.toContain("x-tag");
	});

	it("reads what a server says that closes its half first, and bodies without an end", async () => {
		await using server = await serveBytes((socket) => socket.end('HTTP/1.0 200 OK\r\n\r\n{"a":1}'));
		expect((await send(connect(server.url), getThing, seven)).data).toEqual({ a: 1 });
	});

	it("passes over informational answers", async () => {
		await using server = await serveBytes((socket) =>
			socket.end("HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]"),
		);
		expect((await send(connect(server.url), getThing, seven)).data).toEqual([]);
	});
});

describe("the transport for Node", () => {
	it("asks for compression where it is told to", async () => {
		await using server = await serve((_, response) => json(response, 200, []));
		await using compressing = nodeTransport({ compression: true });
		for (const one of [transport, compressing]) {
			await send(createApiClient({ baseUrl: server.url, transport: one }, description), getThing, seven);
		}
		const asked = server.received.map(({ headers }) => headers["accept-encoding"]);
		expect(asked[0]).toBeUndefined();
		expect(asked[1]).toMatch(/^gzip, deflate, br/);
	});

	it("sends through a proxy that it is told of", async () => {
		await using server = await serve((_, response) => json(response, 200, []));
		const asked: string[] = [];
		const proxy = createServer((_, response) => response.writeHead(500).end());
		proxy.on("connect", ({ url = "" }, socket: Socket) => {
			asked.push(url);
			const { port } = new URL(`http://${url}`);
			const onward = connectTcp(Number(port), "127.0.0.1", () => {
				socket.write("HTTP/1.1 200 OK\r\n\r\n");
				onward.pipe(socket).pipe(onward);
			});
			for (const one of [onward, socket]) one.on("error", () => {});
		});
		await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
		{
			await using through = nodeTransport({ proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` });
			const client = createApiClient({ baseUrl: server.url, transport: through }, description);
			expect((await send(client, getThing, seven)).data).toEqual([]);
		}
		expect(asked).toEqual([new URL(server.url).host]);
		proxy.closeAllConnections();
		await new Promise((resolve) => proxy.close(resolve));
	});
});

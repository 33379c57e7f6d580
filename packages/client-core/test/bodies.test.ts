import { afterAll, describe, expect, it } from "vitest";
import {
	AbortedError,
	type ApiClient,
	ApiError,
	type BodyKind,
	ClientError,
	type ClientOptions,
	createApiClient,
	createClient,
	type Download,
	InvalidParameterError,
	isClientError,
	MalformedResponseError,
	NetworkError,
	type Operation,
	type Progress,
	type RequestBody,
	type ServerSentEvent,
	send,
	TimeoutError,
} from "../src/index.js";
import { nodeTransport } from "../src/node.js";
import * as wire from "../src/wire.js";
import { createXmlCodecs } from "../src/xml.js";
import { rejection } from "./rejection.js";
import { serve, serveBytes } from "./server.js";

const bytes = new Uint8Array([0x25, 0x50, 0x44, 0x46, 0xff, 0xfe, 0x00]);
const thing = { Name: "Bücher", Size: 7 };
const schema = {
	type: "object",
	xml: { name: "Thing" },
	properties: { Name: { type: "string" }, Size: { type: "integer" } },
} as const;

/** One row: what is sent and what arrives; what is answered, and what it is read as. */
interface Row {
	readonly mediaType: string | undefined;
	readonly kind?: BodyKind;
	/** Absent where no request has such a body. */
	readonly request?: { readonly value: unknown; readonly sent: string | RegExp | Uint8Array; readonly path?: object };
	readonly answer: {
		readonly body: string | Uint8Array;
		read(data: unknown): Promise<unknown>;
		readonly value: unknown;
		readonly parseAs?: "text" | "arrayBuffer" | "blob" | "stream";
		/** What a call by path reads, where it is not the same. */
		readonly byPath?: unknown;
	};
}

const same = async (data: unknown): Promise<unknown> => data;
const all = async (data: unknown): Promise<unknown[]> => {
	const items: unknown[] = [];
	for await (const item of data as AsyncIterable<unknown>) items.push(item);
	return items;
};
const json = JSON.stringify(thing);
const form = (data: unknown) => Promise.resolve(Object.fromEntries(data as FormData));

const rows: Readonly<Record<string, Row>> = {
	none: { mediaType: undefined, answer: { body: "", read: same, value: undefined } },
	JSON: {
		mediaType: "application/json",
		request: { value: thing, sent: json },
		answer: { body: json, read: same, value: thing },
	},
	"any +json": {
		mediaType: "application/vnd.things+json",
		kind: "json",
		request: { value: thing, sent: json },
		answer: { body: json, read: same, value: thing },
	},
	"problem details": {
		mediaType: "application/problem+json",
		kind: "json",
		request: { value: { title: "No." }, sent: '{"title":"No."}' },
		answer: { body: '{"title":"No."}', read: same, value: { title: "No." } },
	},
	text: {
		mediaType: "text/plain",
		kind: "text",
		request: { value: "Bücher", sent: "Bücher" },
		answer: { body: "started", read: same, value: "started", parseAs: "text" },
	},
	CSV: {
		mediaType: "text/csv",
		kind: "text",
		request: { value: "a,b\r\n1,2\r\n", sent: "a,b\r\n1,2\r\n" },
		answer: { body: "a,b\r\n1,2\r\n", read: same, value: "a,b\r\n1,2\r\n", parseAs: "text" },
	},
	binary: {
		mediaType: "application/pdf",
		kind: "binary",
		request: { value: bytes, sent: bytes },
		answer: {
			body: bytes,
			read: async (data) => (data instanceof ArrayBuffer ? new Uint8Array(data) : (data as Download).bytes()),
			value: bytes,
			parseAs: "arrayBuffer",
		},
	},
	form: {
		mediaType: "application/x-www-form-urlencoded",
		kind: "form",
		request: {
			value: { name: "a&b", tags: ["x", "y"] },
			sent: "name=a%26b&tags=x&tags=y",
			path: { body: new URLSearchParams("name=a%26b&tags=x&tags=y") },
		},
		answer: {
			body: "name=a%26b&tags=x&tags=y",
			read: same,
			value: { name: "a&b", tags: ["x", "y"] },
			parseAs: "text",
			byPath: "name=a%26b&tags=x&tags=y",
		},
	},
	multipart: {
		mediaType: "multipart/form-data",
		kind: "multipart",
		request: {
			value: { name: "a", file: new File([bytes], "a.pdf", { type: "application/pdf" }) },
			sent: /name="name"\r\n\r\na\r\n[\s\S]*name="file"; filename="a\.pdf"\r\nContent-Type: application\/pdf\r\n\r\n%PDF/,
		},
		answer: {
			body: '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n',
			read: form,
			value: { a: "1" },
			parseAs: "text",
			byPath: undefined,
		},
	},
	XML: {
		mediaType: "application/xml",
		kind: "xml",
		request: {
			value: thing,
			sent: /<Thing[^>]*><Name>Bücher<\/Name><Size>7<\/Size><\/Thing>/,
			path: { body: "<Thing><Name>Bücher</Name><Size>7</Size></Thing>" },
		},
		answer: {
			body: "<Thing><Name>Bücher</Name><Size>7</Size></Thing>",
			read: same,
			value: thing,
			parseAs: "text",
			byPath: "<Thing><Name>Bücher</Name><Size>7</Size></Thing>",
		},
	},
	"event stream": {
		mediaType: "text/event-stream",
		kind: "events",
		answer: {
			body: "event: step\ndata: 1\nid: 7\n\ndata: 2\ndata: 3\n\n",
			read: all,
			value: [
				{ event: "step", data: "1", id: "7", retry: undefined },
				{ event: "message", data: "2\n3", id: "7", retry: undefined },
			],
			parseAs: "text",
			byPath: "event: step\ndata: 1\nid: 7\n\ndata: 2\ndata: 3\n\n",
		},
	},
	"newline-separated JSON": {
		mediaType: "application/x-ndjson",
		kind: "jsonLines",
		request: { value: [thing, thing], sent: `${json}\n${json}\n` },
		answer: { body: `${json}\n${json}`, read: all, value: [thing, thing], parseAs: "text", byPath: `${json}\n${json}` },
	},
};

const transport = nodeTransport();
afterAll(() => transport.close());
const transports: Readonly<Record<string, Partial<ClientOptions>>> = {
	fetch: {},
	"own fetch": { fetch: (request) => fetch(request) },
	middleware: { middleware: [{ onRequest: () => undefined, onResponse: () => undefined }] },
	"Node transport": { transport },
};

const operationOf = ({ mediaType, kind, request }: Row): Operation => ({
	id: "sendThing",
	method: "POST",
	path: "/things",
	success: [200],
	...(mediaType === undefined && { withoutBody: [200] }),
	...(kind && {
		wire: {
			...(request && { requestBody: { mediaType: mediaType ?? "", kind } }),
			responseBodies: { 200: kind },
			accept: mediaType ?? "",
		},
	}),
});

const description = {
	wire: () => Promise.resolve(wire),
	xml: async () => ({
		codecs: createXmlCodecs({
			schemas: {},
			operations: { sendThing: { request: schema, responses: { 200: schema } } },
		}),
	}),
};
const connect = (baseUrl: string, more: Partial<ClientOptions> = {}) =>
	createClient<Record<string, never>>({ baseUrl, retry: false, ...more }, description);
type Path = (path: string, init: object) => Promise<{ data: unknown; response: Response }>;
const byPath = (client: ApiClient): Path => (client as unknown as { POST: Path }).POST;

/** Cells by kind and direction, for the table that is printed at the end. */
const cells = new Map<string, string[]>();
afterAll(() => {
	const lines = [...cells].map(([row, names]) => `${row.padEnd(34)}${names.join(", ")}`);
	console.log(`bodies that work\n${lines.join("\n")}`);
});
const works = (row: string, name: string): void => {
	cells.set(row, [...(cells.get(row) ?? []), name]);
};

describe.each(Object.entries(transports))("over %s", (name, options) => {
	describe.each(Object.entries(rows))("a body of the kind %s", (kind, row) => {
		const { mediaType, request, answer } = row;
		const answers = () =>
			serve((_, response) => {
				if (mediaType === undefined) return response.writeHead(200, { "Content-Length": 0 }).end();
				const boundary = kind === "multipart" ? "; boundary=x" : "";
				response.writeHead(200, { "Content-Type": mediaType + boundary }).end(answer.body);
			});
		const check = (body: Buffer): void => {
			if (request === undefined) return;
			const { sent } = request;
			if (sent instanceof Uint8Array) expect(new Uint8Array(body)).toEqual(sent);
			else if (sent instanceof RegExp) expect(body.toString()).toMatch(sent);
			else expect(body.toString()).toBe(sent);
		};

		it("is written and read by a function", async () => {
			await using server = await answers();
			const input = request === undefined ? {} : { body: request.value };
			const { data } = await send(connect(server.url, options), operationOf(row), input);
			expect(await answer.read(data)).toEqual(answer.value);
			const [one] = server.received;
			check(one?.bytes ?? Buffer.of());
			if (request) expect(one?.headers["content-type"]?.split(";")[0]).toBe(mediaType);
			if (mediaType) expect(one?.headers.accept).toBe(mediaType);
			works(`${kind}, answer`, `${name} function`);
			if (request) works(`${kind}, request`, `${name} function`);
		});

		it("is written and read by a call by path", async () => {
			await using server = await answers();
			const client = connect(server.url, options);
			const init = {
				...(mediaType && kind !== "multipart" && request && { headers: { "content-type": mediaType } }),
				...(kind === "multipart" && { headers: { "content-type": "multipart/form-data" } }),
				...(request && { body: request.value, ...request.path }),
				...(answer.parseAs && { parseAs: answer.parseAs }),
			};
			const { data } = await byPath(client)("/things", init);
			if (kind === "multipart") expect(data).toContain('name="a"');
			else expect("byPath" in answer ? data : await answer.read(data)).toEqual(answer.byPath ?? answer.value);
			const [one] = server.received;
			check(one?.bytes ?? Buffer.of());
			if (request) expect(one?.headers["content-type"]?.split(";")[0]).toBe(mediaType);
			works(`${kind}, answer`, `${name} path`);
			if (request) works(`${kind}, request`, `${name} path`);
		});
	});

	it.each(["blob", "arrayBuffer", "stream"] as const)("gives a call by path its bytes as %s", async (parseAs) => {
		await using server = await serve((_, response) => response.writeHead(200).end(bytes));
		const { data } = await byPath(connect(server.url, options))("/things", { parseAs });
		expect(new Uint8Array(await new Response(data as Blob).arrayBuffer())).toEqual(bytes);
	});

	it("streams up in bounded memory, tells of its progress, and is not tried again", async () => {
		let received = 0;
		await using server = await serveStreams((chunk) => {
			received += chunk.length;
		});
		const chunk = new Uint8Array(64 * 1024);
		let made = 0;
		let ahead = 0;
		async function* chunks() {
			for (; made < 256; made += 1) {
				ahead = Math.max(ahead, made * chunk.length - received);
				yield chunk;
			}
		}
		const told: Progress[] = [];
		const operation = operationOf({ ...(rows.binary as Row) });
		const client = connect(server.url, { ...options, retry: { delay: () => 0 } });
		const call = send(client, operation, { body: chunks() }, { onUploadProgress: (one) => told.push(one) });
		expect(await rejection(call, Error)).toMatchObject({ status: 503, attempts: 1 });
		expect(received).toBe(256 * chunk.length);
		expect(told.at(-1)).toEqual({ loaded: received, total: undefined });
		expect(ahead).toBeLessThan(12 * 1024 * 1024);
	});

	it("streams down no faster than it is read, with progress, until it is aborted", async () => {
		const sent = { bytes: 0, closed: false };
		await using server = await serve((_, response) => {
			response.writeHead(200, { "Content-Type": "application/pdf", "Content-Length": 1e9 });
			const chunk = Buffer.alloc(64 * 1024);
			const write = (): void => {
				while (!sent.closed && response.write(chunk)) sent.bytes += chunk.length;
			};
			response.on("drain", write).once("close", () => {
				sent.closed = true;
			});
			write();
		});
		const abort = new AbortController();
		const told: Progress[] = [];
		const { data } = await send<Download>(connect(server.url, options), operationOf(rows.binary as Row), undefined, {
			signal: abort.signal,
			onDownloadProgress: (one) => told.push(one),
		});
		expect(data.size).toBe(1e9);
		const reader = data.stream.getReader();
		for (let read = 0; read < 1e6; ) read += (await reader.read()).value?.byteLength ?? 0;
		expect(told.at(-1)).toMatchObject({ total: 1e9 });
		expect(sent.bytes).toBeLessThan(64e6);
		abort.abort(new Error("enough"));
		const error = await rejection(reader.read(), AbortedError);
		expect((error.cause as Error).message).toBe("enough");
		await expect.poll(() => sent.closed).toBe(true);
	});

	it("says of an upload that what it is read from has failed", async () => {
		await using server = await serve((_, response) => response.end());
		async function* failing() {
			yield bytes;
			throw new Error("The disk is gone.");
		}
		const client = connect(server.url, { ...options, retry: { delay: () => 0 } });
		const error = await rejection(send(client, operationOf(rows.binary as Row), { body: failing() }), ClientError);
		expect(error.message).toBe("POST /things broke off, since its body could not be read");
		expect([(error.cause as Error).message, error.attempts]).toEqual(["The disk is gone.", 1]);
	});

	it("ends a stream with the timeout that was named, and no other", async () => {
		await using server = await serve((_, response) => {
			response.writeHead(200, { "Content-Type": "application/x-ndjson" }).write('{"a":1}\n');
		});
		const lines = operationOf(rows["newline-separated JSON"] as Row);
		for (const [timeout, message] of [
			[{ total: 100 }, "did not end within 100 ms"],
			[{ try: 90 }, "was not answered within 90 ms"],
		] as const) {
			const { data } = await send(connect(server.url, options), lines, { body: [] }, { timeout });
			const read = (data as AsyncIterable<unknown>)[Symbol.asyncIterator]();
			expect((await read.next()).value).toEqual({ a: 1 });
			expect((await rejection(read.next(), TimeoutError)).message).toContain(message);
		}
	});

	it("says of a download that breaks off what had come", async () => {
		await using server = await serveBytes((socket) => {
			socket.end("HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nX-Tag: a\r\nContent-Length: 99\r\n\r\n%PDF");
		});
		const { data } = await send<Download>(connect(server.url, options), operationOf(rows.binary as Row));
		const error = await rejection(data.bytes(), Error);
		expect(isClientError(error, "NetworkError") && [error.status, error.headers?.get("x-tag")]).toEqual([200, "a"]);
	});
});

/** A server that reads what is sent piece by piece, and answers 503 at the end. */
async function serveStreams(read: (chunk: Buffer) => void) {
	const { createServer } = await import("node:http");
	const server = createServer(async (request, response) => {
		for await (const chunk of request) read(chunk);
		response.writeHead(503, { "Retry-After": "0" }).end();
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
		async [Symbol.asyncDispose]() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

describe("a download", () => {
	it.each([
		['attachment; filename="a b.pdf"', "a b.pdf"],
		["attachment; filename*=UTF-8''B%C3%BCcher.pdf; filename=b.pdf", "Bücher.pdf"],
		['attachment; filename="../../etc/passwd"', "passwd"],
		['attachment; filename=".."', undefined],
		["inline", undefined],
	])("named by %s is %s", async (disposition, fileName) => {
		await using server = await serve((_, response) =>
			response.writeHead(200, { "Content-Disposition": disposition }).end(bytes),
		);
		await using data = (await send<Download>(connect(server.url), operationOf(rows.binary as Row))).data;
		expect(data.fileName).toBe(fileName);
	});
});

describe("lines and events", () => {
	const read = async (row: string, body: string): Promise<unknown[]> => {
		await using server = await serve((_, response) => response.writeHead(200).end(body));
		const operation = {
			...operationOf({ ...(rows[row] as Row), ...(row === "event stream" && { kind: "jsonEvents" }) }),
		};
		return all((await send(connect(server.url), operation)).data);
	};

	it("may be separated in any way, and come with a record separator", async () => {
		expect(await read("newline-separated JSON", '\u001e{"a":1}\n\r\n\u001e{"a":2}\r\n')).toEqual([{ a: 1 }, { a: 2 }]);
		const records = '\u001e{"a":\n 1}\n\u001e2\n\u001e[3]\u001e"4"';
		expect(await read("newline-separated JSON", records)).toEqual([{ a: 1 }, 2, [3], "4"]);
		const events = (await read(
			"event stream",
			': hi\r\ndata:1\r\rdata: {"a":2}\nretry: 9\n\ndata: [DONE]\n\n',
		)) as ServerSentEvent[];
		expect(events.map(({ data }) => data)).toEqual([1, { a: 2 }]);
		expect(events[1]?.retry).toBe(9);
	});

	it("that are no such thing are an error, and not nothing", async () => {
		const answered = async (row: string, type: string, body: string) => {
			await using server = await serve((_, response) => response.writeHead(200, { "Content-Type": type }).end(body));
			return await rejection(send(connect(server.url), operationOf(rows[row] as Row)), MalformedResponseError);
		};
		const page = "<!doctype html><title>Log in</title>";
		for (const row of ["text", "binary", "event stream", "newline-separated JSON"]) {
			expect((await answered(row, "text/html; charset=utf-8", page)).message).toMatch(
				/answered 200 with an HTML page$/,
			);
		}
		expect((await answered("event stream", "application/json", '{"error":"No."}')).message).toMatch(
			/with JSON instead of an event stream$/,
		);
	});

	it("that end early: an event that is not complete is none, a line that is not JSON an error", async () => {
		expect(await read("event stream", "data: 1\n\ndata: 2\n")).toHaveLength(1);
		const error = await rejection(read("newline-separated JSON", '{"a":1}\n{"a":'), MalformedResponseError);
		expect(error.message).toBe("POST /things answered 200 with line 2 that is not JSON");
		for (const [body, place] of [
			['\u001e{"a":1}\n\u001e{"a":', "a text at its end"],
			['\u001e{"a":\n\u001e{"a":2}\n', "a text before line 2"],
		] as const) {
			const cut = await rejection(read("newline-separated JSON", body), MalformedResponseError);
			expect(cut.message).toBe(`POST /things answered 200 with ${place} that is not JSON`);
		}
	});
});

it("a success without a body may have text that no document speaks of, but no page of somebody else", async () => {
	await using server = await serve(({ url }, response) =>
		url === "/things"
			? response.writeHead(200, { "Content-Type": "text/plain" }).end("OK")
			: response.writeHead(200, { "Content-Type": "text/html" }).end("<!DOCTYPE html><title>Log in</title>"),
	);
	const operation = operationOf(rows.none as Row);
	expect((await send(connect(server.url), operation)).data).toBeUndefined();
	const page = send(connect(server.url), { ...operation, path: "/page" });
	expect((await rejection(page, MalformedResponseError)).message).toContain("with an HTML page (Log in)");
});

describe("integers of 64 bits are whole, in requests and answers, in", () => {
	const wide = { id: 9007199254740993n };
	const text = '{"id":9007199254740993}';
	const schema = {
		type: "object",
		xml: { name: "Wide" },
		properties: { id: { type: "integer", format: "int64" } },
	} as const;
	const codecs = createXmlCodecs({
		schemas: {},
		operations: { sendThing: { request: schema, responses: { 200: schema } } },
	});
	const about = { ...description, json: () => import("../src/wide-json.js"), xml: async () => ({ codecs }) };

	it.each([
		["any +json", wide, text, wide],
		["newline-separated JSON", [wide], `${text}\n`, [wide]],
		["multipart", { wide }, text, undefined],
		["form", wide, "id=9007199254740993", undefined],
		["XML", wide, "<id>9007199254740993</id>", wide],
	] as const)("a body of the kind %s", async (kind, body, sent, read) => {
		await using server = await serve(({ body: got }, response) => response.end(got));
		const operation = operationOf(rows[kind] as Row);
		const client = createApiClient({ baseUrl: server.url }, about);
		const input = { body, query: { q: 9007199254740993n, in: wide } };
		const wire = { ...operation.wire, parameters: { query: { in: { contentType: "application/json" } } } };
		if (read === undefined) {
			await send(
				client,
				{
					...operation,
					withoutBody: [200],
					wire: { requestBody: wire.requestBody as RequestBody, parameters: wire.parameters },
				},
				input,
			);
		} else {
			const { data } = await send(client, { ...operation, wire }, input);
			expect(Array.isArray(read) ? await all(data) : data).toEqual(read);
		}
		expect(server.received[0]?.body).toContain(sent);
		expect(server.received[0]?.url).toBe(`/things?q=9007199254740993&in=${encodeURIComponent(text)}`);
	});

	it("events and errors", async () => {
		await using server = await serve(({ url }, response) =>
			url === "/things"
				? response.writeHead(200, { "Content-Type": "text/event-stream" }).end(`data: ${text}\n\n`)
				: response.writeHead(409, { "Content-Type": "application/json" }).end(text),
		);
		const client = createApiClient({ baseUrl: server.url }, about);
		const events = operationOf({ ...(rows["event stream"] as Row), kind: "jsonEvents" });
		expect(await all((await send(client, events)).data)).toMatchObject([{ data: wide }]);
		const failing = send(client, { ...operationOf(rows.JSON as Row), path: "/none" });
		expect((await rejection(failing, ApiError)).body).toEqual(wide);
	});
});

it("a body of a wrong type is refused before anything is sent", async () => {
	await using server = await serve((_, response) => response.end());
	const client = connect(server.url);
	for (const [row, body] of [
		["text", { a: 1 }],
		["multipart", "a"],
		["binary", 7],
		["newline-separated JSON", 7],
		["newline-separated JSON", [{ a: 1 }, undefined]],
	] as const) {
		const call = send(client, operationOf(rows[row] as Row), { body });
		expect((await rejection(call, InvalidParameterError)).message).toMatch(
			/was not sent: the body is of another type: /,
		);
	}
	expect(server.received).toEqual([]);
});

it("a success by path that is not JSON says how to read it", async () => {
	await using server = await serve((_, response) => response.writeHead(200, { "Content-Type": "text/csv" }).end("a,b"));
	const error = await rejection(byPath(connect(server.url))("/things", {}), MalformedResponseError);
	expect(error.message).toBe(
		"POST /things answered 200 with a body that is not JSON but text/csv; `parseAs` says how else to read it",
	);
	expect(error).not.toBeInstanceOf(NetworkError);
});

it("parts of a multipart body are written by the document's encoding", async () => {
	await using server = await serve((_, response) => response.writeHead(200, { "Content-Length": 0 }).end());
	const operation: Operation = {
		id: "attach",
		method: "POST",
		path: "/files",
		success: [200],
		withoutBody: [200],
		wire: {
			requestBody: {
				mediaType: "multipart/form-data",
				kind: "multipart",
				encoding: { notes: { contentType: "text/csv", headers: { "X-Tag": "a" } } },
			},
		},
	};
	const body = { notes: "a,b", about: { a: 1 }, tags: ["x", "y"], none: undefined, nothing: null, 'q"\n': bytes };
	await send(connect(server.url), operation, { body });
	const text = server.received[0]?.body ?? "";
	const heads = [...text.matchAll(/--\S+\r\n([\s\S]*?)\r\n\r\n/g)].map(([, head]) => head?.replaceAll("\r\n", " | "));
	expect(heads).toEqual([
		'Content-Disposition: form-data; name="notes" | Content-Type: text/csv | X-Tag: a',
		'Content-Disposition: form-data; name="about" | Content-Type: application/json',
		'Content-Disposition: form-data; name="tags"',
		'Content-Disposition: form-data; name="tags"',
		'Content-Disposition: form-data; name="q%22%0D%0A"; filename="q%22%0D%0A" | Content-Type: application/octet-stream',
	]);
});

import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { basePath } from "../src/document.js";
import { BODY_LIMIT } from "../src/http/serve-operation.js";
import { expectDocumentedRefusal } from "./support/documented.js";
import { parseAnswers, type RawAnswer, rawRequest, sendRaw } from "./support/raw.js";
import { createGroup, newStore, type Service, sharedService } from "./support/service.js";

const POST = `POST ${basePath}/CustomerGroups HTTP/1.1`;
const JSON_TYPE = "Content-Type: application/json";
const KEEP = "Connection: keep-alive";

/** Clients of this service have to be quick. */
const shared = sharedService({
	timeouts: { headers: 300, request: 600, checkEvery: 50, silence: 1500, keepAlive: 300 },
});

async function start() {
	const service = shared();
	const credentials = await newStore(service.data);
	const count = async () => (await service.call("GET", "/CustomerGroups?countonly=1", { credentials })).json;
	const create = (name: string, headers: string[] = []) =>
		rawRequest({
			line: POST,
			credentials,
			headers: [JSON_TYPE, `Content-Length: ${11 + name.length}`, ...headers],
			body: `{"Name":"${name}"}`,
		});
	const read = (path: string, headers: string[] = []) => rawRequest({ path, credentials, headers });
	return { ...service, credentials, count, create, read };
}

async function open({ port }: Service): Promise<{ socket: Socket; received: () => string; closed: Promise<unknown> }> {
	const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
	onTestFinished(() => {
		socket.destroy();
	});
	let text = "";
	socket.setEncoding("utf8").on("data", (part: string) => {
		text += part;
	});
	socket.on("error", () => undefined).on("end", () => socket.end());
	await once(socket, "connect");
	return { socket, received: () => text, closed: once(socket, "close") };
}

/** How many connections a service has. */
function connections({ server }: Service): Promise<number> {
	return new Promise((resolve) => {
		server.getConnections((_, count) => resolve(count));
	});
}

function expectRefusals(answers: readonly RawAnswer[], statuses: readonly number[]): void {
	expect(answers.map(({ status }) => status)).toEqual(statuses);
	for (const { status, headers, body } of answers) {
		expectDocumentedRefusal({ status, contentType: headers["content-type"], body });
	}
}

describe("slow senders", () => {
	it("who sends nothing is cut off", async () => {
		const { closed, received } = await open(shared());
		await closed;
		expect(received()).toMatch(/^(?:HTTP\/1\.1 408 |$)/);
	});

	it.each([
		["a line", (request: string) => request.slice(0, 20)],
		["headers", (request: string) => request.slice(0, request.indexOf("Content-Length"))],
		["a body", (request: string) => request.slice(0, -3)],
		["nothing of a body", (request: string) => request.slice(0, request.indexOf("\r\n\r\n") + 4)],
	])("who stops within %s is told 408, and nothing is written", async (_, cut) => {
		const { port, create, count } = await start();
		expectRefusals(parseAnswers(await sendRaw(port, cut(create("slow")))), [408]);
		expect(await count()).toEqual({ TotalCount: 0 });
	});

	it.each([
		["headers", "X-Slow: "],
		["a body in chunks", `${JSON_TYPE}\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n `],
	])("who sends %s byte by byte is told 408 all the same", async (_, then) => {
		const service = await start();
		const { socket, received, closed } = await open(service);
		const [head = ""] = rawRequest({ line: POST, credentials: service.credentials }).split("\r\n\r\n");
		socket.write(`${head}\r\n${then}`);
		const drip = setInterval(
			() => socket.write(then.endsWith(" ") && then.includes("chunked") ? "\r\n1\r\n " : "x"),
			20,
		);
		await closed;
		clearInterval(drip);
		expectRefusals(parseAnswers(received()), [408]);
	});

	it("who does not read the answers is cut off", async () => {
		const service = await start();
		const Description = "x".repeat(65_535);
		for (let group = 0; group < 60; group++) {
			await createGroup(service.call, service.credentials, {
				Name: "large",
				Description,
				RegistrationMessage: Description,
			});
		}
		const { socket } = await open(service);
		socket.pause();
		for (let request = 0; request < 4; request++) socket.write(service.read("/CustomerGroups?limit=500", [KEEP]));
		await once(service.server, "request");
		await expect.poll(() => connections(service), { timeout: 10_000 }).toBe(0);
	});

	it.each([
		["what is no request", "no request\r\n\r\n", 400],
		["half of a request", "GET /", 408],
	])("who is refused for %s and leaves the connection open is cut off", async (_, text, status) => {
		const service = await start();
		const socket = connect({ port: service.port, host: "127.0.0.1", allowHalfOpen: true });
		onTestFinished(() => {
			socket.destroy();
		});
		socket.write(text);
		const [answer] = await once(socket.setEncoding("utf8"), "data");
		expect(answer.startsWith(`HTTP/1.1 ${status} `)).toBe(true);
		await expect.poll(() => connections(service), { timeout: 10_000 }).toBe(0);
	});

	it("an idle connection is closed", async () => {
		const service = await start();
		const { socket, received, closed } = await open(service);
		socket.write(service.read("/CustomerGroups?countonly=1", [KEEP]));
		await closed;
		expect(parseAnswers(received()).map(({ status }) => status)).toEqual([200]);
	});
});

describe("pipelines", () => {
	it("200 requests at once have their answers in order", async () => {
		const { port, create, read, count } = await start();
		const requests = Array.from({ length: 100 }, (_, index) => [
			create(`group ${index}`, [KEEP]),
			read(`/CustomerGroups/${index + 1}`, [index === 99 ? "Connection: close" : KEEP]),
		]);
		const answers = parseAnswers(await sendRaw(port, requests.flat().join("")));
		expect(answers).toHaveLength(200);
		for (const [index, { status, body }] of answers.entries()) {
			const [entry] = JSON.parse(body) as { Value?: string; CustomerGroupID?: number }[];
			if (index % 2 === 0) expect([status, entry?.Value]).toEqual([201, String(index / 2 + 1)]);
			else expect([status, entry?.CustomerGroupID]).toEqual([200, (index + 1) / 2]); // it sees what was written before it
		}
		expect(await count()).toEqual({ TotalCount: 100 });
	});

	it("a refused request does not spoil the next", async () => {
		const { port, credentials, create, count } = await start();
		const unknown = rawRequest({
			line: `POST ${basePath}/nowhere HTTP/1.1`,
			credentials,
			headers: [KEEP, "Content-Length: 4"],
			body: "GET ",
		});
		const text = parseAnswers(await sendRaw(port, unknown + create("next")));
		expect(text.map(({ status }) => status)).toEqual([404, 201]);
		expect(await count()).toEqual({ TotalCount: 1 });
	});

	it("a body that is longer than its length does not become a request with the credentials before it", async () => {
		const { port, credentials, create, count } = await start();
		const smuggled = `${create("seen", [KEEP])}DELETE ${basePath}/CustomerGroups/1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`;
		const answers = parseAnswers(await sendRaw(port, smuggled));
		expect(answers.map(({ status }) => status)).toEqual([201, 401]);
		expect(await count()).toEqual({ TotalCount: 1 });
		expect(credentials.Token).not.toBe("");
	});

	it("what follows a request and is none never takes the place of its answer", async () => {
		const { port, create, count } = await start();
		for (let round = 1; round <= 20; round++) {
			const answers = parseAnswers(await sendRaw(port, `${create("written", [KEEP])}nonsense\r\n\r\n`));
			const [first] = answers;
			// The first answer, if any came, is that of the first request.
			if (first) expect(first.status).toBe(201);
			expectRefusals(answers.slice(1), answers.length > 1 ? [400] : []);
			expect(await count()).toEqual({ TotalCount: round });
		}
	});

	it("what stands after Connection: close is left", async () => {
		const { port, create, count } = await start();
		const answers = parseAnswers(await sendRaw(port, create("first") + create("second")));
		expect(answers.map(({ status }) => status)).toEqual([201]);
		expect(await count()).toEqual({ TotalCount: 1 });
	});
});

describe("connections that end", () => {
	it("a half-closed connection gets its answer", async () => {
		const { port, create, count } = await start();
		const answers = parseAnswers(await sendRaw(port, create("half", [KEEP]), { end: true }));
		expect(answers.map(({ status }) => status)).toEqual([201]);
		expect(await count()).toEqual({ TotalCount: 1 });
	});

	it("half-closed within a request: nothing is written", async () => {
		const { port, create, count } = await start();
		const whole = create("half");
		for (const end of [10, whole.indexOf("Content-Length"), whole.length - 12, whole.length - 1]) {
			const answers = parseAnswers(await sendRaw(port, whole.slice(0, end), { end: true }));
			expectRefusals(answers, answers.length > 0 ? [400] : []);
		}
		expect(await count()).toEqual({ TotalCount: 0 });
	});

	it("reset at any point: nothing is half written, and the service goes on", async () => {
		const service = await start();
		const whole = service.create("reset");
		for (let end = 1; end < whole.length; end += 7) {
			const { socket, closed } = await open(service);
			socket.write(whole.slice(0, end), () => socket.resetAndDestroy());
			await closed;
		}
		expect(await service.count()).toEqual({ TotalCount: 0 });
	});

	it("a thousand connections that say nothing do not keep others out", async () => {
		const service = await start();
		const silent = await Promise.all(Array.from({ length: 1000 }, () => open(service)));
		expect(await service.count()).toEqual({ TotalCount: 0 });
		for (const { socket } of silent) socket.destroy();
	});
});

describe("bodies", () => {
	it("a declared body of more than four times the limit is refused before it is sent", async () => {
		const { port, credentials } = await start();
		const headers = [JSON_TYPE, KEEP, `Content-Length: ${5 * BODY_LIMIT}`];
		const answers = parseAnswers(await sendRaw(port, rawRequest({ line: POST, credentials, headers })));
		expectRefusals(answers, [413]);
		expect(answers[0]?.headers.connection).toBe("close");
	});

	it("without credentials no body is waited for", async () => {
		const { port } = await start();
		const headers = [JSON_TYPE, `Content-Length: ${BODY_LIMIT}`];
		expectRefusals(parseAnswers(await sendRaw(port, rawRequest({ line: POST, headers }))), [401]);
	});

	it("Expect: 100-continue is answered before the body", async () => {
		const service = await start();
		const { socket, received, closed } = await open(service);
		const [head = "", body = ""] = service.create("asked", ["Expect: 100-continue"]).split("\r\n\r\n");
		socket.write(`${head}\r\n\r\n`);
		await expect.poll(received).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\n/);
		socket.write(body);
		await closed;
		expect(parseAnswers(received()).map(({ status }) => status)).toEqual([100, 201]);
	});

	it("Expect: 100-continue is no reason to ask for a body that is refused anyway", async () => {
		const { port, credentials } = await start();
		const expecting = (length: number) => [JSON_TYPE, KEEP, "Expect: 100-continue", `Content-Length: ${length}`];
		for (const [request, status] of [
			[{ line: POST, headers: expecting(2) }, 401],
			[{ line: POST, credentials, headers: expecting(BODY_LIMIT + 1) }, 413],
			[{ line: POST, credentials, headers: ["Content-Type: text/csv", ...expecting(2).slice(1)] }, 415],
		] as const) {
			const answers = parseAnswers(await sendRaw(port, rawRequest(request)));
			expectRefusals(answers, [status]);
			expect(answers[0]?.headers.connection).toBe("close");
		}
	});

	it("trailers are no headers", async () => {
		const { port, credentials, count } = await start();
		const { Token, ...others } = credentials;
		const headers = [JSON_TYPE, "Transfer-Encoding: chunked", "Trailer: Token"];
		const request = (own: string[]) => rawRequest({ line: POST, headers: [...own, ...headers] });
		const lines = Object.entries(others).map(([name, value]) => `${name}: ${value}`);
		const chunks = `c\r\n{"Name":"a"}\r\n0\r\nToken: ${Token}\r\n\r\n`;
		expectRefusals(parseAnswers(await sendRaw(port, request(lines) + chunks)), [401]);
		expect(await count()).toEqual({ TotalCount: 0 });
		const answers = parseAnswers(await sendRaw(port, request([...lines, `Token: ${Token}`]) + chunks));
		expect(answers.map(({ status }) => status)).toEqual([201]);
	});
});

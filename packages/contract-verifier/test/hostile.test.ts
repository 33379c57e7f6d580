import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runMain } from "./support/run-cli.js";

/** 64 MiB; made once, since making it takes as long as an answer may. */
const BOMB = gzipSync(Buffer.alloc(64 * 1024 * 1024));
const HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

/** Writes the same piece until nobody listens, or so often. */
function repeat(socket: Socket, piece: string | Buffer, times = Number.POSITIVE_INFINITY): void {
	const more = () => {
		while (!socket.destroyed && times-- > 0) if (!socket.write(piece)) return void socket.once("drain", more);
		if (times <= 0) socket.end();
	};
	more();
}

let folder: string;
let spec: string;
let server: Server;
let endpoint: string;
let behave: (socket: Socket) => void;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), "contract-verifier-hostile-"));
	spec = join(folder, "openapi.json");
	const schema = { type: "array", items: { type: "string" } };
	const responses = { 200: { description: "All things.", content: { "application/json": { schema } } } };
	const paths = { "/things": { get: { operationId: "listThings", responses } } };
	writeFileSync(spec, JSON.stringify({ openapi: "3.1.0", info: { title: "Things", version: "1" }, paths }));
	server = createServer((socket) => {
		socket.on("error", () => {});
		socket.once("data", () => behave(socket));
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
	server.close();
	rmSync(folder, { recursive: true });
});

it.each<[string, (socket: Socket) => void, number, RegExp]>([
	["closes at once", (socket) => socket.destroy(), 1, /no answer: ECONNRESET/],
	[
		"sends a space now and then, for ever",
		(socket) => {
			socket.write(`${HEAD}\r\n[`);
			const timer = setInterval(() => socket.write(" "), 50);
			socket.on("close", () => clearInterval(timer));
		},
		1,
		/no answer within 300 ms|did not end within 900 ms/,
	],
	[
		"promises more than it sends",
		(socket) => socket.end(`${HEAD}Content-Length: 99\r\n\r\n[]`),
		1,
		/no answer: ECONNRESET|broke off/,
	],
	[
		"answers a gigabyte",
		(socket) => {
			socket.write(`${HEAD}\r\n`);
			repeat(socket, Buffer.alloc(1024 * 1024, "x"), 1024);
		},
		1,
		/larger than 16 MiB: reading stopped there/,
	],
	[
		"answers a bomb of gzip",
		(socket) => {
			socket.write(`${HEAD}Content-Encoding: gzip\r\nContent-Length: ${BOMB.length}\r\n\r\n`);
			socket.end(BOMB);
		},
		4,
		/Content-Encoding gzip, though no request asks for it/,
	],
	[
		"sends headers without an end",
		(socket) => {
			socket.write(HEAD);
			repeat(socket, `X-More: ${"y".repeat(1000)}\r\n`);
		},
		4,
		/headers without an end, .*HPE_HEADER_OVERFLOW/,
	],
	[
		"sends early hints for ever",
		(socket) => {
			const timer = setInterval(() => socket.write("HTTP/1.1 103 Early Hints\r\n\r\n"), 5);
			socket.on("close", () => clearInterval(timer));
		},
		1,
		/no answer within 300 ms|did not end within 900 ms/,
	],
])("a server that %s: one reason, and the run ends", async (_, behaviour, code, reason) => {
	behave = behaviour;
	const before = process.memoryUsage().rss;
	const run = await runMain(["--spec", spec, "--endpoint", endpoint, "--rate", "off", "--timeout", "0.3"], { env: {} });
	expect(`${run.out}${run.err}`).toMatch(reason);
	expect(run.code).toBe(code);
	expect(`${run.out}${run.err}`.length).toBeLessThan(8_000);
	expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024);
});

it("a document that is a bomb is one line", async () => {
	const bomb = join(folder, "bomb.yaml");
	const levels = Array.from({ length: 10 }, (_, n) => `x-${n + 1}: &a${n + 1} [${`*a${n}, `.repeat(10)}]\n`).join("");
	writeFileSync(bomb, `openapi: 3.1.0\nx-0: &a0 { a: 1 }\n${levels}info: { title: Bomb, version: "1" }\npaths: {}\n`);
	const { code, out, err } = await runMain(["--spec", bomb, "--endpoint", endpoint], { env: {} });
	expect({ code, out }).toEqual({ code: 2, out: "" });
	expect(err).toMatch(/bomb\.yaml: has more than 4000000 values, its YAML aliases written out; use fewer/);
	expect(err.trimEnd().split("\n")).toHaveLength(1);
});

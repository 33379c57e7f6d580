import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { request } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { openSqlite } from "../src/data/sqlite/sqlite-database.js";
import { basePath } from "../src/document.js";
import { BODY_LIMIT } from "../src/http/serve-operation.js";
import { startProcess } from "./support/process.js";
import { rawRequest } from "./support/raw.js";
import { type Credentials, newStore, temporaryFolder } from "./support/service.js";

const MIB = 1024 * 1024;

/** Starts a service with a small heap, as in a small container, of the same size for each version of Node. */
async function start() {
	const database = join(temporaryFolder(), "groups.db");
	const data = openSqlite(database);
	const credentials = await newStore(data);
	const other = await newStore(data);
	await data.close();
	const service = await startProcess({ database, node: ["--max-old-space-size=192", "--max-semi-space-size=16"] });
	onTestFinished(service.kill);
	return { service, credentials, other };
}

/** Sends a body part by part, as fast as it is taken. */
function post(
	url: string,
	credentials: Credentials,
	type: string,
	parts: Iterable<Buffer>,
	length?: number,
): Promise<number> {
	return new Promise((resolve, reject) => {
		const headers = {
			...credentials,
			"Content-Type": type,
			...(length === undefined ? {} : { "Content-Length": length }),
		};
		const sent = request(`${url}/CustomerGroups`, { method: "POST", headers, agent: false }, (answer) => {
			answer.resume().on("end", () => resolve(answer.statusCode ?? 0));
		});
		sent.on("error", reject);
		const iterator = parts[Symbol.iterator]();
		function send(): void {
			for (let next = iterator.next(); !next.done; next = iterator.next()) {
				if (!sent.write(next.value)) {
					sent.once("drain", send);
					return;
				}
			}
			sent.end();
		}
		send();
	});
}

function* repeated(part: Buffer, times: number): Iterable<Buffer> {
	for (let time = 0; time < times; time++) yield part;
}

/** Expects a process to have had no more memory than this, in MiB; where the system tells. */
function expectPeak(pid: number, limit: number): void {
	const status = `/proc/${pid}/status`;
	if (!existsSync(status)) return;
	const kilobytes = Number(/^VmHWM:\s+([0-9]+) kB$/m.exec(readFileSync(status, "utf8"))?.[1]);
	expect(kilobytes / 1024).toBeLessThan(limit);
}

it("24 bodies of 16 MiB at once take up less than half of their size", async () => {
	const { service, credentials } = await start();
	const blanks = Buffer.alloc(MIB, " ");
	function* body(): Iterable<Buffer> {
		yield* repeated(blanks, 15);
		yield blanks.subarray(12);
		yield Buffer.from('{"Name":"a"}');
	}
	const all = Array.from({ length: 24 }, (_, index) =>
		post(service.url, credentials, "application/json", body(), index % 2 === 0 ? BODY_LIMIT : undefined),
	);
	expect(await Promise.all(all)).toEqual(Array.from({ length: 24 }, () => 201));
	expectPeak(service.pid, 400);
}, 60_000);

const BODIES: [name: string, type: string, body: string][] = [
	["objects", "application/json", `[${"{},".repeat(BODY_LIMIT / 3 - 1)}0]`],
	["escapes", "application/json", `{"Name":"${"\\n".repeat(BODY_LIMIT / 2 - 10)}"}`],
	["elements", "text/xml", `<CustomerGroup>${"<a/>".repeat(BODY_LIMIT / 4 - 10)}</CustomerGroup>`],
	["attributes", "text/xml", `<CustomerGroup>${'<a b=""/>'.repeat(BODY_LIMIT / 9 - 10)}</CustomerGroup>`],
	["references", "text/xml", `<CustomerGroup><Name>${"&lt;".repeat(BODY_LIMIT / 4 - 20)}</Name></CustomerGroup>`],
];

it("16 MiB of objects, escapes, elements, attributes or references are refused", async () => {
	const { service, credentials } = await start();
	for (const [name, type, body] of BODIES) {
		expect(await post(service.url, credentials, type, [Buffer.from(body)]), name).toBe(400);
	}
	expectPeak(service.pid, 400);
}, 60_000);

it("a body in a million chunks of one byte takes up little more than in one", async () => {
	const { service, credentials } = await start();
	const headers = ["Content-Type: application/json", "Transfer-Encoding: chunked"];
	const socket = connect(service.port, "127.0.0.1");
	socket.write(rawRequest({ line: `POST ${basePath}/CustomerGroups HTTP/1.1`, credentials, headers }));
	const blanks = Buffer.from("1\r\n \r\n".repeat(10_000));
	for (const part of repeated(blanks, 100)) if (!socket.write(part)) await once(socket, "drain");
	socket.write('c\r\n{"Name":"a"}\r\n0\r\n\r\n');
	const [answer] = await once(socket.setEncoding("utf8"), "data");
	expect(answer).toMatch(/^HTTP\/1\.1 201 /);
	expectPeak(service.pid, 150);
}, 60_000);

it("60 pages of 8 MiB that nobody reads do not keep another store out, and are all there in the end", async () => {
	const { service, credentials, other } = await start();
	const text = "x".repeat(65_535);
	const group = [Buffer.from(JSON.stringify({ Name: "large", Description: text, RegistrationMessage: text }))];
	for (let count = 0; count < 60; count++) {
		expect(await post(service.url, credentials, "application/json", group)).toBe(201);
	}
	const page = (connection: string) =>
		rawRequest({ path: "/CustomerGroups?limit=60", credentials, headers: [`Connection: ${connection}`] });
	const sockets = Array.from({ length: 20 }, () => {
		const socket = connect(service.port, "127.0.0.1").pause();
		socket.write(page("keep-alive") + page("keep-alive") + page("close"));
		return socket;
	});
	expect(await post(service.url, other, "application/json", group)).toBe(201);
	expect((await fetch(`${service.url}/CustomerGroups`, { headers: other })).status).toBe(200);
	const sizes = sockets.map(async (socket) => {
		let size = 0;
		for await (const part of socket) size += part.length;
		return size;
	});
	for (const size of await Promise.all(sizes)) expect(size).toBeGreaterThan(3 * 60 * 131_070);
	expectPeak(service.pid, 400);
}, 60_000);

import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LARGEST_ANSWER } from "../src/limits.js";
import { lockersCredentials, lockersScenarios, lockersSpec } from "./support/paths.js";
import { bin, runCli, runMain } from "./support/run-cli.js";

const env = { CONTRACT_CREDENTIALS: JSON.stringify(lockersCredentials) };
const own = dirname(dirname(bin));

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "contract-verifier-bad-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, text: string): Promise<string> {
	await writeFile(join(folder, name), text);
	return join(folder, name);
}

describe("a file that cannot be used exits 2 and is named, with the place and the remedy", () => {
	const cases: [string, string, string, RegExp][] = [
		[
			"a document that is no YAML",
			"broken.yaml",
			"openapi: 3.0.3\npaths: [\n",
			/broken\.yaml: .*\(3:1\)\. Mend the file/,
		],
		["a document of 4.0", "new.yaml", "openapi: 4.0.0\npaths: {}\n", /new\.yaml: .*4\.0\.0/],
		["a document of 2.0", "old.yaml", 'swagger: "2.0"\npaths: {}\n', /old\.yaml: .*Swagger 2\.0/],
		["a document without paths", "none.yaml", "openapi: 3.0.3\n", /none\.yaml #\/paths/],
		[
			"a document without operations",
			"bare.yaml",
			'openapi: 3.0.3\ninfo: { title: Bare, version: "1" }\npaths: {}\n',
			/bare\.yaml #\/paths: describes no operation/,
		],
		["a document that is empty", "empty.yaml", "", /empty\.yaml/],
		[
			"a reference that leads nowhere",
			"lost.yaml",
			'openapi: 3.0.3\ninfo: { title: T, version: "1" }\npaths: { /a: { get: { responses: { "200": { $ref: "#/components/responses/No" } } } } }\n',
			/lost\.yaml.*~1a\/get\/responses\/200/,
		],
	];
	it.each(cases)("%s", async (_, name, text, message) => {
		const args = ["--spec", await file(name, text), "--endpoint", "http://127.0.0.1:1"];
		const { code, out, err } = await runMain(args, { env });
		expect({ code, out }).toEqual({ code: 2, out: "" });
		expect(err).toMatch(message);
		expect(err.trimEnd().split("\n")).toHaveLength(1);
	});

	const mistakes: [string, string, RegExp][] = [
		["no YAML", "causes: {", /wrong\.yaml:1: /],
		["an unknown member", "operations:\n  getLocker:\n    '200':\n      locker: { natrual: true }\n", /:4 .*natrual/],
		["an unknown operation", "operations:\n  getLoker: {}\n", /:2 operations\.getLoker: .*nearest: getLocker/],
	];
	it.each(mistakes)("a scenarios file with %s", async (_, text, message) => {
		const scenarios = await file("wrong.yaml", text);
		const args = ["--spec", lockersSpec, "--scenarios", scenarios, "--endpoint", "http://127.0.0.1:1"];
		const { code, err } = await runMain(args, { env });
		expect(code).toBe(2);
		expect(err).toMatch(message);
	});

	it("a document from a server that has none", async () => {
		const server = createHttpServer((_, response) => response.writeHead(404).end("nothing here"));
		await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
		const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/openapi.yaml`;
		try {
			const { code, err } = await runMain(["--spec", url, "--endpoint", "http://127.0.0.1:1"], { env });
			expect(code).toBe(2);
			expect(err).toContain(url);
		} finally {
			server.closeAllConnections();
			server.close();
		}
	});
});

describe("a hook file of its own that does not load exits 4", () => {
	const hooks: [string, string | undefined][] = [
		["is missing", undefined],
		["throws", 'throw new Error("planted");\n'],
		["does nothing", "\n"],
		["is no JavaScript", "const = ;\n"],
	];
	it.concurrent.each(hooks)("because it %s", async (name, text) => {
		const copy = join(folder, `copy ${name}`);
		await mkdir(join(copy, "hooks"), { recursive: true });
		for (const part of ["bin", "dist", "schema", "package.json"])
			await cp(join(own, part), join(copy, part), { recursive: true });
		await symlink(
			fileURLToPath(new URL("../../../node_modules", import.meta.url)),
			join(copy, "node_modules"),
			"junction",
		);
		if (text !== undefined) await writeFile(join(copy, "hooks/dredd-hooks.cjs"), text);
		const server = createHttpServer((_, response) => response.end("{}"));
		await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
		try {
			const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
			const args = ["--spec", lockersSpec, "--endpoint", endpoint];
			const { code, out, err } = await runCli(args, { env, bin: join(copy, "bin/contract-verifier.mjs") });
			expect({ code, out }).toEqual({ code: 4, out: "" });
			expect(err).toMatch(/not run: .*dredd-hooks\.cjs/);
		} finally {
			server.closeAllConnections();
			server.close();
		}
	});
});

describe("an endpoint that misbehaves fails each cell, soon and with the reason", () => {
	let close: () => Promise<unknown>;

	async function listen(server: Server): Promise<string> {
		const sockets = new Set<Socket>();
		server.on("connection", (socket: Socket) => sockets.add(socket.on("error", () => {})));
		await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
		close = () =>
			new Promise((resolve) => {
				server.close(resolve);
				for (const socket of sockets) socket.destroy();
			});
		return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
	}

	async function verify(server: Server) {
		const endpoint = await listen(server);
		const report = join(folder, "report.json");
		const args = ["--spec", lockersSpec, "--scenarios", lockersScenarios, "--endpoint", endpoint];
		args.push("--timeout", "0.3", "--json", report);
		try {
			const { code, out } = await runMain(args, { env });
			expect(out.trimEnd().split("\n").at(-1)).toBe("live 0/7 (7 failed)");
			return { code, out };
		} finally {
			await close();
		}
	}

	it("hangs in the middle of an answer", async () => {
		const server = createServer((socket) => {
			socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"number":');
		});
		const { code, out } = await verify(server);
		expect(code).toBe(1);
		expect(out).toContain("no answer within 300 ms");
		expect(out).toContain("not run: the server left 3 requests in a row without an answer");
	});

	it("closes the connection", async () => {
		const { code, out } = await verify(createServer((socket) => socket.destroy()));
		expect(code).toBe(1);
		expect(out).toContain("no answer: ECONNRESET");
	});

	it("answers 100 MB: reading stops, and the connection is closed", async () => {
		const piece = Buffer.alloc(64 * 1024, " ");
		const taken: number[] = [];
		const server = createServer((socket) => {
			socket.once("data", () => {
				socket.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 104857600\r\n\r\n");
				const more = () => {
					while (!socket.destroyed && socket.bytesWritten < 104857600) if (!socket.write(piece)) return;
				};
				socket.on("drain", more);
				more();
			});
			socket.once("close", () => taken.push(socket.bytesWritten));
		});
		const { code, out } = await verify(server);
		expect(code).toBe(1);
		expect(out).toContain("the answer is larger than 16 MiB: reading stopped there");
		expect(taken.length).toBeGreaterThan(2);
		// What lies between the two in the system's buffers was written too, but is small.
		expect(Math.max(...taken)).toBeLessThan(LARGEST_ANSWER * 2);
	});
});

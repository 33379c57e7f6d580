import type { ChildProcess } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
// @ts-expect-error plain JavaScript, without types
import { startLockers } from "./fixtures/lockers/server.mjs";
import {
	lockersCredentials,
	lockersScenarios,
	lockersSpec,
	thingsCredentials,
	thingsScenarios,
	thingsSpec,
} from "./support/paths.js";
import { runCli, runMain } from "./support/run-cli.js";
import { tamper } from "./support/tamper.js";
import { startThings } from "./support/things-server.js";

const lockersServer = fileURLToPath(new URL("./fixtures/lockers/server.mjs", import.meta.url));
const lockersArgs = ["--spec", lockersSpec, "--scenarios", lockersScenarios];
const lockersEnv = { CONTRACT_CREDENTIALS: JSON.stringify(lockersCredentials) };

let folder: string;
let lockers: { url: string; close(): Promise<void> };

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "contract-verifier-"));
	lockers = await startLockers();
});
afterAll(async () => {
	await lockers.close();
	await rm(folder, { recursive: true });
});

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}

function listens(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect(port, "127.0.0.1");
		socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
		socket.once("connect", () => socket.destroy());
	});
}

describe("--read-only", () => {
	it("sends nothing but GET, leaves the rest open, and passes where that is expected", async () => {
		const methods: string[] = [];
		const watched = await tamper(lockers.url, ({ method }) => {
			methods.push(method);
			return undefined;
		});
		try {
			const args = [...lockersArgs, "--endpoint", watched.url, "--read-only"];
			const alone = await runMain(args, { env: lockersEnv });
			expect(alone.code).toBe(3);
			expect(alone.out.trimEnd().split("\n").at(-1)).toBe("live 3/7 (4 open)");
			expect(alone.out).toContain("? live  open: read-only");
			expect(new Set(methods)).toEqual(new Set(["GET"]));

			const expected = await runMain([...args, "--expect-open", "setLocker"], { env: lockersEnv });
			expect(expected).toMatchObject({ code: 0, err: "" });
		} finally {
			await watched.close();
		}
	});

	it("needs no fixture that writes, and probes no general response by writing", async () => {
		const things = await startThings();
		try {
			const args = ["--spec", thingsSpec, "--scenarios", thingsScenarios, "--endpoint", things.url, "--read-only"];
			const { code, out } = await runMain(args, { env: { CONTRACT_CREDENTIALS: JSON.stringify(thingsCredentials) } });
			expect(code).toBe(3);
			expect(out).toContain("open: read-only: the fixture thing would write");
			expect(things.requests.length).toBeGreaterThan(0);
			expect(new Set(things.requests.map(({ method }) => method))).toEqual(new Set(["GET"]));
		} finally {
			await things.close();
		}
	});
});

describe("--expect-open", () => {
	const withoutWrong = { CONTRACT_CREDENTIALS: JSON.stringify({ default: lockersCredentials.default }) };

	it("takes a file, and exits 3 for what else is open", async () => {
		const file = join(folder, "open.txt");
		await writeFile(file, "# no second token here\ngetLocker 401 bearer-wrong\n");
		const args = [...lockersArgs, "--endpoint", lockers.url, "--expect-open", file];
		const partly = await runMain(args, { env: withoutWrong });
		expect(partly).toMatchObject({ code: 3 });
		expect(partly.err).toBe("contract-verifier: open, and not expected: setLocker 401 bearer-wrong\n");

		await writeFile(file, "* 401 bearer-wrong\n");
		expect(await runMain(args, { env: withoutWrong })).toMatchObject({ code: 0, err: "" });
	});

	it("says what was expected to be open and is not", async () => {
		const args = [...lockersArgs, "--endpoint", lockers.url, "--expect-open", "getLocker 404"];
		const { code, err } = await runMain(args, { env: lockersEnv });
		expect({ code, err }).toEqual({ code: 0, err: 'contract-verifier: --expect-open: "getLocker 404" is not open.\n' });
	});
});

describe("Ctrl-C", () => {
	it("removes what was made, says so in one line, and exits 130", async () => {
		let child: ChildProcess | undefined;
		const things = await startThings(({ method }) => {
			if (method === "POST") child?.kill("SIGINT");
		});
		try {
			const args = ["--spec", thingsSpec, "--scenarios", thingsScenarios, "--endpoint", things.url];
			const env = { CONTRACT_CREDENTIALS: JSON.stringify(thingsCredentials) };
			const started = (one: ChildProcess) => {
				child = one;
			};
			const { code, out, err } = await runCli(args, { env, started });
			expect({ code, out }).toEqual({ code: 130, out: "" });
			expect(err).toBe("contract-verifier: stopped; all that was made is removed (1).\n");
			const methods = things.requests.map(({ method }) => method);
			expect(methods.filter((method) => method === "POST")).toHaveLength(1);
			// What is left is looked for at the very end.
			expect(methods.filter((method) => method !== "GET").at(-1)).toBe("DELETE");
			expect([...things.things.keys()]).toEqual([1]);
		} finally {
			await things.close();
		}
	});

	it("says what could not be removed", async () => {
		let child: ChildProcess | undefined;
		const things = await startThings((answer) => {
			if (answer.method === "POST") child?.kill("SIGINT");
			if (answer.method === "DELETE") answer.status = 500;
		});
		try {
			const args = ["--spec", thingsSpec, "--scenarios", thingsScenarios, "--endpoint", things.url];
			const env = { CONTRACT_CREDENTIALS: JSON.stringify(thingsCredentials) };
			const started = (one: ChildProcess) => {
				child = one;
			};
			const { code, err } = await runCli(args, { env, started });
			expect(code).toBe(130);
			expect(err).toContain("not everything that was made could be removed: clean-up: deleteThing answered 500");
		} finally {
			await things.close();
		}
	});
});

describe("what a refused request has made all the same", () => {
	it("is removed too", async () => {
		const things = await startThings();
		const lenient = await tamper(things.url, () => undefined);
		const spec = join(folder, "strict.json");
		const { loadDocument } = await import("@onespec/openapi-document/load");
		const document = JSON.parse(JSON.stringify((await loadDocument(thingsSpec)).bundled));
		const post = document.paths["/things"].post;
		post.responses["400"] = { description: "Refused", content: structuredClone(post.responses["201"].content) };
		for (const media of Object.values<{ examples?: unknown }>(post.responses["400"].content)) delete media.examples;
		await writeFile(spec, JSON.stringify(document));
		try {
			const args = ["--spec", spec, "--scenarios", thingsScenarios, "--endpoint", lenient.url];
			const env = { CONTRACT_CREDENTIALS: JSON.stringify(thingsCredentials) };
			const { code, out, err } = await runMain(args, { env });
			expect({ code, err }).toEqual({ code: 1, err: "" });
			expect(out).toContain("status: must be 400, but is 201");
			expect([...things.things.keys()]).toEqual([1]);
		} finally {
			await Promise.all([lenient.close(), things.close()]);
		}
	});
});

describe("--start and --wait-for", () => {
	it("starts a server, verifies it, and stops it with its children", async () => {
		const port = await freePort();
		const parent = join(folder, "a parent.mjs");
		await writeFile(
			parent,
			`import { spawn } from "node:child_process";
spawn(process.execPath, [${JSON.stringify(lockersServer)}, "--port", "${port}"], { stdio: "ignore" });
setInterval(() => {}, 1000);
process.on("SIGTERM", () => {}); // Has to be ended for good.
`,
		);
		const command = `"${process.execPath}" '${parent}'`;
		const endpoint = `http://127.0.0.1:${port}/api`;
		const { code, out, err } = await runMain([...lockersArgs, "--endpoint", endpoint, "--start", command], {
			env: lockersEnv,
		});
		expect({ code, err }).toEqual({ code: 0, err: "" });
		expect(out.trimEnd().split("\n").at(-1)).toBe("live 7/7");
		expect(await listens(port)).toBe(false);
	});

	it("does not run where the server ends early, cannot be started, or does not answer", async () => {
		const port = await freePort();
		const base = [...lockersArgs, "--endpoint", `http://127.0.0.1:${port}/api`];
		const run = (...args: string[]) => runMain([...base, ...args], { env: lockersEnv });
		const [early, missing, silent, quote] = await Promise.all([
			run("--start", `"${process.execPath}" -e process.exit(3)`),
			run("--start", "no-such-program-anywhere --port 1"),
			run("--start", `"${process.execPath}" -e setInterval(String,1000)`, "--timeout-start", "0.3"),
			run("--start", "node 'server.mjs"),
		]);
		expect(early).toMatchObject({ code: 4, err: expect.stringMatching(/not run: --start: .* ended with code 3/) });
		expect(missing).toMatchObject({ code: 4, err: expect.stringContaining("cannot be started (ENOENT)") });
		expect(silent).toMatchObject({
			code: 4,
			err: expect.stringMatching(/--wait-for: \S+ did not answer within 0.3 s/),
		});
		expect(quote).toMatchObject({ code: 2, err: expect.stringContaining("--start: a quote does not end") });
	});

	it("does not take another server for the one it starts", async () => {
		const args = [...lockersArgs, "--endpoint", lockers.url, "--start", `"${process.execPath}" -e 0`];
		const { code, err } = await runMain(args, { env: lockersEnv });
		expect(code).toBe(4);
		expect(err).toContain("already; stop it first");
	});

	it("waits for a server that takes its time, whatever it answers", async () => {
		const port = await freePort();
		const late = createServer((_, response) => response.writeHead(503).end());
		const args = [...lockersArgs, "--endpoint", lockers.url, "--wait-for", `http://127.0.0.1:${port}/`];
		try {
			const finished = runMain(args, { env: lockersEnv });
			await new Promise((resolve) => setImmediate(resolve));
			late.listen(port, "127.0.0.1");
			expect(await finished).toMatchObject({ code: 0 });
		} finally {
			late.closeAllConnections();
			late.close();
		}
	});
});

describe("--verbose", () => {
	it("writes a line at every tenth, with the rate", async () => {
		const args = [...lockersArgs, "--endpoint", lockers.url, "--verbose", "--rate", "500"];
		const { code, err } = await runMain(args, { env: lockersEnv });
		expect(code).toBe(0);
		expect(err).toMatch(/^live 1\/9 transactions, 500 requests a second \(--rate\)\n/);
		expect(err.trimEnd().split("\n").at(-1)).toBe("live 9/9 transactions, 500 requests a second (--rate)");
	});
});

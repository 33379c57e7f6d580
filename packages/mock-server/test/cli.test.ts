import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";

const bin = fileURLToPath(new URL("../bin/mock-server.mjs", import.meta.url));
const spec = fileURLToPath(new URL("fixtures/shop.yaml", import.meta.url));

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "mock-server-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function start(args: string[], environment: Record<string, string> = {}): ChildProcess {
	return spawn(process.execPath, [bin, ...args], {
		env: { ...process.env, ...environment },
		stdio: ["ignore", "pipe", "pipe"],
	});
}

async function run(...args: string[]) {
	const child = start(args);
	const [out, err, [code]] = await Promise.all([
		text(child.stdout as never),
		text(child.stderr as never),
		once(child, "exit"),
	]);
	return { out, err, code };
}

function file(name: string, content: string): string {
	const path = join(folder, name);
	writeFileSync(path, content);
	return path;
}

async function firstLine(child: ChildProcess): Promise<string> {
	let seen = "";
	for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
		seen += chunk;
		if (seen.includes("\n")) break;
	}
	return seen.trim();
}

it("prints its help and version", async () => {
	expect(await run("--help")).toMatchObject({ code: 0, err: "", out: expect.stringContaining("--spec <file|url>") });
	expect(await run("--version")).toMatchObject({ code: 0, err: "", out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
});

it.each([
	[[], "--spec is missing"],
	[["--spec", spec, "--port", "http"], "The port must be a number from 0 to 65535, not http"],
	[["--spec", spec, "--port", "65536"], "The port must be a number from 0 to 65535, not 65536"],
	[["--nonsense"], "--nonsense"],
	[["--spec"], "--spec"],
	[["openapi.yaml"], "openapi.yaml"],
])("refuses the arguments %j in one line", async (args, message) => {
	const { code, err, out } = await run(...args);
	expect({ code, out }).toEqual({ code: 2, out: "" });
	expect(err).toContain(message);
	expect(err).toMatch(/^mock-server: [^\n]+\n$/);
});

it.each([
	["a missing file", () => join(folder, "missing.yaml"), "missing.yaml: there is no such file"],
	["broken YAML", () => file("broken.yaml", "openapi: 3.0.3\n  info: ["), "broken.yaml"],
])("fails for %s in one line", async (_, path, message) => {
	const { code, err, out } = await run("--spec", path(), "--port", "0");
	expect({ code, out }).toEqual({ code: 1, out: "" });
	expect(err).toContain(message);
	expect(err).toMatch(/^mock-server: [^\n]+\n$/);
});

it("says which port is taken, and what to do", async () => {
	const holder = createServer().listen(0, "127.0.0.1");
	await once(holder, "listening");
	const { port } = holder.address() as { port: number };
	const child = start(["--spec", spec], { MOCK_PORT: String(port) });
	const [err, [code]] = await Promise.all([text(child.stderr as never), once(child, "exit")]);
	expect({ code, err }).toEqual({
		code: 1,
		err: `mock-server: Port ${port} on 127.0.0.1 is taken; choose another one with --port, or 0 for any that is free.\n`,
	});
	holder.close();
});

it.each(["SIGTERM", "SIGINT"] as const)("serves until %s, then leaves nothing listening", async (signal) => {
	const child = start(["--spec", spec, "--port", "0"], { MOCK_HOST: "localhost", MOCK_PORT: "1" });
	const err = text(child.stderr as never);
	const exit = once(child, "exit");
	const line = await firstLine(child);
	expect(line).toMatch(/^listening on http:\/\/localhost:\d+\/api\/v1$/);
	const url = line.replace("listening on ", "");
	expect((await fetch(`${url}/orders`, { headers: { "X-Key": "k" } })).status).toBe(200);
	child.kill(signal);
	expect(await exit).toEqual([0, null]);
	await expect(fetch(url)).rejects.toThrow();
	expect(await err).toBe("");
});

it("prints Prism's log, but no credentials, with --verbose", async () => {
	const child = start(["--spec", spec, "--port", "0", "--verbose"]);
	const err = text(child.stderr as never);
	const exit = once(child, "exit");
	const url = (await firstLine(child)).replace("listening on ", "");
	await fetch(`${url}/orders`, { headers: { "X-Key": "top-secret" } });
	child.kill("SIGTERM");
	await exit;
	expect(await err).toContain("prism info: Request received");
	expect(await err).not.toContain("top-secret");
});

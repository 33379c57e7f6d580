import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { program, run } from "./workspace.js";

const stack = "tools/stack/bin/run.mjs";
const anyPorts = ["--mock-port", "0", "--api-port", "0", "--console-port", "0"];
const data = mkdtempSync(join(tmpdir(), "onespec-start-"));

afterAll(() => rmSync(data, { recursive: true, force: true }));

function isListening(url: string): Promise<boolean> {
	const { hostname, port } = new URL(url);
	return new Promise((resolve) => {
		const socket = connect(Number(port), hostname);
		socket.once("connect", () => {
			socket.destroy();
			resolve(true);
		});
		socket.once("error", () => resolve(false));
	});
}

describe("npm start", () => {
	it("brings all up, verified, and leaves nothing listening", async () => {
		const started = program(stack, ["start", ...anyPorts, "--data", data]);
		await started.until(/Ctrl-C stops everything/);
		const output = started.output();

		const urls = new Map([...output.matchAll(/^ {2}(mock|live|console) +(http:\S+)/gm)].map((m) => [m[1], m[2] ?? ""]));
		expect([...urls.keys()]).toEqual(["mock", "live", "console"]);
		const [, mock, mockTotal] = /mock (\d+)\/(\d+) ·/.exec(output) ?? [];
		const [, live, liveTotal] = /· live (\d+)\/(\d+)/.exec(output) ?? [];
		expect(Number(mockTotal)).toBeGreaterThan(0);
		expect([mock, live]).toEqual([mockTotal, liveTotal]);

		// The printed command works as it stands, and the demo rows are there.
		const [, flags = "", url = ""] = /curl ((?:-H '[^']+' )+)(\S+)/.exec(output) ?? [];
		const headers = Object.fromEntries(
			[...flags.matchAll(/-H '([^:]+): ([^']+)'/g)].map((m) => [m[1] ?? "", m[2] ?? ""] as const),
		);
		const list = await fetch(url, { headers });
		expect(list.status).toBe(200);
		const before = await list.text();
		expect((JSON.parse(before) as unknown[]).length).toBeGreaterThan(5);
		expect((await fetch(urls.get("console") ?? "")).status).toBe(200);

		started.child.kill("SIGINT");
		expect(await started.ended).toBe(0);
		expect(started.output()).toContain("Everything is stopped.");
		for (const address of urls.values()) expect(await isListening(address)).toBe(false);

		// A second start finds the same data and the same credentials: the verification left them alone.
		const again = program(stack, ["start", ...anyPorts, "--data", data, "--no-verify"]);
		await again.until(/Ctrl-C stops everything/);
		const [, sameFlags, newUrl = ""] = /curl ((?:-H '[^']+' )+)(\S+)/.exec(again.output()) ?? [];
		expect(sameFlags).toBe(flags);
		expect(await (await fetch(newUrl, { headers })).text()).toBe(before);
		again.child.kill("SIGTERM");
		expect(await again.ended).toBe(0);
	}, 180_000);

	it("says which port is taken and what to do, before it starts anything", async () => {
		const server = createServer();
		await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
		const { port } = server.address() as { port: number };
		const args = ["start", "--mock-port", "0", "--api-port", String(port), "--console-port", "0", "--data", data];
		const { code, output } = await run(stack, args);
		server.close();
		expect(output.trim().split("\n")[0]).toBe(
			`Port ${port} is taken: choose another with --api-port or API_PORT, or 0 for any free one.`,
		);
		expect(code).toBe(1);
	}, 60_000);

	it.each([
		[["--api-port", "99999"], /--api-port must be a port from 0 to 65535, not "99999"/],
		[["--console", "vendor"], /--console must be live or mock, not "vendor"/],
		[["--colour"], /Unknown option '--colour'.*--help lists the flags/],
	])("refuses %j", async (args, message) => {
		const { code, output } = await run(stack, ["start", ...args]);
		expect(output).toMatch(message);
		expect(output.trim().split("\n")).toHaveLength(1);
		expect(code).toBe(2);
	});

	it("has help for every command", async () => {
		for (const command of [
			"start",
			"test",
			"verify",
			"generate",
			"check",
			"bench",
			"node-versions",
			"properties",
			"mutation",
		]) {
			const { code, output } = await run(stack, [command, "--help"]);
			expect(output).toMatch(/^npm (start|test|run)/);
			expect(code).toBe(0);
		}
	}, 60_000);
});

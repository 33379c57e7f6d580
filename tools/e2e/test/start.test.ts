import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { main } from "@onespec/stack/main";
import { afterAll, describe, expect, it, vi } from "vitest";
import { program, root, run } from "./workspace.js";

const stack = "tools/stack/bin/run.mjs";
const anyPorts = ["--mock-port", "0", "--api-port", "0", "--console-port", "0", "--reference-port", "0"];
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

/** Runs a command of the root in this process, which takes a tenth of the time. */
async function here(args: string[], env: NodeJS.ProcessEnv = {}): Promise<{ code: number; output: string }> {
	let output = "";
	const collect = (...texts: unknown[]) => {
		output += `${texts.join(" ")}\n`;
	};
	const spies = (["log", "error", "warn"] as const).map((method) =>
		vi.spyOn(console, method).mockImplementation(collect),
	);
	for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
	try {
		return { code: await main(args, root), output };
	} finally {
		vi.unstubAllEnvs();
		for (const spy of spies) spy.mockRestore();
	}
}

describe("npm start", () => {
	/** What the first start printed and showed. */
	let first: { flags: string; headers: Record<string, string>; groups: string };

	it("brings all up, verified, and leaves nothing listening", async () => {
		const started = program(stack, ["start", ...anyPorts, "--data", data]);
		await started.until(/Ctrl-C stops everything/);
		const output = started.output();

		const urls = new Map(
			[...output.matchAll(/^ {2}(mock|live|console|reference) +(http:\S+)/gm)].map((m) => [m[1], m[2] ?? ""]),
		);
		expect([...urls.keys()]).toEqual(["mock", "live", "console", "reference"]);
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

		// The reference shows the verification that has just been made, and its pages may call the live service.
		const reference = urls.get("reference") ?? "";
		const [, cells = "none"] = /^mock \d+\/\d+ · live (\d+)\//m.exec(output) ?? [];
		expect(await (await fetch(`${reference}verification.html`)).text()).toContain(`<b>${cells}/${cells}</b>`);
		expect((await fetch(reference)).headers.get("content-security-policy")).toContain(new URL(url).origin);
		const shared = await fetch(url, { headers: { ...headers, Origin: new URL(reference).origin } });
		expect(shared.headers.get("access-control-allow-origin")).toBe(new URL(reference).origin);

		// Code samples are written meanwhile; a page has them as soon as they are there.
		const found = (await (await fetch(`${reference}search.json`)).json()) as string[][];
		const page = async () => (await fetch(`${reference}${found[0]?.[3]}`)).text();
		await expect.poll(page, { timeout: 60_000 }).toContain('id="samples"');

		started.child.kill("SIGINT");
		expect(await started.ended).toBe(0);
		expect(started.output()).toContain("Everything is stopped.");
		for (const address of urls.values()) expect(await isListening(address)).toBe(false);
		first = { flags, headers, groups: before };
	}, 180_000);

	it("says which port is taken and what to do, before it starts anything", async () => {
		const server = createServer();
		await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
		const { port } = server.address() as { port: number };
		const args = [
			"start",
			"--mock-port",
			"0",
			"--api-port",
			String(port),
			"--console-port",
			"0",
			"--reference-port",
			"0",
			"--data",
			data,
		];
		const { code, output } = await here(args);
		server.close();
		expect(output.trim().split("\n")[0]).toBe(
			`Port ${port} is taken: choose another with --api-port or API_PORT, or 0 for any free one.`,
		);
		expect(code).toBe(1);
	}, 60_000);

	it.each([
		[["--api-port", "99999"], /--api-port or API_PORT must be a port from 0 to 65535, or NAME=PORT, not "99999"/],
		[["--mock-port", "-1"], /Option '--mock-port' argument is ambiguous\. --help lists the flags/],
		[["--mock-port", "nothing=1"], /--mock-port or MOCK_PORT: there is no API "nothing"; spec\/ holds: /],
		[["--host", "203.0.113.7"], /--host or ONESPEC_HOST must be an address of this machine, not "203\.0\.113\.7"/],
		[["--host", ""], /--host or ONESPEC_HOST must be an address of this machine, not ""/],
		[["--data", ""], /--data must be a folder to write in/],
		[["--data", join(import.meta.filename, "data")], /--data or ONESPEC_DATA must be a folder to write in: .*ENOTDIR/],
		[["--data", import.meta.filename], /--data or ONESPEC_DATA must be a folder to write in: .*EEXIST/],
		[["--data", "/proc/nothing"], /--data or ONESPEC_DATA must be a folder to write in: .*\(E[A-Z]+\)/],
		[["--data", "/proc"], /--data or ONESPEC_DATA must be a folder to write in: .*\(E[A-Z]+\)/],
		[["--api", "nothing"], /There is no API "nothing"; spec\/ holds: /],
		[["--console", "vendor"], /--console or ONESPEC_CONSOLE must be live or mock, not "vendor"/],
		[["--colour"], /Unknown option '--colour'.*--help lists the flags/],
		[[], /--console-port or CONSOLE_PORT must be a port/, { CONSOLE_PORT: "many" }],
		[[], /--host or ONESPEC_HOST must be an address of this machine/, { ONESPEC_HOST: "203.0.113.7" }],
	] as [string[], RegExp, NodeJS.ProcessEnv?][])("refuses %j in one line", async (args, message, env) => {
		const { code, output } = await here(["start", ...args], env);
		expect(output).toMatch(message);
		expect(output.trim().split("\n")).toHaveLength(1);
		expect(code).toBe(2);
	});

	it("ends with the code of a command", async () => {
		expect((await run(stack, ["start", "--built", "--colour"])).code).toBe(2);
	});

	it("tells a port that two servers want, and a log that can't be written", async () => {
		const twice = await here(["start", "--mock-port", "0", "--api-port", "4999", "--console-port", "4999"]);
		expect(twice.output.trim()).toMatch(/^Port 4999 is wanted by the live of \S+ and by the console of \S+: choose /);
		const folder = join(data, "no-logs");
		mkdirSync(folder);
		writeFileSync(join(folder, "logs"), "");
		const { code, output } = await run(stack, ["start", ...anyPorts, "--data", folder, "--no-verify"]);
		expect(output.trim().split("\n").at(-1)).toMatch(/was not started: The log \S+ can't be written \(EEXIST\)\.$/);
		expect(code).toBe(1);
	}, 60_000);

	it("finds its data again, and ends with the server that was killed, the signal and its log", async () => {
		const started = program(stack, ["start", ...anyPorts, "--data", data, "--no-verify"]);
		await started.until(/Ctrl-C stops everything/);
		// The verification of the first start left data and credentials alone.
		const [, flags, url = ""] = /curl ((?:-H '[^']+' )+)(\S+)/.exec(started.output()) ?? [];
		expect(flags).toBe(first.flags);
		expect(await (await fetch(url, { headers: first.headers })).text()).toBe(first.groups);
		const processes = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" });
		const live = new RegExp(`^ *(\\d+) +${started.child.pid} .* serve --database `, "m").exec(processes);
		process.kill(Number(live?.[1]), "SIGKILL");
		expect(await started.ended).toBe(1);
		const [stopped, reason] = started.output().trim().split("\n").slice(-2);
		expect(stopped).toBe("Everything is stopped.");
		const [, log = ""] = /^live was ended by SIGKILL, though nobody asked; its log: (\S+)$/.exec(reason ?? "") ?? [];
		expect(readFileSync(resolve(root, log), "utf8")).toContain("listening on");
	}, 60_000);

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
			const { code, output } = await here([command, "--help"]);
			expect(output).toMatch(/^npm (start|test|run)/);
			expect(code).toBe(0);
		}
	}, 60_000);
});

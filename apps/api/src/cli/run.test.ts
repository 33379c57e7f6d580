import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { commands, run } from "./run.js";
import { SERVE_SETTINGS } from "./settings.js";

const PROGRAM = "customer-groups-api";
const SEE = `See: ${PROGRAM} --help`;

async function invoke(args: string[], env: Record<string, string> = {}) {
	const out: string[] = [];
	const err: string[] = [];
	const terminal = { env, print: (line: string) => out.push(line), printError: (line: string) => err.push(line) };
	const code = await run(PROGRAM, commands, args, terminal);
	return { code, out: out.join("\n"), err: err.join("\n") };
}

it("helps with the program, a family of commands, and each command", async () => {
	const { code, out } = await invoke(["--help"]);
	expect(code).toBe(0);
	for (const { name } of commands) {
		expect(out).toContain(`  ${name} `);
		const help = await invoke([...name.split(" "), "--help"]);
		expect([help.code, help.out]).toEqual([0, expect.stringContaining(`${PROGRAM} ${name} [flags]`)]);
		expect(help.out).toMatch(/ --(database|from) FILE/);
	}
	expect((await invoke(["stores", "--help"])).out).toContain("stores create");
});

it("the help of serve has every setting with its variable and default", async () => {
	const { out } = await invoke(["serve", "--help"]);
	for (const { flag, value, help, variable, fallback } of Object.values(SERVE_SETTINGS)) {
		const line = out.split("\n").find((candidate) => candidate.startsWith(`  --${flag} ${value} `)) ?? "";
		expect(line).toContain(`${help} (${variable}; ${fallback === "" ? "off by default" : `default ${fallback}`})`);
	}
	for (const variable of ["API_DATABASE", "DATABASE_URL", "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_TRACES_EXPORTER"]) {
		expect(out).toContain(variable);
	}
});

it.each([
	[[], "A command is missing"],
	[["nonsense"], 'There is no command "nonsense"'],
	[["stores"], 'There is no command "stores"'],
	[["--port", "1"], "Unknown flag --port"],
	[["serve", "extra"], 'There is no command "serve extra"'],
	[["serve", "--colour"], "Unknown option '--colour'"],
	[["serve", "--port"], "Option '--port <value>' argument missing"],
	[["serve", "--port", "1", "--port", "2"], "--port is given more than once"],
	[["serve", "--port", "80a"], '--port must be an integer from 0 to 65535, not "80a"'],
	[["serve", "--port", "65536"], '--port must be an integer from 0 to 65535, not "65536"'],
	[["serve", "--host", ""], "--host must not be empty"],
	[["serve", "--throttle", "maybe"], '--throttle must be one of on, off, not "maybe"'],
	[["serve", "--metrics-port", "70000"], '--metrics-port must be an integer from 0 to 65535, not "70000"'],
	[["serve", "--metrics-port", "1", "--metrics-host", " "], "--metrics-host must not be empty"],
	[["serve", "--shutdown-delay", "5s"], '--shutdown-delay must be whole seconds from 0 to 300, not "5s"'],
	[["serve", "--shutdown-timeout", "0"], '--shutdown-timeout must be whole seconds from 1 to 300, not "0"'],
	[["serve", "--cors-origins", "https://a.example/"], 'or be * alone, not "https://a.example/"'],
	[["serve", "--cors-origins", "https://a.example,*"], 'or be * alone, not "*"'],
	[["serve", "--cors-origins", "null"], 'or be * alone, not "null"'],
	[["stores", "create"], "--store is missing"],
	[["stores", "create", "--store", "a b"], `--store must be a store's URL such as https://shop.example, not "a b"`],
	[["stores", "create", "--store", "a.example", "--capacity", "2"], "--leak-per-second must be a number of at least"],
	[["stores", "create", "--store", "a.example", "--throttle", "x"], '--throttle must be document or off, not "x"'],
	[["tokens", "create", "--store", "a.example", "--application", " "], "--application must be a name"],
	[
		["tokens", "create", "--store", "a.example", "--application", "a", "--permission", "admin"],
		'--permission must be read, write or read,write, not "admin"',
	],
	[["tokens", "revoke", "--id", "x"], `--id must be a token's number, not "x"`],
])("%j is not understood", async (args, message) => {
	const { code, out, err } = await invoke(args);
	expect([code, out]).toEqual([2, ""]);
	expect(err).toContain(message);
	expect(err).toContain(SEE);
	expect(err).not.toContain("\n");
});

it("says where a bad setting of the environment is", async () => {
	expect(await invoke(["serve"], { API_PORT: "70000" })).toEqual({
		code: 2,
		out: "",
		err: `API_PORT must be an integer from 0 to 65535, not "70000". ${SEE}`,
	});
	expect((await invoke(["serve"], { API_LOG_LEVEL: "loud" })).err).toContain(
		"API_LOG_LEVEL must be one of trace, debug",
	);
});

it("says in one line that the disk is full; an error that nobody expects comes with its stack", async () => {
	const failing = async (error: Error) => {
		const command = { name: "fail", summary: "Fails.", flags: [], run: () => Promise.reject(error) };
		let printed = "";
		const printError = (line: string) => (printed += line);
		const code = await run("program", [command], ["fail"], { env: {}, print: () => {}, printError });
		return { code, printed };
	};
	const full = Object.assign(new Error("database or disk is full"), { code: "SQLITE_FULL" });
	expect(await failing(full)).toEqual({ code: 1, printed: "The database cannot be used: database or disk is full." });
	expect((await failing(new TypeError("no function"))).printed).toMatch(/^TypeError: no function\n +at /);
});

it("says in one line why it cannot serve", async () => {
	const folder = mkdtempSync(join(tmpdir(), "customer-groups-api-"));
	const file = join(folder, "file");
	writeFileSync(file, "this is no database, it is text of some length".repeat(10));
	const taken = createServer().listen(0, "127.0.0.1");
	await once(taken, "listening");
	onTestFinished(() => {
		taken.close();
		rmSync(folder, { recursive: true, force: true });
	});
	const { port } = taken.address() as { port: number };
	const database = join(folder, "groups.db");
	expect(await invoke(["serve", "--database", database, "--port", String(port), "--log-level", "silent"])).toEqual({
		code: 1,
		out: "",
		err: `Port ${port} of 127.0.0.1 is taken: choose another with --port.`,
	});
	const metrics = ["--metrics-port", String(port), "--log-level", "silent"];
	expect(await invoke(["serve", "--database", database, "--port", "0", ...metrics])).toEqual({
		code: 1,
		out: "",
		err: `Port ${port} of 127.0.0.1 is taken: choose another with --metrics-port.`,
	});
	expect(await invoke(["serve", "--database", file])).toEqual({
		code: 1,
		out: "",
		err: `The database ${file} cannot be opened: file is not a database`,
	});
	const below = await invoke(["serve", "--database", join(file, "groups.db")]);
	expect([below.code, below.err]).toEqual([1, expect.stringMatching(/^The database .+ cannot be opened: .+$/)]);
});

import { connect } from "node:net";
import { afterEach, expect, it } from "vitest";
import { helpText } from "../src/settings.js";
import { paths } from "./support/paths.js";
import { run, type ServerProcess, startServer } from "./support/process.js";
import { serve } from "./support/serve.js";

const env = {
	API_BASE_URL: "http://127.0.0.1:9",
	API_SECURE_URL: "https://s.example",
	API_PRIVATE_KEY: "key-4711",
	API_TOKEN: "token-0815",
};

let running: ServerProcess | undefined;
afterEach(() => running?.stop("SIGKILL"));

it("prints its help", async () => {
	expect(await run(paths.console, ["--help"])).toEqual({ code: 0, stdout: helpText(), stderr: "" });
});

it("names a missing setting in one line and ends with 2", async () => {
	const { code, stdout, stderr } = await run(paths.console, [], { ...env, API_TOKEN: "" });
	expect(code).toBe(2);
	expect(stdout).toBe("");
	expect(stderr).toMatch(/^console: API_TOKEN is missing\. [^\n]*\n$/);
});

it("names a credential that no header can carry, without it, and ends with 2", async () => {
	const { code, stderr } = await run(paths.console, [], { ...env, API_TOKEN: "token-0815\nX: 1" });
	expect(code).toBe(2);
	expect(stderr).toMatch(/^console: [^\n]*Token[^\n]*\n$/);
	expect(stderr).not.toContain("token-0815");
});

it("names a taken port in one line and ends with 1", async () => {
	const taken = await serve(() => {});
	const { port } = new URL(taken.url);
	const { code, stderr } = await run(paths.console, ["--port", port], env);
	await taken.close();
	expect(code).toBe(1);
	expect(stderr).toMatch(new RegExp(`^console: port ${port} on 127\\.0\\.0\\.1 is taken\\. [^\\n]*\\n$`));
});

it.each(["SIGINT", "SIGTERM"] as const)(
	"serves its pages until %s, then ends with 0 and says nothing else",
	async (signal) => {
		running = await startServer(paths.console, ["--port", "0"], env);
		expect(running.output()).toMatch(/^listening on http:\/\/127\.0\.0\.1:\d+\n$/);
		const page = await fetch(`${running.url}/groups/new`);
		expect(page.status).toBe(200);
		expect(await page.text()).toContain("New group");
		expect((await fetch(`${running.url}/assets/console.css`)).status).toBe(200);
		expect(await running.stop(signal)).toBe(process.platform === "win32" ? null : 0);
		expect(running.output()).toBe(`listening on ${running.url}\n`);
	},
);

it("ends although a browser holds a connection open", async () => {
	running = await startServer(paths.console, ["--port", "0"], env);
	const { port } = new URL(running.url);
	const socket = connect(Number(port), "127.0.0.1");
	await new Promise((resolve) => socket.once("connect", resolve));
	socket.write("GET /groups/new HTTP/1.1\r\nHost: 127.0.0.1\r\n");
	socket.on("error", () => {});
	expect(await running.stop("SIGTERM")).toBe(process.platform === "win32" ? null : 0);
	socket.destroy();
});

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, expect, it } from "vitest";

const program = fileURLToPath(new URL("../dist/main.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "reference-command-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(...args: string[]) {
	const done = promisify(execFile)(process.execPath, [program, ...args]);
	return await done.then(
		({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
		({ code, stdout, stderr }) => ({ code: code as number, stdout: stdout as string, stderr: stderr as string }),
	);
}

function api(name: string, document: unknown): void {
	mkdirSync(join(folder, "spec", name), { recursive: true });
	writeFileSync(join(folder, "spec", name, "openapi.yaml"), JSON.stringify(document));
}

it("writes the APIs that can be read, names the others, and replaces nothing but a site", async () => {
	const node = { $ref: "#/components/schemas/Node" };
	const self = { allOf: [{ $ref: "#/components/schemas/Self" }] };
	const answer = (schema: object) => ({ 200: { description: "", content: { "application/json": { schema } } } });
	api("größe", {
		openapi: "3.0.3",
		info: { title: "Odd", version: "1" },
		paths: {
			"/": { get: { operationId: "取得", responses: answer({ $ref: "#/components/schemas/Self" }) } },
			"/nodes": { get: { responses: answer({ type: "array", items: node }) } },
		},
		components: { schemas: { Node: { properties: { children: { type: "array", items: node } } }, Self: self } },
	});
	api("old", { swagger: "2.0", info: { title: "Old", version: "1" }, paths: {} });

	const out = join(folder, "site");
	const built = await run("build", "--spec", join(folder, "spec"), "--out", out);
	expect(built.stderr).toMatch(/^reference: not written: old: .*Swagger 2\.0.*\n$/);
	expect(built.code).toBe(1);
	expect(readFileSync(join(out, "index.html"), "utf8")).toContain("Odd");
	expect(existsSync(join(out, "größe/operations/取得.html"))).toBe(true);

	expect((await run("build", "--spec", join(folder, "spec/größe"), "--out", out)).code).toBe(0);
	expect(existsSync(join(out, "old"))).toBe(false);
	const refused = await run("build", "--spec", join(folder, "spec"), "--out", folder);
	expect(refused).toMatchObject({ code: 2, stdout: "" });
	expect(refused.stderr).toContain("is no site that was written before");
	expect(existsSync(join(folder, "spec"))).toBe(true);
});

it("serves the pages of the document as it is, and stops when it is asked to", async () => {
	const paths = { "/a": { get: { summary: "First", responses: {} } } };
	const document = { openapi: "3.0.3", info: { title: "One", version: "1" }, paths };
	api("one", document);
	const server = spawn(process.execPath, [program, "serve", "--spec", join(folder, "spec/one"), "--port", "0"]);
	const [line] = await once(server.stdout.setEncoding("utf8"), "data");
	const url = /^listening on (http:\S+)\n/.exec(line)?.[1] ?? "";

	const first = await fetch(`${url}/one/`);
	expect(await first.text()).toContain("First");
	expect(first.headers.get("content-security-policy")).toMatch(
		/^default-src 'none'; script-src 'self'; style-src 'self'/,
	);
	expect((await fetch(`${url}/one/nothing.html`)).status).toBe(404);
	expect((await fetch(`${url}/one/../../package.json`)).status).toBe(404);
	expect((await fetch(`${url}/one/`, { method: "POST" })).status).toBe(405);

	paths["/a"].get.summary = "Changed";
	writeFileSync(join(folder, "spec/one/openapi.yaml"), JSON.stringify(document));
	expect(await (await fetch(`${url}/one/`)).text()).toContain("Changed");
	writeFileSync(join(folder, "spec/one/openapi.yaml"), "openapi: 3.0.3\ninfo: {");
	const broken = await fetch(`${url}/one/`);
	expect(broken.status).toBe(500);
	expect(await broken.text()).toContain("This page could not be made");

	server.kill("SIGINT");
	expect(await once(server, "exit")).toEqual([0, null]);
});

it.each([
	[[], "a command is missing"],
	[["paint"], "there is no command paint"],
	[["build", "--spec", "/nowhere", "--out", "x"], "/nowhere has no openapi.yaml"],
	[["serve", "--spec", ".", "--colour"], "Unknown option '--colour'"],
])("refuses %j in one line", async (args, message) => {
	const { code, stderr } = await run(...args);
	expect(stderr).toContain(message);
	expect(stderr.trim().split("\n")).toHaveLength(1);
	expect(code).toBe(2);
});

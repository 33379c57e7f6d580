import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { runNode, startServer } from "./child.js";

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "onespec-child-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function script(source: string): string {
	const file = join(folder, "program.mjs");
	writeFileSync(file, source);
	return file;
}

it("waits until a server listens, keeps its log, and stops it", async () => {
	const file = script(`
		import { createServer } from "node:http";
		const server = createServer((request, response) => response.end()).listen(0, "127.0.0.1", () => {
			process.stdout.write("listening on ");
			setImmediate(() => console.log("http://127.0.0.1:" + server.address().port));
		});
		process.on("SIGTERM", () => server.close(() => process.exit(0)));
	`);
	const log = join(folder, "logs/server.log");
	const server = await startServer("little", file, [], { log });
	expect((await fetch(server.url).catch((error: Error) => error)) instanceof Error).toBe(false);
	await server.stop();
	expect(await server.ended).toEqual({ code: 0, signal: null });
	await expect(fetch(server.url)).rejects.toThrow();
	expect(readFileSync(log, "utf8")).toContain(server.url);
	await server.stop();
}, 15_000);

it("says what a server printed that ended before it was ready", async () => {
	const file = script('console.error("the database is in another castle"); process.exit(3);');
	await expect(startServer("little", file, [])).rejects.toThrow(
		/^little ended with code 3 before it was ready\. the database is in another castle$/,
	);
});

it("runs a program to its end and gives both streams", async () => {
	const file = script('console.log("out", process.argv[2]); console.error("err"); process.exitCode = 4;');
	const { code, output } = await runNode(file, ["x"]);
	expect(code).toBe(4);
	expect(output.split("\n").sort()).toEqual(["", "err", "out x"]);
});

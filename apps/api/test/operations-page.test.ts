import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { SERVE_SETTINGS } from "../src/cli/settings.js";
import { createMetrics } from "../src/management/metrics.js";
import { freePorts } from "./support/free-ports.js";
import { listening } from "./support/listening.js";
import { type PostgresServer, startPostgres } from "./support/postgres.js";
import { temporaryFolder } from "./support/service.js";

// docs/operations.md, held against the service: every command of it is run.

const root = fileURLToPath(new URL("../../../", import.meta.url));
const file = join(root, "docs/operations.md");
const page = readFileSync(file, "utf8");

interface Block {
	language: string;
	/** What follows the language. */
	note: string;
	text: string;
}

const blocks: Block[] = [...page.matchAll(/^```(\w+)(.*)\n([\s\S]*?)^```$/gm)].map(
	([, language = "", note = "", text = ""]) => ({ language, note: note.trim(), text }),
);

let postgres: PostgresServer;

beforeAll(async () => {
	postgres = await startPostgres();
});

afterAll(() => postgres?.close());

/** Runs shell blocks in one session, in a folder that looks like the checkout; returns what each one printed. */
async function runBlocks(texts: string[]): Promise<string[]> {
	const folder = temporaryFolder();
	symlinkSync(join(root, "apps"), join(folder, "apps"), "junction");
	const script = ["set -euo pipefail", ...texts.map((text) => `echo '@@@'\n${text}`)].join("\n");
	// In a group of its own, so that what the session has started ends with it.
	const shell = spawn("bash", ["-c", script], { cwd: folder, detached: true, stdio: ["ignore", "pipe", "pipe"] });
	onTestFinished(() => {
		try {
			process.kill(-(shell.pid ?? 0), "SIGKILL");
		} catch {
			// All of it has ended.
		}
	});
	let [out, err] = ["", ""];
	shell.stdout.on("data", (chunk) => (out += chunk));
	shell.stderr.on("data", (chunk) => (err += chunk));
	const [code] = await once(shell, "close");
	const outputs = out.split("@@@\n").slice(1);
	const log = existsSync(join(folder, "api.log")) ? readFileSync(join(folder, "api.log"), "utf8") : "";
	expect(code, `block ${outputs.length}:\n${texts[outputs.length - 1]}\n${outputs.at(-1)}\n${err}\n${log}`).toBe(0);
	return outputs;
}

it("every command of the page does what the page says", async () => {
	const spans: string[] = [];
	const collector = await listening(
		createServer(async (request, response) => {
			for await (const chunk of request) spans.push(String(chunk));
			response.end("{}");
		}),
	);
	const [api = 0, second = 0, metrics = 0] = await freePorts(3);
	const here: [string, string][] = [
		["3000", String(api)],
		["3001", String(second)],
		["9464", String(metrics)],
		["http://127.0.0.1:4318", collector],
		["postgres://api:secret@db.example/customer_groups", await postgres.newDatabase()],
	];
	const commands = blocks.filter(({ language, note }) => language === "sh" && note === "").map(({ text }) => text);
	for (const [there] of here) expect(commands.join("\n"), there).toContain(there);
	const outputs = await runBlocks(
		commands.map((text) => here.reduce((changed, [there, value]) => changed.replaceAll(there, value), text)),
	);
	/** What the block printed that has these words in it. */
	const output = (words: string) => outputs[commands.findIndex((text) => text.includes(words))] ?? "";

	expect(output('"Wholesale"')).toMatch(/"Status":"201"[\s\S]*"Name":"Wholesale"/);
	expect(output("backup --out backup.db")).toContain("stores 1, tokens 1, groups 1.");
	expect(output("backup --out backup.db")).toContain('"Status":"201"');
	expect(output("cp backup.db")).toBe('{"TotalCount":1}\n');
	expect(output("copy --from $API_DATABASE")).toMatch(/no difference[\s\S]*"Name":"Wholesale"/);
	expect(output("copy --from $DATABASE_URL")).toContain("no difference");
	expect(output("tokens revoke")).toMatch(/"Name":"Wholesale"[\s\S]*Revoked token 1\.\nstatus 401\nstatus 401\n/);
	expect(Number(output("grep --count"))).toBeGreaterThan(3);
	expect(output("9464")).toContain('api_request_duration_seconds_count{operation="readyz",status="200"} 1');
	expect(output("9464")).toContain('api_database_connections{state="max"} 10');
	expect(spans.join("")).toContain('"GET /readyz"');
	expect(output("before-upgrade.db")).toContain("stores 1, tokens 1, groups 1.");
}, 90_000);

it("what was not run says so, and all else is no command", () => {
	for (const { language, note, text } of blocks) {
		if (language === "sh") expect(["", "not run"], text).toContain(note);
		else expect(["json", "promql"], text).toContain(language);
	}
	const left = blocks.filter(({ note }) => note === "not run").map(({ text }) => text.split(" ").slice(0, 2).join(" "));
	expect(left).toEqual([
		"git pull",
		"sudo install",
		"sudo API_DATABASE=/var/lib/customer-groups-api/customer-groups.db",
		"podman build",
	]);
});

it("the page has every setting with its variable and default", () => {
	const rows = page.split("\n").filter((line) => line.startsWith("| `--"));
	for (const { flag, variable, fallback } of Object.values(SERVE_SETTINGS)) {
		const row = `| \`--${flag}\` | \`${variable}\` | ${fallback === "" ? "" : `\`${fallback}\` `}|`;
		expect(
			rows.filter((line) => line.startsWith(row)),
			row,
		).toHaveLength(1);
	}
	expect(rows).toHaveLength(Object.keys(SERVE_SETTINGS).length + 1); // and --database
});

it("the page has every metric of the service", async () => {
	const stats = { pool: { max: 1, open: 0, idle: 0, waiting: 0 }, commits: new Map() };
	const text = await createMetrics(createServer(), () => stats).text();
	const names = [...text.matchAll(/^# TYPE (api_\w+)/gm)].map(([, name]) => name);
	const told = [...page.matchAll(/^\| `(api_\w+)`/gm)].map(([, name]) => name);
	expect(told.sort()).toEqual(names.sort());
});

it("the page's links lead somewhere", () => {
	const links = [...page.matchAll(/\]\(([^)#\s]+)\)/g)].map(([, link = ""]) => link);
	expect(links.length).toBeGreaterThan(3);
	for (const link of links) expect(existsSync(join(dirname(file), link)), link).toBe(true);
});

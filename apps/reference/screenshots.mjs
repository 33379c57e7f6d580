#!/usr/bin/env node
/**
 * Takes the screenshots of the README: `npx nx run reference:screenshots`, or `node screenshots.mjs` in this folder. The
 * workspace has to be built, and a Chromium has to be there (CHROMIUM_PATH, or one of the usual places).
 */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = fileURLToPath(new URL("../..", import.meta.url));
const out = fileURLToPath(new URL("screenshots", import.meta.url));
const api = "customer-groups";
const shots = [
	{ name: "overview", path: "index.html", colorScheme: "light" },
	{ name: "operation", path: "operations/createCustomerGroup.html", colorScheme: "light" },
	{ name: "object", path: "objects/CustomerGroup.html", colorScheme: "dark" },
];

const chromiumFacts = execFileSync(process.execPath, [join(root, "tools/stack/bin/chromium.mjs")], {
	encoding: "utf8",
});
const folder = mkdtempSync(join(tmpdir(), "reference-screenshots-"));
// The form is there where a server is; none is asked on these pages.
writeFileSync(join(folder, "servers.json"), JSON.stringify({ [api]: { mock: "http://127.0.0.1:4010" } }));
const codegen = join(root, "tools/codegen/bin/codegen.mjs");
execFileSync(process.execPath, [codegen, "samples", "--spec", join(root, "spec", api), "--out", folder]);
const args = ["dist/main.js", "serve", "--spec", join(root, "spec"), "--port", "0", "--documents", folder];
const server = spawn(process.execPath, [...args, "--servers", join(folder, "servers.json")], {
	cwd: fileURLToPath(new URL(".", import.meta.url)),
	stdio: ["ignore", "pipe", "inherit"],
});
try {
	const [line] = await once(server.stdout.setEncoding("utf8"), "data");
	const url = /listening on (\S+)/.exec(line)?.[1];
	const executablePath = chromiumFacts.trim().replace(/ \S+ \S+$/, "");
	const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
	mkdirSync(out, { recursive: true });
	for (const { name, path, colorScheme } of shots) {
		const page = await browser.newPage({ colorScheme, viewport: { width: 1260, height: 600 } });
		await page.goto(`${url}/${api}/${path}`, { waitUntil: "networkidle" });
		await page.screenshot({ path: join(out, `${name}.png`) });
		console.log(join(out, `${name}.png`));
	}
	await browser.close();
} finally {
	server.kill();
	rmSync(folder, { recursive: true, force: true });
}

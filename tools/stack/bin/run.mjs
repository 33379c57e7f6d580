#!/usr/bin/env node
/**
 * The door to every command of the root. It builds what is not current and hands over. Plain JavaScript, since it runs
 * before anything is built.
 */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "./build.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
	fail(`Node ${process.versions.node} is too old: 20.19 or later is needed.`);
}
if (!existsSync(join(root, "node_modules"))) fail("The dependencies are not installed: run `npm ci` first.");

// Nothing of ours talks to an outside host, and no daemon outlives a command.
Object.assign(process.env, {
	NX_DAEMON: "false",
	NX_ISOLATE_PLUGINS: "false",
	NX_NO_CLOUD: "true",
	NX_TUI: "false",
	REDOCLY_TELEMETRY: "off",
	REDOCLY_SUPPRESS_UPDATE_NOTICE: "true",
	NO_UPDATE_NOTIFIER: "1",
});

// Nx itself runs some of the commands, and has built by then: it says so by `--built`.
if (!process.argv.includes("--built")) {
	const started = performance.now();
	const messages = await build(root);
	if (messages) fail(`${messages}\nThe workspace does not build; the compiler's messages are above.`);
	const seconds = (performance.now() - started) / 1000;
	if (seconds > 3) console.log(`✓ building ${seconds.toFixed(1)} s`);
}
const args = process.argv.slice(2).filter((arg) => arg !== "--built");

const { main } = await import(pathToFileURL(join(root, "tools/stack/dist/main.js")).href);
process.exitCode = await main(args, root);

function fail(message) {
	console.error(message);
	process.exit(1);
}

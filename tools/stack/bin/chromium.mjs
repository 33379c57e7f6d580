#!/usr/bin/env node
/**
 * Prints which Chromium this machine has, or `absent`: an input of every target whose tests drive a browser, so that
 * installing or updating one makes those tests run again. Reads the file's facts only; starting it would cost more.
 */
import { realpathSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome.exe"];
const candidates = [
	process.env.CHROMIUM_PATH,
	...(process.env.PATH ?? "").split(delimiter).flatMap((folder) => names.map((name) => join(folder, name))),
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
	"/Applications/Chromium.app/Contents/MacOS/Chromium",
];

function facts(path) {
	try {
		const real = realpathSync(path);
		const { size, mtimeMs } = statSync(real);
		return `${real} ${size} ${mtimeMs}`;
	} catch {
		return undefined;
	}
}

let found;
for (const path of candidates) {
	if (path && !found) found = facts(path);
}
console.log(found ?? "absent");

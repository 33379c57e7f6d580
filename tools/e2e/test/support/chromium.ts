import { run } from "../workspace.js";

/** The path of this machine's Chromium, if it has one. */
export async function findChromium(): Promise<string | undefined> {
	const { output } = await run("tools/stack/bin/chromium.mjs", []);
	return /^(.+) \d+ [\d.]+$/m.exec(output)?.[1];
}

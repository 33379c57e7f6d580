import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome.exe"];

/**
 * Finds a Chromium for the browser tests: CHROMIUM_PATH, or one of the usual places.
 *
 * @returns the path of the executable, or undefined where there is none
 */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
	if (env.CHROMIUM_PATH) return existsSync(env.CHROMIUM_PATH) ? env.CHROMIUM_PATH : undefined;
	const programs = [env.PROGRAMFILES, env["PROGRAMFILES(X86)"], env.LOCALAPPDATA].filter(
		(folder) => folder !== undefined,
	);
	return [
		...(env.PATH ?? "").split(delimiter).flatMap((folder) => names.map((name) => join(folder, name))),
		"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
		"/Applications/Chromium.app/Contents/MacOS/Chromium",
		...programs.map((folder) => join(folder, "Google", "Chrome", "Application", "chrome.exe")),
	].find((path) => existsSync(path));
}

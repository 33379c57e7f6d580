import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A file that every page uses. */
export interface Asset {
	readonly contentType: string;
	readonly text: string;
}

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const JAVASCRIPT = "text/javascript; charset=utf-8";

let made: Promise<ReadonlyMap<string, Asset>> | undefined;

/** The style sheet, the icon and the scripts, by their names below `assets/`; the scripts are bundled once. */
export function assets(): Promise<ReadonlyMap<string, Asset>> {
	made ??= make();
	return made;
}

async function make(): Promise<ReadonlyMap<string, Asset>> {
	const scripts = await Promise.all([
		bundled("browser/site.ts", "es"),
		// It runs before the page is drawn, which a module would not.
		bundled("browser/theme.ts", "iife"),
	]);
	return new Map([
		...scripts.flat(),
		["site.css", { contentType: "text/css; charset=utf-8", text: readFileSync(at("public/site.css"), "utf8") }],
		["icon.svg", { contentType: "image/svg+xml", text: readFileSync(at("public/icon.svg"), "utf8") }],
	]);
}

async function bundled(input: string, format: "es" | "iife"): Promise<[string, Asset][]> {
	// Loaded when it is needed: a server starts without it.
	const { rolldown } = await import("rolldown");
	const bundle = await rolldown({ input: at(input), platform: "browser" });
	const { output } = await bundle.generate({
		format,
		minify: true,
		entryFileNames: "[name].js",
		chunkFileNames: "[name].js",
	});
	await bundle.close();
	return output.flatMap((one): [string, Asset][] =>
		one.type === "chunk" ? [[one.fileName, { contentType: JAVASCRIPT, text: one.code }]] : [],
	);
}

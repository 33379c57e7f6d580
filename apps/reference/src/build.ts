import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { assets } from "./assets.js";
import { apisPage, type ListedApi } from "./pages/apis.js";
import { pagesOf } from "./site.js";
import { type ApiFolder, readSource, type SourceOptions } from "./source.js";

/** What was written. */
export interface Built {
	readonly files: number;
	/** The APIs that have no pages because their documents could not be read. */
	readonly unread: readonly string[];
}

/**
 * Writes the site of some APIs as files that any web server can serve.
 *
 * @param out the folder to write; what it held before is removed
 */
export async function buildSite(folders: readonly ApiFolder[], out: string, options: SourceOptions): Promise<Built> {
	rmSync(out, { recursive: true, force: true });
	let files = 0;
	const folderMade = new Set<string>();
	const write = (path: string, text: string) => {
		const file = join(out, path);
		if (!folderMade.has(dirname(file))) mkdirSync(dirname(file), { recursive: true });
		folderMade.add(dirname(file));
		writeFileSync(file, text);
		files += 1;
	};
	for (const [name, { text }] of await assets()) write(`assets/${name}`, text);
	const listed: ListedApi[] = [];
	for (const folder of folders) {
		const source = await readSource(folder, options).catch((error: Error) => error);
		listed.push(listedApi(folder.name, source));
		if (source instanceof Error) continue;
		for (const [path, page] of pagesOf(source)) write(`${folder.name}/${path}`, page.render());
	}
	write("index.html", apisPage(listed));
	return {
		files,
		unread: listed.flatMap(({ name, about, reason }) => (about === undefined ? [`${name}: ${reason}`] : [])),
	};
}

/** What the list of APIs says of one that was read, or could not be. */
export function listedApi(name: string, source: Awaited<ReturnType<typeof readSource>> | Error): ListedApi {
	if (source instanceof Error) return { name, about: undefined, reason: source.message };
	const { info, operations } = source.model;
	return {
		name,
		about: {
			title: info.title,
			version: info.version,
			description: info.description ?? info.summary,
			operations: operations.length,
		},
	};
}

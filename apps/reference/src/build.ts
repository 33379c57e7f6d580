import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { assets } from "./assets.js";
import { apisPage, type ListedApi } from "./pages/apis.js";
import { pagesOf } from "./site.js";
import { type ApiFolder, readSource, type SourceOptions } from "./source.js";
import { UsageError } from "./usage-error.js";

/** What was written. */
export interface Built {
	readonly files: number;
	/** What has no page, and why: APIs whose documents could not be read, and single pages. */
	readonly missing: readonly string[];
}

/**
 * Writes the site of some APIs as files that any web server can serve.
 *
 * @param out the folder to write; a site that was written there before is replaced
 * @throws UsageError where the folder holds anything else
 */
export async function buildSite(folders: readonly ApiFolder[], out: string, options: SourceOptions): Promise<Built> {
	const isTaken = existsSync(out) && readdirSync(out).length > 0 && !existsSync(join(out, "assets/site.css"));
	if (isTaken) throw new UsageError(`${out} is no site that was written before: name an empty folder, or a new one.`);
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
	const missing: string[] = [];
	for (const folder of folders) {
		const source = await readSource(folder, options).catch((error: Error) => error);
		listed.push(listedApi(folder.name, source));
		if (source instanceof Error) {
			missing.push(`${folder.name}: ${source.message}`);
			continue;
		}
		for (const [path, page] of pagesOf(source)) {
			try {
				write(`${folder.name}/${path}`, page.render());
			} catch (error) {
				missing.push(`${folder.name}/${path}: ${(error as Error).message}`);
			}
		}
	}
	write("index.html", apisPage(listed));
	return { files, missing };
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

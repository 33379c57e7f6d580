import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { runNode } from "@onespec/stack/child";
import { CommandError } from "@onespec/stack/command-error";
import { npmCli } from "@onespec/stack/npm";
import type { PublicDocument } from "./public-documents.js";

const packTimeoutMs = 180_000;

/**
 * Puts a public document into a folder as `openapi.yaml`, as it is but for the version that it is to be run under.
 *
 * @param document which one
 * @param cache a folder that keeps what was fetched; it is asked first
 * @param folder where the document goes
 * @throws CommandError where npm or tar fails
 */
export async function fetchDocument(document: PublicDocument, cache: string, folder: string): Promise<void> {
	const kept = join(cache, document.from, document.file);
	if (!existsSync(kept)) await unpack(document, cache, kept);
	await mkdir(folder, { recursive: true });
	const target = join(folder, "openapi.yaml");
	if (document.openapi === undefined) return await copyFile(kept, target);
	const text = await readFile(kept, "utf8");
	await writeFile(target, text.replace(/(openapi["']?:\s*["']?)3\.\d+\.\d+/, `$1${document.openapi}`));
}

async function unpack({ from, file }: PublicDocument, cache: string, kept: string): Promise<void> {
	await mkdir(cache, { recursive: true });
	const folder = await mkdtemp(join(cache, ".fetching-"));
	try {
		const args = ["pack", from, "--pack-destination", folder, "--silent"];
		const { code, output } = await runNode(npmCli(), args, { cwd: folder, timeoutMs: packTimeoutMs });
		const [archive] = (await readdir(folder)).filter((name) => name.endsWith(".tgz"));
		if (code !== 0 || archive === undefined) throw new CommandError(`npm could not fetch ${from}: ${output.trim()}`);
		// Relative paths: some tars read a drive's colon as a host.
		await promisify(execFile)("tar", ["-xzf", archive, `package/${file}`], { cwd: folder });
		await mkdir(dirname(kept), { recursive: true });
		await rename(join(folder, "package", file), kept);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

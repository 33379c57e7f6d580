import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import type { Api } from "@onespec/stack/workspace";
import { program, root, run } from "../workspace.js";
import type { Service } from "./readme-program.js";

/** A live service with demo data, on a database of its own. */
export interface LiveService extends Service {
	stop(): Promise<void>;
}

/** Starts the live service of an API on a free port. */
export async function startLive(api: Api): Promise<LiveService> {
	if (!api.live) throw new Error(`${api.name} has no live service.`);
	const bin = relative(root, api.live.bin);
	const folder = mkdtempSync(join(tmpdir(), "onespec-live-"));
	const database = join(folder, "live.db");
	const file = join(folder, "credentials.json");
	const made = await run(bin, ["demo", "--database", database, "--out", file]);
	if (made.code !== 0) throw new Error(`There is no demo data:\n${made.output}`);
	const server = program(bin, ["serve", "--database", database, "--port", "0"]);
	const [, url = ""] = await server.until(/listening on (\S+)\n/);
	return {
		url,
		credentials: JSON.parse(readFileSync(file, "utf8")) as Record<string, string>,
		async stop() {
			server.child.kill("SIGTERM");
			await server.ended;
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

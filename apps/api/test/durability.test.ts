import { spawnSync } from "node:child_process";
import { readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { openData } from "../src/data/open-data.js";
import { openSqlite } from "../src/data/sqlite/sqlite-database.js";
import { type PostgresServer, startPostgres } from "./support/postgres.js";
import { startProcess } from "./support/process.js";
import { createGroup, newStore, startService, temporaryFolder } from "./support/service.js";
import { judgeTrace, readTrace, type TraceEvent } from "./support/trace.js";
import { createClient } from "./support/writers.js";

const hasStrace = spawnSync("strace", ["-o", "/dev/null", "true"]).status === 0;

describe("SQLite: the log is synced before the answer", () => {
	const CALLS = "read,recvfrom,write,writev,pwrite64,pwritev,sendto,sendmsg,fsync,fdatasync";

	it("in every answer that acknowledges a write (needs strace)", { timeout: 60_000 }, async ({ skip }) => {
		if (!hasStrace) skip("strace is not installed, or may not trace here.");
		const folder = realpathSync(temporaryFolder());
		const database = join(folder, "groups.db");
		const trace = join(folder, "trace");
		const data = openSqlite(database);
		const credentials = await newStore(data);
		await data.close();

		const service = await startProcess({
			database,
			under: ["strace", "-D", "-f", "-y", "-s", "32", "-e", `trace=${CALLS}`, "-o", trace],
		});
		onTestFinished(service.kill);
		const client = createClient(service.url, credentials);
		onTestFinished(client.close);
		const created = await Promise.all(
			Array.from({ length: 30 }, (_, index) => client.send("POST", "/CustomerGroups", { Name: `at once ${index}` })),
		);
		expect(created.map((answer) => answer?.status)).toEqual(created.map(() => 201));
		const writes: [string, string, unknown?][] = [
			["PUT", "/CustomerGroups/1", { Name: "updated" }],
			["PUT", "/CustomerGroups", created.map((_, index) => ({ CustomerGroupID: index + 1, Name: "all" }))],
			["DELETE", "/CustomerGroups/2"],
			["POST", "/CustomerGroups", { Name: "last" }],
		];
		for (const [method, path, body] of writes) {
			expect((await client.send("GET", "/CustomerGroups/1"))?.status).toBe(200);
			expect([200, 201]).toContain((await client.send(method, path, body))?.status);
		}
		client.close();
		await service.stop();

		const read = () => readTrace(readFileSync(trace, "utf8"), `${database}-wal`);
		const all = created.length + writes.length;
		await expect.poll(() => judgeTrace(read()).answers).toBe(all);
		const events = read();
		expect(judgeTrace(events).early).toEqual([]);
		// The same judge on the same trace without syncs, and with each one after the answers that it was for.
		expect(judgeTrace(events.filter(({ kind }) => kind !== "sync")).early).toHaveLength(all);
		expect(judgeTrace(syncsLater(events)).early).not.toEqual([]);
	});

	it("reads what strace writes, and sees what is in the wrong order", () => {
		const lines = [
			'7 read(20<TCP:[1]>, "POST /3dCartWebAPI/v1/Customer"..., 65536) = 300',
			'7 pwrite64(18</d/g.db-wal>, "\\1\\2"..., 24, 0) = 24',
			"7 fdatasync(18</d/g.db-wal> <unfinished ...>",
			'8 write(5</d/other>, "HTTP"..., 4) = 4',
			"7 <... fdatasync resumed>)           = 0",
			'7 writev(20<TCP:[1]>, [{iov_base="HTTP/1.1 201 Created\\r\\n"..., iov_len=9}], 1) = 9',
		];
		const judged = (order: number[]) =>
			judgeTrace(readTrace(order.map((line) => lines[line]).join("\n"), "/d/g.db-wal"));
		expect(judged([0, 1, 2, 3, 4, 5])).toEqual({ answers: 1, early: [] });
		expect(judged([0, 1, 2, 3, 5, 4]).early).toHaveLength(1); // answered within the sync
		expect(judged([0, 1, 5]).early).toHaveLength(1);
		expect(judged([1, 2, 4, 0, 5]).early).toHaveLength(1); // synced before the request came
		expect(judged([0, 2, 4, 1, 5]).early).toHaveLength(1); // synced before the log was written
	});
});

/** Moves each sync behind the next answer. */
function syncsLater(events: readonly TraceEvent[]): TraceEvent[] {
	const moved: TraceEvent[] = [];
	let syncs: TraceEvent[] = [];
	for (const event of events) {
		if (event.kind === "sync") syncs.push(event);
		else {
			moved.push(event);
			if (event.kind === "answer") {
				moved.push(...syncs);
				syncs = [];
			}
		}
	}
	return moved;
}

describe("PostgreSQL: the log is on the disk before the answer", () => {
	/** A server that would by itself acknowledge commits long before they are on the disk. */
	const LAZY = {
		synchronous_commit: "off",
		wal_writer_delay: "10s",
		autovacuum: "off",
		wal_level: "minimal",
		max_wal_senders: "0",
	};
	let postgres: PostgresServer;
	beforeAll(async () => {
		postgres = await startPostgres(LAZY);
	});
	afterAll(() => postgres.close());

	async function start() {
		const database = await postgres.newDatabase();
		const client = new Client({ connectionString: database });
		await client.connect();
		onTestFinished(() => client.end());
		const data = await openData(database);
		const service = await startService({ data });
		/** How many bytes of the log are not on the disk. */
		const unflushed = async () => {
			const { rows } = await client.query("SELECT pg_current_wal_insert_lsn() - pg_current_wal_flush_lsn() AS bytes");
			return Number(rows[0].bytes);
		};
		return { ...service, database, client, unflushed, credentials: await newStore(data) };
	}

	it("after every acknowledged write, though the server's default is otherwise", async ({ skip }) => {
		if (postgres.process === undefined) skip("The server of TEST_DATABASE_URL has other settings.");
		const { call, client, unflushed, credentials } = await start();
		const writes: [string, string, unknown?][] = [
			["PUT", "/CustomerGroups/1", { Name: "b" }],
			["PUT", "/CustomerGroups", [{ CustomerGroupID: 1, Name: "c" }]],
			["DELETE", "/CustomerGroups/1"],
		];
		await createGroup(call, credentials, { Name: "a" });
		expect(await unflushed()).toBe(0);
		for (const [method, path, body] of writes) {
			expect((await call(method, path, { credentials, body })).status).toBe(200);
			expect(await unflushed(), `${method} ${path}`).toBe(0);
		}
		// The same look at a session that takes the server's default.
		await client.query("CREATE TABLE lazy AS SELECT 1");
		expect(await unflushed()).toBeGreaterThan(0);
	});

	it("by these settings of the server", async () => {
		const { client } = await start();
		const { rows } = await client.query(
			"SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes') ORDER BY 1",
		);
		expect(rows).toEqual([
			{ name: "fsync", setting: "on" },
			{ name: "full_page_writes", setting: "on" },
		]);
	});
});

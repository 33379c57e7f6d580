import { execFileSync, spawnSync } from "node:child_process";
import { renameSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import Database from "libsql";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { openData } from "../src/data/open-data.js";
import { generalExample } from "../src/document.js";
import { Ledger } from "./support/ledger.js";
import { type PostgresServer, startPostgres } from "./support/postgres.js";
import { startProcess } from "./support/process.js";
import { newStore, temporaryFolder } from "./support/service.js";
import { createClient, findAll, writeUntilFailure } from "./support/writers.js";

const hasPrlimit = spawnSync("prlimit", ["--version"]).status === 0;

const WRITES: [method: string, path: string, body?: unknown][] = [
	["POST", "/CustomerGroups", { Name: "refused" }],
	["PUT", "/CustomerGroups/1", { Name: "refused" }],
	["PUT", "/CustomerGroups", [{ CustomerGroupID: 1, Name: "refused" }]],
	["DELETE", "/CustomerGroups/1"],
];

/** Starts a service as a process of its own, over a database with these groups. */
async function start(database: string, names = ["kept"]) {
	const data = await openData(database);
	const credentials = await newStore(data);
	await data.close();
	const service = await startProcess({ database });
	onTestFinished(service.kill);
	const client = createClient(service.url, credentials);
	onTestFinished(client.close);
	const call = async (method: string, path: string, body?: unknown) => {
		const response = await fetch(service.url + path, {
			method,
			headers: { ...credentials, ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
			body: body === undefined ? null : JSON.stringify(body),
		});
		return { status: response.status, retryAfter: response.headers.get("retry-after"), json: await response.json() };
	};
	const groups = async () =>
		((await call("GET", "/CustomerGroups")).json as { Name: string }[]).map(({ Name }) => Name);
	for (const Name of names) await call("POST", "/CustomerGroups", { Name });
	return { service, credentials, client, call, groups };
}

type Started = Awaited<ReturnType<typeof start>>;

async function expectUnavailable({ call }: Started, requests: typeof WRITES): Promise<void> {
	for (const [method, path, body] of requests) {
		expect(await call(method, path, body), `${method} ${path}`).toEqual({
			status: 503,
			retryAfter: "5",
			json: generalExample("unavailable"),
		});
	}
}

/** The process is the one that was started, and writes. */
async function expectRecovered({ service, call, groups }: Started): Promise<void> {
	await expect.poll(async () => (await call("GET", "/CustomerGroups")).status, { timeout: 20_000 }).toBe(200);
	expect(await groups()).toEqual(["kept"]);
	expect((await call("POST", "/CustomerGroups", { Name: "after" })).status).toBe(201);
	expect(await groups()).toEqual(["kept", "after"]);
	expect([service.child.exitCode, service.child.signalCode]).toEqual([null, null]);
}

describe("SQLite", () => {
	const file = () => join(temporaryFolder(), "groups.db");

	it("a disk that is full: writes are refused whole, reads go on; then there is room again", async ({ skip }) => {
		if (!hasPrlimit) skip("There is no prlimit to limit the size of files with.");
		const database = file();
		const started = await start(database);
		const { service, call, groups } = started;
		const limit = (size: string) => execFileSync("prlimit", [`--pid=${service.pid}`, `--fsize=${size}`]);
		limit("65536:unlimited");
		const Description = "x".repeat(60_000);
		const large: typeof WRITES = [
			["POST", "/CustomerGroups", { Name: "refused", Description, RegistrationMessage: Description }],
			[
				"PUT",
				"/CustomerGroups",
				[
					{ CustomerGroupID: 1, Name: "refused" },
					{ CustomerGroupID: 1, Description, RegistrationMessage: Description },
				],
			],
		];
		await expectUnavailable(started, large);
		expect(await groups()).toEqual(["kept"]);
		limit("unlimited:unlimited");
		await expectRecovered(started);
		for (const [method, path, body] of large) expect((await call(method, path, body)).status).toBeLessThan(300);
		await service.stop();
		const check = new Database(database);
		expect(check.pragma("integrity_check")).toEqual([{ integrity_check: "ok" }]);
		check.close();
	});

	it("a disk that fills up under many writers: what was acknowledged is there, the rest is whole or not", async ({
		skip,
	}) => {
		if (!hasPrlimit) skip("There is no prlimit to limit the size of files with.");
		const database = file();
		const { service, client } = await start(database, []);
		const ledger = new Ledger();
		for (const size of [200_000, 400_000, 800_000]) {
			execFileSync("prlimit", [`--pid=${service.pid}`, `--fsize=${size}:unlimited`]);
			await writeUntilFailure(client, ledger, { writers: 4, unavailable: "refused" });
			ledger.settle(await findAll(client));
		}
		expect(ledger.counts.acknowledged).toBeGreaterThan(0);
		// It stops as ever where its log finds no room in the file, and all is there at the next start.
		execFileSync("prlimit", [`--pid=${service.pid}`, "--fsize=4096:unlimited"]);
		expect(await service.stop()).toBe(0);
		const data = await openData(database);
		const [store] = await data.access.listStores();
		expect(store?.groups).toBe(ledger.certain().length);
		await data.close();
	}, 60_000);

	it("a file that another process holds: refused within its time, reads do not wait; then it is free", async () => {
		const database = file();
		const started = await start(database);
		const other = new Database(database);
		onTestFinished(() => {
			other.close();
		});
		other.exec("BEGIN IMMEDIATE");
		let waiting = true;
		const refused = Promise.all(WRITES.map((write) => expectUnavailable(started, [write]))).finally(() => {
			waiting = false;
		});
		let reads = 0;
		while (waiting) {
			expect(await started.groups()).toEqual(["kept"]);
			reads++;
			await pause(20);
		}
		await refused;
		expect(reads).toBeGreaterThan(5);
		other.exec("ROLLBACK");
		await expectRecovered(started);
	});

	it("a file that was moved away: refused; then it is back", async () => {
		const database = file();
		const started = await start(database);
		const suffixes = ["", "-wal", "-shm"];
		for (const suffix of suffixes) renameSync(database + suffix, `${database}.away${suffix}`);
		await expectUnavailable(started, [...WRITES, ["GET", "/CustomerGroups"], ["GET", "/CustomerGroups/1"]]);
		for (const suffix of suffixes) renameSync(`${database}.away${suffix}`, database + suffix);
		await expectRecovered(started);
	});

	it("a file that is moved away and back under many writers loses nothing that was acknowledged", async () => {
		const database = file();
		const { client } = await start(database, []);
		const ledger = new Ledger();
		for (let round = 0; round < 5; round++) {
			const writing = writeUntilFailure(client, ledger, { writers: 4, unavailable: "refused" });
			const target = ledger.counts.acknowledged + 20;
			while (ledger.counts.acknowledged < target) await pause(1);
			for (const suffix of ["", "-wal", "-shm"]) renameSync(database + suffix, `${database}.away${suffix}`);
			await writing;
			for (const suffix of ["-shm", "-wal", ""]) renameSync(`${database}.away${suffix}`, database + suffix);
			ledger.settle(await findAll(client));
		}
		expect(ledger.counts.acknowledged).toBeGreaterThanOrEqual(100);
	});
});

describe("PostgreSQL", () => {
	let postgres: PostgresServer;
	beforeAll(async () => {
		postgres = await startPostgres();
	});
	afterAll(() => postgres.close());

	async function connect(database: string): Promise<Client> {
		const client = new Client({ connectionString: database });
		await client.connect();
		client.on("error", () => undefined);
		onTestFinished(() => client.end());
		return client;
	}

	it("a server that is stopped: refused; then it runs again", async ({ skip }) => {
		const server = postgres.process;
		if (server === undefined) return skip("The server of TEST_DATABASE_URL is not ours to stop.");
		const started = await start(await postgres.newDatabase());
		await server.stop("fast");
		await expectUnavailable(started, [...WRITES, ["GET", "/CustomerGroups"]]);
		await server.start();
		await expectRecovered(started);
	});

	it("a table that another session holds: refused within its time; then it is free", async () => {
		const database = await postgres.newDatabase();
		const started = await start(database);
		const other = await connect(database);
		await other.query("BEGIN; LOCK TABLE customer_groups IN ACCESS EXCLUSIVE MODE");
		await Promise.all(WRITES.map((write) => expectUnavailable(started, [write])));
		await other.query("ROLLBACK");
		await expectRecovered(started);
	});

	it("sessions that an administrator ends: at most one request each is refused", async () => {
		const database = await postgres.newDatabase();
		const started = await start(database);
		const other = await connect(database);
		for (let round = 0; round < 3; round++) {
			await Promise.all(Array.from({ length: 10 }, () => started.call("GET", "/CustomerGroups")));
			await other.query(
				"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
			);
			const answers = await Promise.all(Array.from({ length: 10 }, () => started.call("GET", "/CustomerGroups")));
			for (const { status } of answers) expect([200, 503]).toContain(status);
		}
		await expectRecovered(started);
	});

	it("a server that takes no more connections: refused; then there is room again", async ({ skip }) => {
		if (postgres.process === undefined) skip("The server of TEST_DATABASE_URL may have other clients.");
		const database = await postgres.newDatabase();
		const started = await start(database);
		const name = new URL(database).pathname.slice(1);
		const administrator = await connect(new URL("/postgres", database).href);
		await administrator.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
		await administrator.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);
		await expect.poll(async () => (await started.call("GET", "/CustomerGroups")).status).toBe(503);
		await expectUnavailable(started, WRITES);
		await administrator.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
		await expectRecovered(started);
	});

	it("a process of the server that crashes takes nothing with it that was acknowledged", async ({ skip }) => {
		if (postgres.process === undefined) skip("The processes of the server of TEST_DATABASE_URL are not ours.");
		const database = await postgres.newDatabase();
		const { client } = await start(database, []);
		const ledger = new Ledger();
		const other = await connect(database);
		const writing = writeUntilFailure(client, ledger, { writers: 4, unavailable: "in doubt" });
		while (ledger.counts.acknowledged < 20) await pause(1);
		const { rows } = await other.query(
			"SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() LIMIT 1",
		);
		process.kill(rows[0].pid, "SIGKILL"); // the server ends all of its sessions and recovers
		await writing;
		await expect.poll(async () => (await client.send("GET", "/CustomerGroups"))?.status, { timeout: 20_000 }).toBe(200);
		ledger.settle(await findAll(client));
	});
});

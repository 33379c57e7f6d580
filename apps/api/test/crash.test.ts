import { randomInt } from "node:crypto";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Client as PostgresClient } from "pg";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { openData } from "../src/data/open-data.js";
import { Ledger } from "./support/ledger.js";
import { type PostgresServer, startPostgres } from "./support/postgres.js";
import { startProcess } from "./support/process.js";
import { type Credentials, newStore, temporaryFolder } from "./support/service.js";
import { createClient, findAll, writeUntilFailure } from "./support/writers.js";

/** How often the service is killed, on each database; `CRASH_ROUNDS=50` kills it more often. */
const ROUNDS = Number(process.env.CRASH_ROUNDS ?? 9);

/** Databases that are written to at the same time, each by a service of its own. */
const LANES = 3;

/** After how many acknowledged writes of a round it ends, at most; then within so many milliseconds. */
const WRITES = 80;
const LATER = 5;

async function storeIn(database: string): Promise<Credentials> {
	const data = await openData(database);
	try {
		return await newStore(data);
	} finally {
		await data.close();
	}
}

/** Kills the service again and again while it is written to; after each kill all must be there that was acknowledged. */
async function crashes(database: string, rounds: number, ended: () => Promise<void> = async () => undefined) {
	const credentials = await storeIn(database);
	const ledger = new Ledger();
	for (let round = 0; round <= rounds; round++) {
		const service = await startProcess({ database });
		onTestFinished(service.kill);
		const client = createClient(service.url, credentials);
		ledger.settle(await findAll(client));
		if (round < rounds) {
			const writing = writeUntilFailure(client, ledger, { unavailable: "in doubt" });
			await someMoment(ledger);
			await Promise.all([service.kill(), writing]);
			await ended();
		}
		client.close();
		await service.kill();
	}
	return ledger.counts;
}

/** Waits until a moment in the middle of writing. */
async function someMoment(ledger: Ledger): Promise<void> {
	const until = ledger.counts.acknowledged + randomInt(WRITES);
	while (ledger.counts.acknowledged < until) await pause(1);
	await pause(randomInt(LATER));
}

/** Runs all rounds in lanes; where one fails, the others end before this does, so that none outlives the test. */
async function inLanes<T>(work: (rounds: number) => Promise<T>): Promise<T[]> {
	const rounds = Array.from({ length: LANES }, (_, lane) => Math.floor((ROUNDS + lane) / LANES));
	const lanes = rounds.map(work);
	await Promise.allSettled(lanes);
	return Promise.all(lanes);
}

function expectBoth(counts: readonly Ledger["counts"][]): void {
	for (const { acknowledged, doubtful } of counts) {
		expect(acknowledged).toBeGreaterThan(0);
		expect(doubtful).toBeGreaterThan(0);
	}
}

it(`SQLite: no acknowledged write is lost in ${ROUNDS} times kill -9`, {
	timeout: 20_000 + ROUNDS * 3000,
}, async () => {
	const folder = temporaryFolder();
	expectBoth(await inLanes((rounds) => crashes(join(folder, `${rounds}-${randomInt(1e9)}.db`), rounds)));
});

describe("PostgreSQL", () => {
	let postgres: PostgresServer;
	beforeAll(async () => {
		postgres = await startPostgres();
	});
	afterAll(() => postgres.close());

	/** Waits until the server has noticed that the service is gone: what it was doing may still be committed. */
	async function lastSessionEnded(database: string): Promise<void> {
		const client = new PostgresClient({ connectionString: database });
		await client.connect();
		const others = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
		await expect.poll(async () => (await client.query(others)).rowCount, { timeout: 10_000 }).toBe(0);
		await client.end();
	}

	it(`no acknowledged write is lost in ${ROUNDS} times kill -9`, { timeout: 20_000 + ROUNDS * 3000 }, async () => {
		const all = inLanes(async (rounds) => {
			const database = await postgres.newDatabase();
			return crashes(database, rounds, () => lastSessionEnded(database));
		});
		expectBoth(await all);
	});

	it("none is lost with the server, and the service goes on with the next one", { timeout: 90_000 }, async ({
		skip,
	}) => {
		const server = postgres.process;
		if (server === undefined) return skip("The server of TEST_DATABASE_URL is not ours to kill.");
		const database = await postgres.newDatabase();
		const credentials = await storeIn(database);
		const service = await startProcess({ database });
		onTestFinished(service.kill);
		const client = createClient(service.url, credentials);
		onTestFinished(client.close);
		const ledger = new Ledger();
		for (const end of [server.kill, () => server.stop("immediate"), server.kill, () => server.stop("fast")]) {
			const writing = writeUntilFailure(client, ledger, { unavailable: "in doubt" });
			await someMoment(ledger);
			await Promise.all([end.call(server), writing]);
			await server.start();
			await expect
				.poll(async () => (await client.send("GET", "/CustomerGroups"))?.status, { timeout: 20_000 })
				.toBe(200);
			ledger.settle(await findAll(client));
		}
		expectBoth([ledger.counts]);
	});
});

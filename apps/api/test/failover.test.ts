import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { Client } from "pg";
import { expect, it, onTestFinished } from "vitest";
import { openData } from "../src/data/open-data.js";
import { Ledger } from "./support/ledger.js";
import { startPostgres } from "./support/postgres.js";
import { startProcess } from "./support/process.js";
import { newStore } from "./support/service.js";
import { createClient, findAll, writeUntilFailure } from "./support/writers.js";

/** A port that leads to one server or another, as an address that moves with the primary does. */
async function movableAddress(port: number) {
	let target = port;
	const sockets = new Set<Socket>();
	const server = createServer((client) => {
		const upstream = connect(target, "127.0.0.1");
		for (const [from, to] of [
			[client, upstream],
			[upstream, client],
		] as const) {
			sockets.add(from);
			from
				.on("error", () => to.destroy())
				.on("close", () => {
					sockets.delete(from);
					to.destroy();
				});
			from.pipe(to);
		}
	}).listen(0, "127.0.0.1");
	await once(server, "listening");
	onTestFinished(() => {
		server.close();
		for (const socket of sockets) socket.destroy();
	});
	return {
		port: (server.address() as AddressInfo).port,
		moveTo(other: number) {
			target = other;
		},
	};
}

async function execute<Row extends object>(url: string, sql: string): Promise<Row[]> {
	const client = new Client({ connectionString: url });
	await client.connect();
	try {
		return (await client.query<Row>(sql)).rows;
	} finally {
		await client.end();
	}
}

it("a primary that ends under load, and a standby that is promoted: nothing that was acknowledged is lost", async () => {
	const postgres = await startPostgres();
	onTestFinished(() => postgres.close());
	const primary = postgres.process;
	if (primary === undefined) return; // TEST_DATABASE_URL names a server that is not ours to end.
	const url = await postgres.newDatabase();
	const standby = await primary.startStandby(url);
	onTestFinished(() => standby.stop("immediate"));
	const state = "SELECT sync_state FROM pg_stat_replication";
	await expect.poll(() => execute(url, state), { timeout: 20_000 }).toEqual([{ sync_state: "sync" }]);

	const address = await movableAddress(Number(new URL(url).port));
	const database = Object.assign(new URL(url), { port: String(address.port) }).href;
	const data = await openData(database);
	const credentials = await newStore(data);
	await data.close();
	const service = await startProcess({ database });
	onTestFinished(service.kill);
	const client = createClient(service.url, credentials);
	onTestFinished(client.close);
	const ledger = new Ledger();
	const writing = writeUntilFailure(client, ledger, { unavailable: "in doubt" });
	await expect.poll(() => ledger.counts.acknowledged, { timeout: 30_000 }).toBeGreaterThan(300);
	await primary.kill();
	await writing;

	const promoted = Object.assign(new URL(url), { port: String(standby.port) }).href;
	await execute(promoted, "SELECT pg_promote()");
	address.moveTo(standby.port);
	await expect.poll(async () => (await client.send("GET", "/CustomerGroups"))?.status, { timeout: 20_000 }).toBe(200);
	ledger.settle(await findAll(client));
	expect((await client.send("POST", "/CustomerGroups", { Name: "afterwards" }))?.status).toBe(201);
	expect(ledger.counts.acknowledged).toBeGreaterThan(300);
}, 90_000);

import { closeSync, fdatasyncSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { requireSameAnswers } from "../compare.js";
import { besideFrameworks, type Figure, median } from "../figures.js";
import { load } from "../load.js";
import { measure, type Rounds, ratio, spread } from "../measure.js";
import { type ApiRequest, bulkUpdate, create, PEER_CREDENTIALS, requests, scattered, update } from "../requests.js";
import { seedSqlite } from "../seed.js";
import { startPeer, withServers } from "../server.js";
import { createStore, startService, startVariant } from "../service.js";
import { documentFile } from "./document.js";
import type { Context, Outcome, Part } from "./part.js";

const GROUPS = 10_000;

/** Different requests of a kind. */
const REQUESTS = 512;

/** The groups that single updates change, and the hundreds that bulk updates change. */
const UPDATED = 200;
const BULKS = 97;

/** Creates and updates, 32 at once, every one durable before it is answered, and bulk updates. */
export const writes: Part = { title: "creates, updates and bulk updates, SQLite", run };

async function run({ root, folder, rounds }: Context): Promise<Outcome> {
	const database = join(folder, "writes.db");
	const relaxed = join(folder, "writes-normal.db");
	const credentials = await createStore(root, database);
	const relaxedCredentials = await createStore(root, relaxed);
	for (const file of [database, relaxed]) seedSqlite(file, { groups: GROUPS });
	const starts = {
		raw: startPeer(root, "raw node:http", "raw", GROUPS),
		ours: startService(root, database),
		normal: startVariant(root, relaxed, "synchronous=NORMAL"),
		fastify: startPeer(root, "Fastify with an ORM", "fastify-orm", GROUPS, join(folder, "fastify-writes.db")),
		express: startPeer(
			...[root, "Express with a validator", "express", GROUPS, join(folder, "express-writes.db"), documentFile(folder)],
		),
	};
	return withServers(starts, async (servers) => {
		const raw = { server: servers.raw, credentials: PEER_CREDENTIALS };
		const ours = { server: servers.ours, credentials };
		const normal = { server: servers.normal, credentials: relaxedCredentials };
		const fastify = { server: servers.fastify, credentials: PEER_CREDENTIALS };
		const express = { server: servers.express, credentials: PEER_CREDENTIALS };
		const exact = [raw, normal].map((peer) => ({ ...peer, sameBytes: true }));
		await requireSameAnswers(ours, [...exact, fastify, express], [create(1), update(7, 1)]);

		const creates = requests(REQUESTS, (index) => create(index));
		// Each group has several requests that differ, for one that changes nothing is not written.
		const updates = requests(REQUESTS, (index) => update(scattered(index % UPDATED, GROUPS), index));
		const bulkUpdates = requests(REQUESTS, (index) => bulkUpdate(1 + 100 * (index % BULKS), 100, index));
		const beside = (asked: readonly ApiRequest[], status: number) =>
			measure(
				{
					raw: load(raw, 8000, asked, { status }),
					ours: load(ours, 6000, asked, { status }),
					normal: load(normal, 6000, asked, { status }),
					fastify: load(fastify, 300, asked, { status }),
					express: load(express, 300, asked, { status }),
				},
				rounds,
			);
		const created = { ...(await beside(creates, 201)), sync: syncNote(folder) };
		const updated = { ...(await beside(updates, 200)), sync: syncNote(folder) };
		const { one, hundred } = await measure(
			{ one: load(ours, 4000, updates), hundred: load(ours, 1000, bulkUpdates) },
			rounds,
		);
		return {
			figures: [
				...figures("create one, SQLite", created),
				...figures("update one, SQLite", updated),
				median("bulk update of 100, SQLite", ratio(hundred.cpu, one.cpu), "times the cost of one", {
					aim: { atMost: 12 },
				}),
			],
		};
	});
}

/** What the disk took just now to keep what a commit of some writes puts into the log. */
function syncNote(folder: string): string {
	const file = openSync(join(folder, "sync"), "w");
	const bytes = Buffer.alloc(32 * 1024, 1);
	const times = Array.from({ length: 200 }, () => {
		writeSync(file, bytes);
		const started = performance.now();
		fdatasyncSync(file);
		return performance.now() - started;
	});
	closeSync(file);
	const { median, max } = spread(times);
	return `a sync of 32 KB took the disk ${median.toFixed(2)} ms, at most ${max.toFixed(1)}`;
}

type Writer = "raw" | "ours" | "normal" | "fastify" | "express";

function figures(
	what: string,
	{ raw, ours, normal, fastify, express, sync }: Record<Writer, { cpu: Rounds; rate: Rounds }> & { sync: string },
): Figure[] {
	return [
		median(`${what}: this API`, ratio(raw.cpu, ours.cpu), "of raw", {
			note: `throughput ${ratio(ours.rate, raw.rate).median.toFixed(2)} of raw, which keeps nothing`,
		}),
		median(`${what}: synchronous=FULL`, ratio(normal.rate, ours.rate), "times as long as NORMAL", {
			aim: { atMost: 1.5 },
			note: sync,
		}),
		...besideFrameworks(
			what,
			ours,
			{ "Fastify with an ORM": fastify, "Express with a validator": express },
			{ aim: { atLeast: 5 } },
		),
	];
}

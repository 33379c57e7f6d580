import { join } from "node:path";
import { requireSameAnswers } from "../compare.js";
import { besideFrameworks, type Figure, median } from "../figures.js";
import { load } from "../load.js";
import { measure, ratio, spread } from "../measure.js";
import { type Access, type ApiRequest, item, list, PEER_CREDENTIALS, requests, scattered } from "../requests.js";
import { seedSqlite } from "../seed.js";
import { startPeer, withServers } from "../server.js";
import { createStore, startService, startVariant } from "../service.js";
import { documentFile } from "./document.js";
import type { Context, Outcome, Part } from "./part.js";

/** Enough pages that hardly one is read twice. */
const GROUPS = 100_000;

interface Reader extends Access {
	/** How many requests a round has. */
	count: number;
}

/** Lists and items from SQLite, beside raw node:http, the frameworks and the mocks. */
export const reads: Part = { title: "lists and items, SQLite, beside the peers", run };

async function run({ root, folder, rounds }: Context): Promise<Outcome> {
	const database = join(folder, "reads.db");
	const credentials = await createStore(root, database);
	seedSqlite(database, { groups: GROUPS });
	const document = documentFile(folder);
	const starts = {
		raw: startPeer(root, "raw node:http", "raw", GROUPS),
		ours: startService(root, database),
		uncached: startVariant(root, database, "uncached"),
		fastify: startPeer(root, "Fastify with an ORM", "fastify-orm", GROUPS, join(folder, "fastify.db")),
		express: startPeer(root, "Express with a validator", "express", GROUPS, join(folder, "express.db"), document),
		prism: startPeer(root, "Prism", "prism", document),
		jsonServer: startPeer(root, "json-server", "json-server"),
	};
	return withServers(starts, async (servers) => {
		const raw = { server: servers.raw, credentials: PEER_CREDENTIALS, count: 10_000 };
		const ours = { server: servers.ours, credentials, count: 10_000 };
		const uncached = { server: servers.uncached, credentials, count: 10_000 };
		const frameworks = [
			{ server: servers.fastify, credentials: PEER_CREDENTIALS, count: 1200 },
			{ server: servers.express, credentials: PEER_CREDENTIALS, count: 1200 },
		];
		const mocks = [
			{ server: servers.prism, credentials: PEER_CREDENTIALS, count: 400 },
			{ server: servers.jsonServer, credentials: PEER_CREDENTIALS, count: 1000 },
		];
		const first = list("limit=20");
		const exact = [raw, uncached].map((peer) => ({ ...peer, sameBytes: true }));
		await requireSameAnswers(ours, [...exact, ...frameworks, ...mocks], [first]);
		await requireSameAnswers(ours, [...exact, ...frameworks], [list("limit=20&offset=41"), item(7)]);

		const anywhere = requests(4096, (index) => list(`limit=20&offset=${scattered(index, GROUPS - 20)}`));
		const items = requests(4096, (index) => item(scattered(index, GROUPS)));
		return {
			figures: [
				...(await besideRaw("list of 20, SQLite, uncached", [first], rounds, {
					readers: [raw, uncached, ...frameworks],
				})),
				...(await besideRaw("list of 20, page unchanged since last read", [first], rounds, {
					readers: [raw, ours, ...frameworks, ...mocks],
				})),
				...(await besideRaw("one item, SQLite", items, rounds, {
					readers: [raw, ours, ...frameworks],
				})),
				...(await besideRaw("list of 20 anywhere among 100,000", anywhere, rounds, { readers: [raw, ours] })),
			],
		};
	});
}

/** The ratios of all readers to the first, raw node:http. The second is ours, the next two are framework stacks. */
async function besideRaw(
	what: string,
	asked: readonly ApiRequest[],
	rounds: number,
	{ readers }: { readers: readonly Reader[] },
): Promise<Figure[]> {
	const loads = readers.map((reader) => [reader.server.name, load(reader, reader.count, asked)] as const);
	const measured = Object.entries(await measure(Object.fromEntries(loads), rounds));
	const [[, raw] = [], [, ours] = [], ...others] = measured;
	if (raw === undefined || ours === undefined) throw new TypeError("There are no readers.");
	const ratios = measured.map(([name, own]) => {
		const throughput = ratio(own.rate, raw.rate).median.toFixed(2);
		return median(`${what}: ${name}`, ratio(raw.cpu, own.cpu), "of raw", {
			note: `${spread(own.cpu).median.toFixed(0)} µs CPU, throughput ${throughput} of raw`,
		});
	});
	return [...ratios, ...besideFrameworks(what, ours, Object.fromEntries(others.slice(0, 2)), { aim: { atLeast: 5 } })];
}

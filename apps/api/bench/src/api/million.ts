import type { Socket } from "node:net";
import { join } from "node:path";
import { residentMegabytes } from "../cpu.js";
import { median } from "../figures.js";
import { load, open, runLoad } from "../load.js";
import { measure, ratio, spread } from "../measure.js";
import { withPostgres } from "../postgres.js";
import { type Access, list } from "../requests.js";
import { seedSqlite } from "../seed.js";
import { withServers } from "../server.js";
import { createStore, startService, startVariant } from "../service.js";
import type { Context, Outcome, Part } from "./part.js";

const MILLION = 1_000_000;
const CONNECTIONS = 1000;
const OFFSETS = [1, 1000, 123_457, 499_999, 750_001, MILLION - 100];
const COUNT = list("countonly=1");

/** Counting and paging in a store of a million groups, and what that and a thousand connections take of memory. */
export const million: Part = { title: "a store of 1,000,000 groups, SQLite", run };

/** Counting in PostgreSQL. */
export const millionInPostgres: Part = { title: "a store of 1,000,000 groups, PostgreSQL", run: runInPostgres };

async function run({ root, folder, rounds }: Context): Promise<Outcome> {
	const database = join(folder, "million.db");
	const credentials = await createStore(root, database);
	seedSqlite(database, { groups: MILLION });
	const starts = { server: startService(root, database), uncachedServer: startVariant(root, database, "uncached") };
	return withServers(starts, async ({ server, uncachedServer }) => {
		const ours = { server, credentials };
		const uncached = { server: uncachedServer, credentials };
		const { count } = await measure({ count: load(ours, 2000, [COUNT], { connections: 1 }) }, rounds);
		const pages = await measure(
			Object.fromEntries(
				OFFSETS.map((offset) => [
					`offset ${offset.toLocaleString("en")}`,
					load(uncached, 1000, [list(`limit=100&offset=${offset}`)], { connections: 1 }),
				]),
			),
			rounds,
		);
		const [[, first] = []] = Object.entries(pages);
		if (first === undefined) throw new TypeError("There are no offsets.");
		const [slowest] = Object.entries(pages)
			.map(([offset, page]) => ({ offset, times: ratio(page.cpu, first.cpu) }))
			.sort((one, other) => other.times.median - one.times.median);
		if (slowest === undefined) throw new TypeError("There are no offsets.");
		return {
			figures: [
				median("countonly, 1,000,000 groups, SQLite", spread(count.cpu), "µs CPU", {
					aim: { atMost: 100 },
					note: "1 connection",
				}),
				median("limit=100 at the slowest offset of 1,000,000, SQLite, uncached", slowest.times, "times offset 1", {
					aim: { atMost: 5 },
					note: `${slowest.offset}, 1 connection`,
				}),
				{
					what: `memory, 1,000,000 groups and ${CONNECTIONS.toLocaleString("en")} connections`,
					value: await memoryUnderLoad(ours),
					unit: "MB resident",
					aim: { atMost: 512 },
				},
			],
		};
	});
}

function runInPostgres({ root, rounds }: Context): Promise<Outcome> {
	return withPostgres(root, MILLION, (url, credentials) =>
		withServers({ server: startService(root, url) }, async ({ server }) => {
			const { count } = await measure(
				{ count: load({ server, credentials }, 2000, [COUNT], { connections: 1 }) },
				rounds,
			);
			const milliseconds = spread(count.rate.map((rate) => 1000 / rate));
			return {
				figures: [
					median("countonly, 1,000,000 groups, PostgreSQL", milliseconds, "ms until answered", {
						aim: { atMost: 1 },
						note: "1 connection",
					}),
				],
			};
		}),
	);
}

/** What a server holds after large pages from everywhere, with many more connections open. */
async function memoryUnderLoad(access: Access): Promise<number> {
	const idle: Socket[] = [];
	try {
		while (idle.length < CONNECTIONS) idle.push(await open(access.server));
		const pages = OFFSETS.map((offset) => list(`limit=500&offset=${offset}`));
		await runLoad(load(access, 6000, pages), 0);
		return residentMegabytes(access.server.pid);
	} finally {
		for (const socket of idle) socket.destroy();
	}
}

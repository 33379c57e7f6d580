import { requireSameAnswers } from "../compare.js";
import { type Figure, median } from "../figures.js";
import { type Load, load, runLoad } from "../load.js";
import { interleave, measure, type Rounds, ratio, spread } from "../measure.js";
import { withPostgres } from "../postgres.js";
import { item, list, PEER_CREDENTIALS, requests, scattered } from "../requests.js";
import { startPeer, withServers } from "../server.js";
import { startService } from "../service.js";
import type { Context, Outcome, Part } from "./part.js";

const GROUPS = 100_000;

/** Lists and items from PostgreSQL, and what two replicas over one database serve. */
export const postgresReads: Part = { title: "lists and items, PostgreSQL, one service and two", run };

function run({ root, rounds }: Context): Promise<Outcome> {
	return withPostgres(root, GROUPS, (url, credentials) => {
		const starts = {
			raw: startPeer(root, "raw node:http", "raw", GROUPS),
			first: startService(root, url),
			second: startService(root, url),
		};
		return withServers(starts, async (servers) => {
			const raw = { server: servers.raw, credentials: PEER_CREDENTIALS };
			const ours = { server: servers.first, credentials };
			const second = { server: servers.second, credentials };
			const lists = requests(4096, (index) => list(`limit=20&offset=${scattered(index, GROUPS - 20)}`));
			const items = requests(4096, (index) => item(scattered(index, GROUPS)));
			await requireSameAnswers(ours, [{ ...raw, sameBytes: true }], [...lists.slice(0, 3), ...items.slice(0, 3)]);

			const ofLists = await measure({ raw: load(raw, 10_000, lists), ours: load(ours, 5000, lists) }, rounds);
			const ofItems = await measure({ raw: load(raw, 10_000, items), ours: load(ours, 5000, items) }, rounds);
			const replicas = [ours, second].map((replica) => load(replica, 4000, items));
			const { one, two } = await interleave(
				{ one: (round) => slowestRate(replicas.slice(0, 1), round), two: (round) => slowestRate(replicas, round) },
				rounds,
			);
			return {
				figures: [
					figure("list of 20, PostgreSQL", ofLists, 0.35),
					figure("one item, PostgreSQL", ofItems, 0.3),
					median("items, one service over PostgreSQL", spread(one), "requests a second"),
					median("items, each of two replicas over one PostgreSQL", spread(two), "requests a second"),
				],
			};
		});
	});
}

function figure(what: string, { raw, ours }: Record<"raw" | "ours", { cpu: Rounds }>, atLeast: number): Figure {
	return median(what, ratio(raw.cpu, ours.cpu), "of raw", {
		aim: { atLeast },
		note: `${spread(ours.cpu).median.toFixed(0)} µs CPU of the service`,
	});
}

/** The rate of the slowest of several servers under load at once. */
async function slowestRate(loads: readonly Load[], round: number): Promise<number> {
	const rates = await Promise.all(loads.map(async (load) => load.count / (await runLoad(load, round))));
	return Math.min(...rates);
}

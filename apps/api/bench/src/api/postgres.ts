import { requireSameAnswers } from "../compare.js";
import { besideFrameworks, type Figure, median } from "../figures.js";
import { type Load, load, runLoad } from "../load.js";
import { interleave, measure, type Rounds, ratio, spread } from "../measure.js";
import { withPostgres } from "../postgres.js";
import { type ApiRequest, create, item, list, PEER_CREDENTIALS, requests, scattered, update } from "../requests.js";
import { startPeer, withServers } from "../server.js";
import { startService } from "../service.js";
import { documentFile } from "./document.js";
import type { Context, Outcome, Part } from "./part.js";

const GROUPS = 100_000;

/** Lists, items, creates and updates with PostgreSQL, and what two replicas over one database serve. */
export const postgres: Part = { title: "lists, items, creates and updates, PostgreSQL, one service and two", run };

function run({ root, folder, rounds }: Context): Promise<Outcome> {
	return withPostgres(root, GROUPS, async (url, credentials, newDatabase) => {
		const starts = {
			raw: startPeer(root, "raw node:http", "raw", GROUPS),
			first: startService(root, url),
			second: startService(root, url),
			fastify: startPeer(root, "Fastify with an ORM", "fastify-orm", GROUPS, await newDatabase()),
			express: startPeer(
				...[root, "Express with a validator", "express", GROUPS, await newDatabase(), documentFile(folder)],
			),
		};
		return withServers(starts, async (servers) => {
			const raw = { server: servers.raw, credentials: PEER_CREDENTIALS };
			const ours = { server: servers.first, credentials };
			const second = { server: servers.second, credentials };
			const lists = requests(4096, (index) => list(`limit=20&offset=${scattered(index, GROUPS - 20)}`));
			const items = requests(4096, (index) => item(scattered(index, GROUPS)));
			await requireSameAnswers(ours, [{ ...raw, sameBytes: true }], [...lists.slice(0, 3), ...items.slice(0, 3)]);

			const frameworks = {
				"Fastify with an ORM": { server: servers.fastify, credentials: PEER_CREDENTIALS },
				"Express with a validator": { server: servers.express, credentials: PEER_CREDENTIALS },
			};
			const first = list("limit=20");
			await requireSameAnswers(ours, Object.values(frameworks), [first, item(7)]);
			const beside = async (what: string, asked: readonly ApiRequest[], status = 200) => {
				const loads = Object.entries(frameworks).map(([name, peer]) => [name, load(peer, 500, asked, { status })]);
				const measured = await measure<string>(
					{ ours: load(ours, 3000, asked, { status }), ...Object.fromEntries(loads) },
					rounds,
				);
				const { ours: own = { cpu: [] }, ...others } = measured;
				return besideFrameworks(`${what}, PostgreSQL`, own, others);
			};
			const besides = [
				...(await beside("list of 20", [first])),
				...(await beside("one item", items)),
				...(await beside("create one", requests(512, create), 201)),
				...(await beside(
					"update one",
					requests(512, (index) => update(scattered(index % 200, GROUPS), index)),
				)),
			];
			const ofLists = await measure({ raw: load(raw, 10_000, lists), ours: load(ours, 5000, lists) }, rounds);
			const ofItems = await measure({ raw: load(raw, 10_000, items), ours: load(ours, 5000, items) }, rounds);
			const replicas = [ours, second].map((replica) => load(replica, 4000, items));
			const { one, two } = await interleave(
				{ one: (round) => slowestRate(replicas.slice(0, 1), round), two: (round) => slowestRate(replicas, round) },
				rounds,
			);
			return {
				figures: [
					...besides,
					figure("list of 20, PostgreSQL", ofLists),
					figure("one item, PostgreSQL", ofItems),
					median("items, one service over PostgreSQL", spread(one), "requests a second"),
					median("items, each of two replicas over one PostgreSQL", spread(two), "requests a second"),
				],
			};
		});
	});
}

function figure(what: string, { raw, ours }: Record<"raw" | "ours", { cpu: Rounds }>): Figure {
	return median(what, ratio(raw.cpu, ours.cpu), "of raw", {
		note: `${spread(ours.cpu).median.toFixed(0)} µs CPU of the service`,
	});
}

/** The rate of the slowest of several servers under load at once. */
async function slowestRate(loads: readonly Load[], round: number): Promise<number> {
	const rates = await Promise.all(loads.map(async (load) => load.count / (await runLoad(load, round))));
	return Math.min(...rates);
}

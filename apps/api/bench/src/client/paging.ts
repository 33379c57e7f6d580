import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createCustomerGroupsApi, iterateCustomerGroups, pagesOfCustomerGroups } from "@onespec/customer-groups";
import { type Figure, median } from "../figures.js";
import { interleave, ratioOfTurns } from "../measure.js";
import { PEER_CREDENTIALS } from "../requests.js";
import type { Server } from "../server.js";
import { clientOptions, cpuOf } from "./cpu-of-calls.js";

const LIMIT = 100;

/** How many of the last groups a turn walks through; a walk through all of them would be long enough to be disturbed. */
const GROUPS_PER_TURN = 5000;
const TURNS_PER_ROUND = 7;

/** Walking through groups by the package, beside what a caller would write with `fetch`; and the memory of a whole walk. */
export async function paging(server: Server, groups: number, rounds: number): Promise<Figure[]> {
	const client = createCustomerGroupsApi(clientOptions(server));
	const { host, port, base } = server;
	const first = groups - GROUPS_PER_TURN + 1;
	const bare = async (offset: number) => {
		const url = `http://${host}:${port}${base}/CustomerGroups?limit=${LIMIT}&offset=${offset}`;
		const response = await fetch(url, { headers: { ...PEER_CREDENTIALS } });
		return (await response.json()) as { readonly CustomerGroupID: number }[];
	};
	async function* byHand(start: number) {
		for (let offset = start; offset <= groups; offset += LIMIT) yield* await bare(offset);
	}
	const through = async (
		items: AsyncIterable<{ readonly CustomerGroupID: number }>,
		start: number,
		seen = () => {},
	) => {
		let next = start;
		for await (const group of items) {
			if (group.CustomerGroupID !== next++)
				throw new Error(`Group ${group.CustomerGroupID} came as number ${next - 1}.`);
			if (next % 10_000 === 0) seen();
		}
		if (next !== groups + 1) throw new Error(`The groups ended before number ${next}.`);
	};
	const works = {
		pagesByHand: async () => {
			for (let offset = first; offset <= groups; offset += LIMIT) await bare(offset);
		},
		pages: async () => {
			for await (const _ of pagesOfCustomerGroups(client, { pageSize: LIMIT, offset: first }));
		},
		itemsByHand: () => through(byHand(first), first),
		items: () => through(iterateCustomerGroups(client, { pageSize: LIMIT, offset: first }), first),
	};
	const turns = rounds * TURNS_PER_ROUND;
	const times = await interleave(
		{
			pagesByHand: () => cpuOf(works.pagesByHand),
			pages: () => cpuOf(works.pages),
			itemsByHand: () => cpuOf(works.itemsByHand),
			items: () => cpuOf(works.items),
		},
		turns,
	);
	const before = liveHeap();
	let highest = before;
	await through(iterateCustomerGroups(client, { pageSize: LIMIT }), 1, () => {
		highest = Math.max(highest, liveHeap());
	});
	const note = `pages of ${LIMIT}`;
	return [
		median(
			"iterating groups",
			ratioOfTurns(times.items, times.itemsByHand, TURNS_PER_ROUND),
			"times a generator by hand",
			{
				aim: { atMost: 1.1 },
				note,
			},
		),
		median(
			"pages of groups",
			ratioOfTurns(times.pages, times.pagesByHand, TURNS_PER_ROUND),
			"times bare page requests",
			{ note },
		),
		{
			what: `memory while iterating ${groups.toLocaleString("en")} groups`,
			value: (highest - before) / 1e6,
			unit: "MB of live heap more",
			aim: { atMost: 8 },
		},
	];
}

/** What the heap holds after a collection: garbage says nothing about what a walk keeps. */
function liveHeap(): number {
	setFlagsFromString("--expose-gc");
	runInNewContext("gc")();
	return process.memoryUsage().heapUsed;
}

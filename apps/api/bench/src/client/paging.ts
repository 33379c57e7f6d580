import { createCustomerGroupsApi, iterateCustomerGroups } from "@onespec/customer-groups";
import { type Figure, median } from "../figures.js";
import { interleave, ratio } from "../measure.js";
import { PEER_CREDENTIALS } from "../requests.js";
import type { Server } from "../server.js";
import { clientOptions, cpuOf } from "./cpu-of-calls.js";

const LIMIT = 100;

/** A walk through all groups takes a second or so. */
const MAX_ROUNDS = 5;

/** Walking through all groups by the package, beside the bare requests of the same pages. */
export async function paging(server: Server, groups: number, rounds: number): Promise<Figure[]> {
	const client = createCustomerGroupsApi(clientOptions(server));
	let highest = 0;
	const own = async () => {
		let seen = 0;
		for await (const group of iterateCustomerGroups(client, { pageSize: LIMIT })) {
			if (group.CustomerGroupID !== ++seen) throw new Error(`Group ${group.CustomerGroupID} came as number ${seen}.`);
			if (seen % 5000 === 0) highest = Math.max(highest, process.memoryUsage().heapUsed);
		}
		if (seen !== groups) throw new Error(`${seen} groups came, not ${groups}.`);
	};
	const { host, port, base } = server;
	const bare = async () => {
		let seen = 0;
		for (let offset = 1; offset <= groups; offset += LIMIT) {
			const url = `http://${host}:${port}${base}/CustomerGroups?limit=${LIMIT}&offset=${offset}`;
			const response = await fetch(url, { headers: { ...PEER_CREDENTIALS } });
			seen += ((await response.json()) as unknown[]).length;
		}
		if (seen !== groups) throw new Error(`${seen} groups came, not ${groups}.`);
	};
	const times = await interleave({ own: () => cpuOf(own), bare: () => cpuOf(bare) }, Math.min(rounds, MAX_ROUNDS));
	return [
		median(`iterating ${groups.toLocaleString("en")} groups`, ratio(times.own, times.bare), "times the bare requests", {
			aim: { atMost: 1.1 },
			note: `pages of ${LIMIT}`,
		}),
		{ what: "memory while iterating", value: highest / 1e6, unit: "MB of heap at most", aim: { atMost: 128 } },
	];
}

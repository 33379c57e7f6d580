import { iterateCustomerGroups } from "@onespec/customer-groups";
import type { Figure } from "../figures.js";
import { spread } from "../measure.js";
import { PEER_CREDENTIALS } from "../requests.js";
import type { Server } from "../server.js";
import { ownClient } from "./subjects.js";

const LIMIT = 100;

/** Walking through all groups by the package, beside the bare requests of the same pages. */
export async function paging(server: Server, groups: number, rounds: number): Promise<Figure[]> {
	const client = ownClient(server);
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
	const ratios: number[] = [];
	for (let round = 0; round <= Math.min(rounds, 5); round++) {
		const ours = await cpu(own);
		const theirs = await cpu(bare);
		if (round > 0) ratios.push(ours / theirs);
	}
	const ratio = spread(ratios);
	return [
		{
			what: `iterating ${groups.toLocaleString("en")} groups`,
			value: ratio.median,
			spread: ratio,
			unit: "times the bare page requests",
			aim: { atMost: 1.1 },
		},
		{
			what: "memory while iterating",
			value: highest / 1e6,
			unit: "MB of heap at most",
			aim: { atMost: 128 },
		},
	];
}

async function cpu(work: () => Promise<void>): Promise<number> {
	const before = process.cpuUsage();
	await work();
	const { user, system } = process.cpuUsage(before);
	return user + system;
}

import { pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { createCustomerGroupsApi, createCustomerGroupsClient, getCustomerGroup } from "@onespec/customer-groups";
import { nodeTransport } from "@onespec/customer-groups/node";
import { peer } from "../api/context.js";
import type { Figure } from "../figures.js";
import { groupOf } from "../groups.js";
import { type Spread, spread } from "../measure.js";
import { PEER_CREDENTIALS } from "../requests.js";
import type { Server } from "../server.js";
import { clientOptions, cpuOfCalls, ownClient } from "./subjects.js";

type Call = (id: number) => Promise<unknown>;

interface Peers {
	clients(options: { origin: string; base: string; headers: object }): {
		calls: Record<string, Call>;
		close(): Promise<void>;
	};
}

const COUNT = 1500;
const AT_ONCE = 8;

/** One call, by each client. */
export async function calls(root: string, server: Server, rounds: number): Promise<Figure[]> {
	const { clients }: Peers = await import(pathToFileURL(peer(root, "clients")).href);
	const { host, port, base } = server;
	const peers = clients({ origin: `http://${host}:${port}`, base, headers: PEER_CREDENTIALS });
	const named = ownClient(server);
	const typed = createCustomerGroupsClient(clientOptions(server));
	const transport = nodeTransport({ connections: AT_ONCE });
	const fast = createCustomerGroupsApi({ ...clientOptions(server), transport });
	const subjects: Record<string, Call> = {
		...peers.calls,
		"this package": (id) => getCustomerGroup(named, id),
		"this package, typed by path": async (id) =>
			(await typed.GET("/CustomerGroups/{id}", { params: { path: { id } } })).data?.[0],
		"this package, Node transport": (id) => getCustomerGroup(fast, id),
	};
	try {
		for (const [name, call] of Object.entries(subjects)) {
			const found = await call(7);
			if (!isDeepStrictEqual(found, groupOf(7)))
				throw new Error(`${name} gives another group: ${JSON.stringify(found)}`);
		}
		const times: Record<string, number[]> = {};
		for (let round = 0; round <= rounds; round++) {
			for (const [name, call] of Object.entries(subjects)) {
				const cpu = await cpuOfCalls((index) => call(1 + (index % 1000)), COUNT, AT_ONCE);
				if (round > 0) times[name] = [...(times[name] ?? []), cpu];
			}
		}
		const against = (name: string, base: string): Spread =>
			spread((times[name] ?? []).map((value, round) => value / (times[base]?.[round] ?? Number.NaN)));
		const microseconds = (name: string) => `${spread(times[name] ?? []).median.toFixed(0)} µs`;
		const aims: Record<string, Figure["aim"]> = {
			"this package": { atMost: 1.1 },
			"this package, Node transport": { atMost: 0.4 },
		};
		const alone = against("this package", "openapi-fetch alone");
		return [
			...Object.keys(subjects).map((name): Figure => {
				const ratio = against(name, "bare fetch");
				const aim = aims[name];
				return {
					what: `one item: ${name}`,
					value: ratio.median,
					spread: ratio,
					unit: "times bare fetch",
					...(aim ? { aim } : {}),
					note: microseconds(name),
				};
			}),
			{
				what: "one item: this package",
				value: alone.median,
				spread: alone,
				unit: "times openapi-fetch alone",
				aim: { atMost: 1 },
			},
		];
	} finally {
		await peers.close();
		await transport.close();
	}
}

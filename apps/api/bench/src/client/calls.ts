import { pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { createCustomerGroupsApi, createCustomerGroupsClient, getCustomerGroup } from "@onespec/customer-groups";
import { nodeTransport } from "@onespec/customer-groups/node";
import { CommandError } from "@onespec/stack/command-error";
import { type Figure, median } from "../figures.js";
import { groupOf } from "../groups.js";
import { interleave, ratio, spread } from "../measure.js";
import { PEER_CREDENTIALS } from "../requests.js";
import { peerProgram, type Server } from "../server.js";
import { clientOptions, cpuOfCalls } from "./cpu-of-calls.js";

type Call = (id: number) => Promise<unknown>;

/** `peers/clients.mjs` */
interface Peers {
	clients(options: { origin: string; base: string; headers: object }): {
		calls: Record<string, Call>;
		close(): Promise<void>;
	};
}

const COUNT = 1500;
const AT_ONCE = 8;

const AIMS: Readonly<Record<string, Figure["aim"]>> = {
	"this package": { atMost: 1.1 },
	"this package, Node transport": { atMost: 0.4 },
};

/** One call, by each client. */
export async function calls(root: string, server: Server, rounds: number): Promise<Figure[]> {
	const { clients }: Peers = await import(pathToFileURL(peerProgram(root, "clients")).href);
	const { host, port, base } = server;
	const peers = clients({ origin: `http://${host}:${port}`, base, headers: PEER_CREDENTIALS });
	const named = createCustomerGroupsApi(clientOptions(server));
	const byPath = createCustomerGroupsClient(clientOptions(server));
	const transport = nodeTransport({ connections: AT_ONCE });
	const onTransport = createCustomerGroupsApi({ ...clientOptions(server), transport });
	const subjects: Record<string, Call> = {
		...peers.calls,
		"this package": (id) => getCustomerGroup(named, id),
		"this package, typed by path": async (id) =>
			(await byPath.GET("/CustomerGroups/{id}", { params: { path: { id } } })).data?.[0],
		"this package, Node transport": (id) => getCustomerGroup(onTransport, id),
	};
	try {
		for (const [name, call] of Object.entries(subjects)) {
			const found = await call(7);
			if (!isDeepStrictEqual(found, groupOf(7))) {
				throw new CommandError(`${name} gives another group: ${JSON.stringify(found)}`);
			}
		}
		const works = Object.entries(subjects).map(([name, call]) => [
			name,
			() => cpuOfCalls((index) => call(1 + (index % 1000)), COUNT, AT_ONCE),
		]);
		const times: Record<string, number[]> = await interleave(Object.fromEntries(works), rounds);
		const against = (name: string, base: string) => ratio(times[name] ?? [], times[base] ?? []);
		return [
			...Object.entries(times).map(([name, own]) => {
				const aim = AIMS[name];
				const note = `${spread(own).median.toFixed(0)} µs`;
				return median(
					`one item: ${name}`,
					against(name, "bare fetch"),
					"times bare fetch",
					aim ? { aim, note } : { note },
				);
			}),
			median("one item: this package", against("this package", "openapi-fetch alone"), "times openapi-fetch alone", {
				aim: { atMost: 1 },
			}),
		];
	} finally {
		await peers.close();
		await transport.close();
	}
}

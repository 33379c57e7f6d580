import { pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { createCustomerGroupsApi, createCustomerGroupsClient, getCustomerGroup } from "@onespec/customer-groups";
import { nodeTransport } from "@onespec/customer-groups/node";
import { CommandError } from "@onespec/stack/command-error";
import { type Figure, median } from "../figures.js";
import { groupOf } from "../groups.js";
import { interleave, ratioOfTurns, spread } from "../measure.js";
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

const AT_ONCE = 8;

/** A turn is short, and there are many, so that what else the machine does falls on few of them. */
const CALLS = 100;
const TURNS_PER_ROUND = 15;

const BASE = "bare fetch";

const AIMS: Readonly<Record<string, Figure["aim"]>> = {
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
		// The plain path twice: what the second differs by is the noise of the measurement.
		const works = Object.entries({ ...subjects, [`${BASE}, once more`]: subjects[BASE] as Call }).map(
			([name, call]) => [
				name,
				(turn: number) => cpuOfCalls((index) => call(1 + (index % 1000)), turn === 0 ? 20 * CALLS : CALLS, AT_ONCE),
			],
		);
		const times: Record<string, number[]> = await interleave(Object.fromEntries(works), rounds * TURNS_PER_ROUND);
		const against = (name: string, base: string) => ratioOfTurns(times[name] ?? [], times[base] ?? [], TURNS_PER_ROUND);
		const rows = Object.entries(times).map(([name, own]) => {
			const note = `${spread(own).median.toFixed(0)} µs`;
			const aim = AIMS[name];
			return median(`one item: ${name}`, against(name, BASE), `times ${BASE}`, aim ? { aim, note } : { note });
		});
		const beside = Object.entries({ "fetch with a timeout": 1.1, "openapi-fetch alone": 1 }).map(([peer, atMost]) =>
			median("one item: this package", against("this package", peer), `times ${peer}`, { aim: { atMost } }),
		);
		return [...rows, ...beside];
	} finally {
		await peers.close();
		await transport.close();
	}
}

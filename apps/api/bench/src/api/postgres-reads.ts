import type { Figure } from "../figures.js";
import { runLoad } from "../load.js";
import { interleave, ratios, type Subject, spread } from "../measure.js";
import { type Credentials, PEER_CREDENTIALS, requestBytes } from "../requests.js";
import { type Server, startServer } from "../server.js";
import { startService } from "../service.js";
import { type Context, peer, withServers } from "./context.js";
import { withPostgres } from "./million.js";
import { someOffset } from "./reads.js";

const GROUPS = 100_000;
const CONNECTIONS = 32;

/** Lists and items from PostgreSQL, and what two replicas over one database serve. */
export async function postgresReads({ root, rounds, step }: Context): Promise<Figure[]> {
	step("lists and items, PostgreSQL, one service and two");
	return withPostgres(root, GROUPS, (postgres, credentials) =>
		withServers(
			[
				startServer("raw node:http", [peer(root, "raw"), String(GROUPS)]),
				startService(root, postgres.url),
				startService(root, postgres.url),
			],
			async (servers) => {
				const [raw, ours, second] = servers as [Server, Server, Server];
				const list = (index: number) => `/CustomerGroups?limit=20&offset=${someOffset(index)}`;
				const item = (index: number) => `/CustomerGroups/${1 + ((index * 7919) % GROUPS)}`;
				const lists = await interleave(
					[subject(raw, PEER_CREDENTIALS, list, 20000), subject(ours, credentials, list, 4000)],
					rounds,
				);
				const items = await interleave(
					[subject(raw, PEER_CREDENTIALS, item, 20000), subject(ours, credentials, item, 4000)],
					rounds,
				);
				const one = await replicaRates([subject(ours, credentials, item, 4000)], rounds);
				const two = await replicaRates(
					[ours, second].map((server) => subject(server, credentials, item, 4000)),
					rounds,
				);
				return [
					figure("list of 20, PostgreSQL", lists, 0.35),
					figure("one item, PostgreSQL", items, 0.3),
					{ what: "one service over PostgreSQL, items", value: one, unit: "requests a second" },
					{ what: "each of two replicas over one PostgreSQL, items", value: two, unit: "requests a second" },
				];
			},
		),
	);
}

function figure(what: string, [raw = [], ours = []]: Awaited<ReturnType<typeof interleave>>, atLeast: number): Figure {
	const cpu = ratios(raw, ours, (base, own) => base.cpu / own.cpu);
	const microseconds = spread(ours.map((sample) => sample.cpu)).median;
	return {
		what,
		value: cpu.median,
		spread: cpu,
		unit: "of raw",
		aim: { atLeast },
		note: `${microseconds.toFixed(0)} µs CPU of the service`,
	};
}

/** The median rate of each of several servers under load at once. */
async function replicaRates(subjects: readonly Subject[], rounds: number): Promise<number> {
	const rates: number[] = [];
	for (let round = 0; round < rounds; round++) {
		const seconds = await Promise.all(
			subjects.map(({ server: { host, port }, request, status, count, connections }) =>
				runLoad({ host, port, request, status, count, connections }),
			),
		);
		for (const [index, subject] of subjects.entries()) rates.push(subject.count / (seconds[index] ?? Number.NaN));
	}
	return spread(rates).median;
}

function subject(server: Server, credentials: Credentials, path: (index: number) => string, count: number): Subject {
	const made = Array.from({ length: 4096 }, (_, index) => requestBytes(server, credentials, "GET", path(index)));
	return {
		server,
		request: (index) => made[index % made.length] as Buffer,
		status: 200,
		count,
		connections: CONNECTIONS,
	};
}

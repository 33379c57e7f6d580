import { join } from "node:path";
import type { Figure } from "../figures.js";
import { interleave, ratios, type Subject } from "../measure.js";
import { bulkBody, type Credentials, createBody, PEER_CREDENTIALS, requestBytes, updateBody } from "../requests.js";
import { seedSqlite } from "../seed.js";
import { type Server, startServer } from "../server.js";
import { createStore, startService } from "../service.js";
import { type Context, peer, withServers } from "./context.js";

const GROUPS = 10_000;
const CONNECTIONS = 32;

interface Writer {
	server: Server;
	credentials: Credentials;
	count: number;
}

/** Creates and updates, 32 at once, every one durable before it is answered, and bulk updates. */
export async function writes({ root, folder, rounds, step }: Context): Promise<Figure[]> {
	step("creates, updates and bulk updates, SQLite");
	const database = join(folder, "writes.db");
	const relaxed = join(folder, "writes-normal.db");
	const credentials = await createStore(root, database);
	const relaxedCredentials = await createStore(root, relaxed);
	for (const file of [database, relaxed]) seedSqlite(file, { groups: GROUPS });
	const starts = [
		startServer("raw node:http", [peer(root, "raw"), String(GROUPS)]),
		startService(root, database),
		startServer("this API, synchronous=NORMAL", [peer(root, "variant"), root, relaxed, "synchronous=NORMAL"]),
		startServer("Fastify with an ORM", [peer(root, "fastify-orm"), String(GROUPS), join(folder, "fastify-w.db")]),
	];
	return withServers(starts, async (servers) => {
		const [raw, ours, normal, fastify] = servers as [Server, Server, Server, Server];
		const writers: Writer[] = [
			{ server: raw, credentials: PEER_CREDENTIALS, count: 5000 },
			{ server: ours, credentials, count: 4000 },
			{ server: normal, credentials: relaxedCredentials, count: 4000 },
			{ server: fastify, credentials: PEER_CREDENTIALS, count: 600 },
		];
		const create = await interleave(
			writers.map((writer) => subject(writer, 201, (index) => ["POST", "/CustomerGroups", createBody(index)])),
			rounds,
		);
		const update = await interleave(
			writers.map((writer) =>
				subject(writer, 200, (index) => ["PUT", `/CustomerGroups/${1 + ((index * 7) % GROUPS)}`, updateBody(index)]),
			),
			rounds,
		);
		const bulk = await interleave(
			[
				subject({ server: ours, credentials, count: 2000 }, 200, (index) => [
					"PUT",
					`/CustomerGroups/${1 + ((index * 7) % GROUPS)}`,
					updateBody(index),
				]),
				subject({ server: ours, credentials, count: 400 }, 200, (index) => [
					"PUT",
					"/CustomerGroups",
					bulkBody(1 + ((index * 100) % (GROUPS - 100)), 100, index),
				]),
			],
			rounds,
		);
		const [one = [], hundred = []] = bulk;
		const times = ratios(hundred, one, (many, single) => many.cpu / single.cpu);
		return [
			...figures("create one, SQLite, 32 at once", create),
			...figures("update one, SQLite, 32 at once", update),
			{
				what: "bulk update of 100",
				value: times.median,
				spread: times,
				unit: "times the cost of one",
				aim: { atMost: 12 },
			},
		];

		function figures(what: string, samples: Awaited<typeof create>): Figure[] {
			const [base = [], own = [], free = [], framework = []] = samples;
			const cpu = ratios(base, own, (left, right) => left.cpu / right.cpu);
			const rate = ratios(own, base, (left, right) => left.rate / right.rate);
			const slower = ratios(free, own, (left, right) => left.rate / right.rate);
			const others = ratios(base, framework, (left, right) => left.cpu / right.cpu);
			return [
				{
					what: `${what}: this API`,
					value: cpu.median,
					spread: cpu,
					unit: "of raw",
					aim: { atLeast: 0.3 },
					note: `throughput ${rate.median.toFixed(2)} of raw, which keeps nothing`,
				},
				{
					what: `${what}: synchronous=FULL`,
					value: slower.median,
					spread: slower,
					unit: "times NORMAL",
					aim: { atMost: 1.5 },
				},
				{ what: `${what}: Fastify with an ORM`, value: others.median, spread: others, unit: "of raw" },
			];
		}
	});
}

function subject(
	{ server, credentials, count }: Writer,
	status: number,
	make: (index: number) => [method: string, path: string, body: string],
): Subject {
	const made = Array.from({ length: 512 }, (_, index) => {
		const [method, path, body] = make(index);
		return requestBytes(server, credentials, method, path, { body });
	});
	return {
		server,
		request: (index) => made[index % made.length] as Buffer,
		status,
		count,
		connections: CONNECTIONS,
	};
}

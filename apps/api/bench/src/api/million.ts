import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { residentMegabytes } from "../cpu.js";
import type { Figure } from "../figures.js";
import { interleave, ratios, type Subject, spread } from "../measure.js";
import { type Postgres, startPostgres } from "../postgres.js";
import { type Credentials, requestBytes } from "../requests.js";
import { seedPostgres, seedSqlite } from "../seed.js";
import { type Server, startServer } from "../server.js";
import { createStore, startService } from "../service.js";
import { type Context, peer, withServers } from "./context.js";

const MILLION = 1_000_000;
const OPEN_CONNECTIONS = 1000;
const OFFSETS = [1, 1000, 123_457, 499_999, 750_001, MILLION - 100];

/** Counting and paging in a store of a million groups, and what that and a thousand connections take of memory. */
export async function million({ root, folder, rounds, step }: Context): Promise<Figure[]> {
	step("a store of 1,000,000 groups, SQLite");
	const database = join(folder, "million.db");
	const credentials = await createStore(root, database);
	seedSqlite(database, { groups: MILLION });
	const starts = [
		startService(root, database),
		startServer("this API, uncached", [peer(root, "variant"), root, database, "uncached"]),
	];
	return withServers(starts, async ([server, uncached]) => {
		if (server === undefined || uncached === undefined) throw new Error("The service did not start.");
		const counts = await measure(server, credentials, ["/CustomerGroups?countonly=1"], 1, 2000, rounds);
		const pages = await interleave(
			OFFSETS.map((offset) => reading(uncached, credentials, `/CustomerGroups?limit=100&offset=${offset}`, 1, 1000)),
			rounds,
		);
		const [first = [], ...others] = pages;
		const slowest = others
			.map((samples, index) => ({
				offset: OFFSETS[index + 1],
				times: ratios(samples, first, (one, base) => one.cpu / base.cpu),
			}))
			.reduce((worst, next) => (next.times.median > worst.times.median ? next : worst));
		const memory = await withConnections(server, async () => {
			await measure(
				server,
				credentials,
				OFFSETS.map((offset) => `/CustomerGroups?limit=500&offset=${offset}`),
				32,
				3000,
				1,
			);
			return residentMegabytes(server.pid);
		});
		return [
			{ what: "countonly, 1,000,000 groups, SQLite", ...counts, unit: "µs CPU a request", aim: { atMost: 100 } },
			{
				what: "limit=100 at the slowest offset of 1,000,000, SQLite, uncached",
				value: slowest.times.median,
				spread: slowest.times,
				unit: "times the cost at offset 1",
				aim: { atMost: 5 },
				note: `offset ${slowest.offset}`,
			},
			{
				what: `memory, 1,000,000 groups and ${OPEN_CONNECTIONS} connections`,
				value: memory,
				unit: "MB resident",
				aim: { atMost: 512 },
			},
		];
	});
}

/** Counting in PostgreSQL. */
export async function millionInPostgres({ root, rounds, step }: Context): Promise<Figure[]> {
	step("a store of 1,000,000 groups, PostgreSQL");
	return withPostgres(root, MILLION, async (postgres, credentials) =>
		withServers([startService(root, postgres.url)], async ([server]) => {
			if (server === undefined) throw new Error("The service did not start.");
			const wall = await measureWall(server, credentials, "/CustomerGroups?countonly=1", rounds);
			return [
				{
					what: "countonly, 1,000,000 groups, PostgreSQL",
					...wall,
					unit: "ms from request to answer",
					aim: { atMost: 1 },
				},
			];
		}),
	);
}

/** Runs work over a PostgreSQL server with a store of so many groups. */
export async function withPostgres<T>(
	root: string,
	groups: number,
	work: (postgres: Postgres, credentials: Credentials) => Promise<T>,
): Promise<T> {
	const postgres = await startPostgres();
	try {
		const credentials = await createStore(root, postgres.url);
		await seedPostgres(postgres, { groups });
		return await work(postgres, credentials);
	} finally {
		await postgres.stop();
	}
}

function reading(server: Server, credentials: Credentials, path: string, connections: number, count: number): Subject {
	const bytes = requestBytes(server, credentials, "GET", path);
	return { server, request: () => bytes, status: 200, count, connections };
}

async function measure(
	server: Server,
	credentials: Credentials,
	paths: readonly string[],
	connections: number,
	count: number,
	rounds: number,
) {
	const bytes = paths.map((path) => requestBytes(server, credentials, "GET", path));
	const subject = {
		server,
		status: 200,
		count,
		connections,
		request: (index: number) => bytes[index % bytes.length] as Buffer,
	};
	const [samples = []] = await interleave([subject], rounds);
	const cpu = spread(samples.map((sample) => sample.cpu));
	return { value: cpu.median, spread: cpu };
}

async function measureWall(server: Server, credentials: Credentials, path: string, rounds: number) {
	const [samples = []] = await interleave([reading(server, credentials, path, 1, 1000)], rounds);
	const milliseconds = spread(samples.map((sample) => 1000 / sample.rate));
	return { value: milliseconds.median, spread: milliseconds };
}

async function withConnections<T>({ host, port }: Server, work: () => Promise<T>): Promise<T> {
	const sockets: Socket[] = [];
	try {
		for (let index = 0; index < OPEN_CONNECTIONS; index++) {
			sockets.push(
				await new Promise<Socket>((resolve, reject) => {
					const socket = connect({ host, port }, () => resolve(socket));
					socket.once("error", reject);
				}),
			);
		}
		return await work();
	} finally {
		for (const socket of sockets) socket.destroy();
	}
}
